import { basename, resolve } from "node:path";
import type { Problem } from "../core/problem";
import { resultVersion } from "../report/preview-schema";
import type { Io, Main } from "./command";
import { createCommand, run, start } from "./command";
import type { Answers, Question } from "./init/answers";
import { complete, questions } from "./init/answers";
import type { TarballFlags } from "./init/packages";
import { packagesOf } from "./init/packages";
import { projectFiles } from "./init/project-files";
import type { Prompter } from "./init/prompts";
import { askFor, CancelledError, terminalPrompter } from "./init/prompts";
import { readTemplate } from "./init/template";
import type { Started } from "./init/text";
import { defaultsText, nextCommands, problemsText, startedText } from "./init/text";
import { problemsOf } from "./init/validate";
import { existingProblems, writeProject } from "./init/write";
import { packageFolder } from "./package";
import type { Form } from "./refusal";
import { refuse } from "./refusal";

interface Flags extends Partial<Answers>, TarballFlags, Form {
  readonly yes?: true;
}

const refuseToWrite = (problems: readonly Problem[], flags: Flags, io: Io) => refuse(problems, flags, io, problemsText);

function report(started: Started, { json }: Flags, io: Io): number {
  if (json) io.output(JSON.stringify({ version: resultVersion, ...started }, null, 2));
  else {
    if (started.defaults.length > 0) io.error(defaultsText(started));
    io.output(startedText(started));
  }
  return 0;
}

async function init(directory: string, flags: Flags, io: Io, prompter: Prompter | undefined): Promise<number> {
  const template = readTemplate();
  const folder = basename(directory);
  const packages = packagesOf(flags, packageFolder);
  const names = [...template.keys(), ...packages.files.keys()];
  const first = [...packages.problems, ...existingProblems(directory, names)];
  // Before the first question, since no answer changes them.
  if (prompter !== undefined && first.length > 0) return refuseToWrite(first, flags, io);
  const answers =
    prompter === undefined ? complete(flags, template, folder) : await askFor(flags, template, folder, prompter, io);
  const problems = [...first, ...problemsOf(answers, template)];
  if (problems.length > 0) return refuseToWrite(problems, flags, io);
  const files = projectFiles(template, answers, packages);
  try {
    writeProject(directory, files);
  } catch (error) {
    const message = `could not be written: ${error instanceof Error ? error.message : String(error)}`;
    return refuseToWrite([{ where: directory, message, fix: "name a folder that you may write to" }], flags, io);
  }
  const isDefault = (question: Question) => prompter === undefined && flags[question] === undefined;
  const started = {
    directory,
    answers,
    defaults: questions.filter(isDefault),
    files: [...files.keys()].sort(),
    next: nextCommands(directory),
  };
  return report(started, flags, io);
}

const command = () =>
  createCommand(
    "init",
    "Starts a project: writes Pulumi.yaml, a stack file, a program of a few lines and a README into a folder. Asks for what the flags do not say, if it runs in a terminal, and otherwise takes defaults.",
  )
    .argument("[directory]", "folder of the project; created if it does not exist", ".")
    .option("--name <name>", "name of the project; by default the name of the folder")
    .option("--region <region>", "AWS Region of the stack")
    .option("--option <1-5>", "topology of the stack")
    .option("--service <name>", "name of the first service")
    .option("--image <image>", "its container image")
    .option("--port <port>", "port that its container listens on")
    .option("--path <path>", "path of the service in the API; by default its name")
    .option("--package <tgz>", "take private-integrations from a file that npm pack wrote")
    .option("--policies <tgz>", "take private-integrations-policies from a file that npm pack wrote")
    .option("--yes", "ask nothing; take defaults for what the flags do not say")
    .option("--json", "ask nothing, and print the result as JSON");

/** Init with the questions of a prompter; without one, it asks nothing. */
export const mainWith =
  (prompterOf: () => Prompter | undefined): Main =>
  (argv, io) => {
    const parsed = command();
    return run(parsed, argv, io, async (flags: Flags) => {
      const prompter = flags.yes || flags.json ? undefined : prompterOf();
      try {
        return await init(resolve(parsed.processedArgs[0] as string), flags, io, prompter);
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        io.error("\ncancelled; nothing was written");
        return 1;
      } finally {
        prompter?.close();
      }
    });
  };

const isTerminal = () => process.stdin.isTTY && process.stderr.isTTY;

export const main: Main = mainWith(() => (isTerminal() ? terminalPrompter() : undefined));

if (require.main === module) void start(main);
