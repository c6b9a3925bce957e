import { createRequire } from "node:module";
import { join } from "node:path";
import type { ProgramInfo, RunRequest } from "@pulumi/pulumi/proto/language_pb";

/** A program, policy pack or other plugin in Node, as an engine describes it. */
export interface Program {
  /** Folder of `Pulumi.yaml`. */
  readonly root: string;
  readonly directory: string;
  /** The file or folder that Node loads. */
  readonly entryPoint: string;
  readonly nodeArguments: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  /** Resolves a module from the program's folder. @returns its file */
  readonly find: (module: string) => string;
}

const words = (text: unknown) => (typeof text === "string" && text !== "" ? text.split(/\s+/) : []);

/** Reads the engine's description of a program. */
export function programOf(info: ProgramInfo | undefined): Program {
  const directory = info?.getProgramDirectory() ?? "";
  const options = (info?.getOptions()?.toJavaScript() ?? {}) as Readonly<Record<string, unknown>>;
  const required = createRequire(join(directory, "program.js"));
  return {
    root: info?.getRootDirectory() ?? "",
    directory,
    entryPoint: join(directory, info?.getEntryPoint() ?? "."),
    nodeArguments: words(options["nodeargs"]),
    environment: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: String(options["typescript"] !== false) },
    find: (module) => required.resolve(module),
  };
}

/** The stack's settings by their full keys, as the engine sends them. */
export function configOf(request: RunRequest): Record<string, string> {
  const config: Record<string, string> = {};
  request.getConfigMap().forEach((value: string, key: string) => {
    config[key] = value;
  });
  return config;
}
