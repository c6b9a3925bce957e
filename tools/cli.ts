#!/usr/bin/env node
import { existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { Command } from "commander";
import type { Main } from "./command";
import { exitCodesText, run, start } from "./command";
import { packageName, readPackage } from "./package";

interface CliCommand {
  /** One line for the list of commands. */
  readonly does: string;
  readonly load: () => Promise<{ readonly main: Main }>;
}

const commands: Readonly<Record<string, CliCommand>> = {
  init: { does: "start a project: write its files into a folder", load: () => import("./init") },
  preview: {
    does: "run the program offline; show resources, routes, quotas, cost and findings",
    load: () => import("./preview"),
  },
  check: { does: "preview every stack of the project; exit with 1 if one is refused", load: () => import("./check") },
  compare: { does: "compare the five options for the services of a stack", load: () => import("./compare") },
  report: { does: "write an HTML report about a stack, or only its diagram", load: () => import("./report") },
  place: { does: "write the placements of a stack into its file as pins", load: () => import("./place") },
  diff: {
    does: "compare two previews: with a branch or commit, or of two files; as text, Markdown or JSON",
    load: () => import("./diff"),
  },
  switch: {
    does: "say which step of a switch of the topology a stack file asks for, and what it does to requests",
    load: () => import("./switch"),
  },
  probe: {
    does: "request every route of a stack at the URL that serves and at that of its standby",
    load: () => import("./probe"),
  },
  judge: { does: "check any program or resource graph against the policies", load: () => import("./judge") },
};

/** Lists the commands and refuses unknown ones. The commands parse their own flags. */
function overview(): Command {
  const program = new Command(packageName)
    .usage("<command> [flags]")
    .description(
      `Private ECS Fargate services behind Amazon API Gateway. No command changes anything in AWS.\n\n${exitCodesText}`,
    )
    .version(readPackage().version, "--version", "print the version of the package")
    .helpOption("--help", "list the commands; after a command, list its flags")
    .helpCommand(false)
    .showHelpAfterError("(run with --help to list the commands)")
    .exitOverride();
  for (const [name, { does }] of Object.entries(commands)) program.command(name).description(does);
  return program;
}

/** Runs the command that the first argument names, with the other arguments. */
export const main: Main = async (argv, io) => {
  const [name = "", ...flags] = argv;
  if (name === "help") return main([...flags, "--help"], io);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return run(overview(), argv, io, () => Promise.resolve(0));
  return (await command.load()).main(flags, io);
};

/** The command of the project's own package, if this is another copy: two copies would not know of each other. */
function projectsOwn(argv: readonly string[]): string | undefined {
  const flag = argv.findIndex((word) => word === "--directory");
  const directory = argv.find((word) => word.startsWith("--directory="))?.slice("--directory=".length);
  const project = resolve(directory ?? (flag === -1 ? "." : (argv[flag + 1] ?? ".")));
  try {
    const file = createRequire(join(project, "package.json")).resolve(`${packageName}/package.json`);
    const command = join(dirname(file), "dist", "tools", "cli.js");
    return existsSync(command) && realpathSync(command) !== realpathSync(__filename) ? command : undefined;
  } catch {
    return undefined;
  }
}

if (require.main === module) {
  // Each Output keeps a stack trace, which makes large stacks three times slower.
  Error.stackTraceLimit = 0;
  const own = createRequire(__filename);
  own("./start.cjs");
  const other = projectsOwn(process.argv);
  void start(other === undefined ? main : (own(other) as { readonly main: Main }).main);
}
