import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nodeArguments } from "../../simulator/engine/node-arguments";
import { buildOnce, onPath } from "./go-build";

const project = join(__dirname, "..", "..");
const hostName = "pulumi-language-nodejs";

/** Pulumi's CLI. */
export interface Engine {
  readonly file: string;
  /** Whether it has the official language host for Node; otherwise the simulator's host must be on its PATH. */
  readonly hasLanguageHost: boolean;
}

const goMod = () => readFileSync(join(__dirname, "go.mod"), "utf8");

/**
 * Writes an executable that starts this checkout's language host, with the name that the engine looks up on its PATH.
 *
 * @param folder - must not be the engine's own folder, which checkouts share
 */
export function writeLanguageHost(folder: string): void {
  const file = join(folder, hostName);
  const host = join(project, "simulator", "engine", "language-host.ts");
  const words = [process.execPath, ...nodeArguments, host].map((word) => `"${word}"`);
  writeFileSync(file, `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`);
  chmodSync(file, 0o755);
}

/**
 * Finds an installed CLI with its language host, or builds the CLI from the pinned Go module, which takes minutes once.
 *
 * @param report - receives progress messages
 * @throws Error if neither Pulumi nor Go is installed
 */
export async function findEngine(report: (text: string) => void): Promise<Engine> {
  const installed = onPath("pulumi");
  if (installed !== undefined && onPath(hostName) !== undefined) return { file: installed, hasLanguageHost: true };
  const version = /github\.com\/pulumi\/pulumi\/pkg\/v3 (v\S+)/.exec(goMod())?.[1] ?? "";
  const flag = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;
  const main = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
  const program = { folder: __dirname, name: "pulumi", main, flags: ["-ldflags", flag] };
  return { file: await buildOnce(program, report), hasLanguageHost: false };
}

/**
 * Finds the installed language host for YAML, or builds it from the pinned Go module. Its newest version for the version
 * of the CLI depends on an older version of Pulumi's packages, so it has a module of its own.
 *
 * @param report - receives progress messages
 * @returns the executable, which the engine looks up on its PATH
 */
export async function findYamlHost(report: (text: string) => void): Promise<string> {
  const name = "pulumi-language-yaml";
  const main = "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml";
  const folder = join(__dirname, "yaml-host");
  return onPath(name) ?? (await buildOnce({ folder, name, main, flags: [] }, report));
}
