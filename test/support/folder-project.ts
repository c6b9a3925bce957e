import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Outcome } from "./command";
import { outcomeOf, outputOf } from "./command";
import type { Workspace } from "./workspace";

/** A second project in a folder of a workspace, with the same engine, state and account. */
export interface FolderProject {
  readonly directory: string;
  /** Runs `pulumi` in the folder. Does not throw if the command fails. */
  readonly run: (...args: readonly string[]) => Promise<Outcome>;
  /** Runs `pulumi`. @returns its output. @throws Error with the output if the command fails */
  readonly succeed: (...args: readonly string[]) => Promise<string>;
  /** Types and names of the resources in the state of its stack. */
  readonly registered: () => Promise<readonly string[]>;
}

interface Exported {
  readonly deployment: { readonly resources?: readonly { readonly urn: string }[] };
}

/** The JSON that a command prints after its warnings. */
export const jsonIn = (output: string): unknown => JSON.parse(output.slice(output.search(/^[{[]/m)));

/**
 * Creates a project in a new folder of a workspace.
 *
 * @param files - content by name
 * @param path - folders of further executables
 */
export function folderProject(
  workspace: Workspace,
  folder: string,
  files: Readonly<Record<string, string>>,
  path: readonly string[] = [],
): FolderProject {
  const directory = join(workspace.directory, folder);
  mkdirSync(directory);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  const env = { ...workspace.env, PATH: [...path, workspace.env["PATH"] ?? ""].join(delimiter) };
  const run = (...args: readonly string[]) =>
    outcomeOf(
      spawn("pulumi", [...args, "--non-interactive"], { cwd: directory, env, stdio: ["ignore", "pipe", "pipe"] }),
    );
  const succeed = (...args: readonly string[]) => outputOf(`pulumi ${args.join(" ")}`, run(...args));
  return {
    directory,
    run,
    succeed,
    registered: async () => {
      const { deployment } = jsonIn(await succeed("stack", "export")) as Exported;
      return (deployment.resources ?? []).map(({ urn }) => urn.split("::").slice(2).join(" "));
    },
  };
}

/** `Pulumi.yaml` of a TypeScript program. */
export const nodeProject = (name: string): string =>
  `name: ${name}
runtime:
  name: nodejs
  options:
    typescript: false
    nodeargs: "--import tsx --stack-trace-limit=0"
main: index.ts
`;
