import { readFileSync, statSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import type { Command } from "commander";
import type { Problem } from "../core/problem";
import type { PackConfig } from "../policies/config";
import type { PassVerdict } from "../report/judgement";
import { createCommand, outputColumns, passName, run, start, useSdk, withProgress } from "./command";
import type { Io, Main } from "./command";
import { commandLine } from "./package";
import type { Form } from "./refusal";
import { refuse } from "./refusal";

interface Flags extends Form {
  readonly pass?: "preview" | "apply";
}

type Judged = { readonly passes: readonly PassVerdict[] } | { readonly problems: readonly Problem[] };

/** Settings of the policies for what the simulator registered or printed: its zones have its account's ids. */
async function simulatedAccount(): Promise<PackConfig> {
  const { allZones } = await import("../simulator/aws/zones");
  return { zoneIds: allZones() };
}

/** Errors of a pass of a program. */
async function errorsOf(file: string, pass: string, errors: readonly string[]): Promise<readonly Problem[]> {
  const { programProblems } = await import("./program-problems");
  const fix = "fix the program, and run judge again";
  return programProblems(errors, dirname(file)).map(({ at, message }) => ({
    where: `${at === undefined ? file : join(dirname(file), at)} (${pass} pass)`,
    message,
    fix,
  }));
}

/** Runs the passes of a program; the first that fails ends it. */
async function judgeProgram(file: string, passes: readonly ("preview" | "apply")[]): Promise<Judged> {
  await useSdk(dirname(file));
  const { runFile } = await import("./judge/program");
  const { judgeGraph } = await import("./policies");
  const config = await simulatedAccount();
  const judged: PassVerdict[] = [];
  for (const pass of passes) {
    const { resources, errors } = await runFile(file, pass);
    const where = `${file} (${pass} pass)`;
    if (errors.length > 0) return { problems: await errorsOf(file, pass, errors) };
    if (resources.every(({ type }) => type.startsWith("pulumi:"))) {
      const fix = "register resources when the file is loaded, or export a function named program";
      return { problems: [{ where, message: "registers no resources", fix }] };
    }
    judged.push({ pass, resources: resources.length, ...judgeGraph(resources, config) });
  }
  return { passes: judged };
}

/** Judges a printed graph as it is. */
async function judgePrinted(file: string, command: Command): Promise<Judged> {
  const { readGraph } = await import("./judge/graph-file");
  const read = readGraph(readFileSync(file, "utf8"));
  if ("mistake" in read) return command.error(`error: ${file}: ${read.mistake}`);
  const { judgeGraph } = await import("./policies");
  return { passes: [{ resources: read.resources.length, ...judgeGraph(read.resources, await simulatedAccount()) }] };
}

const problemsText = (problems: readonly Problem[]) =>
  problems.map(({ where, message, fix }) => `${where}: ${message}\n  ${fix}`).join("\n");

/** @throws CommanderError for a file or flags that judge does not take */
function checkUse(file: string, { pass }: Flags, command: Command): void {
  const extension = extname(file);
  if (extension !== ".ts" && extension !== ".json")
    command.error(`error: ${file}: got a file of type "${extension}"; allowed: .ts (program), .json (printed graph)`);
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) command.error(`error: ${file}: no such file`);
  if (extension === ".json" && pass !== undefined)
    command.error(`error: --pass: ${file} is a printed graph, which is judged as it is; leave out --pass`);
}

async function judge(file: string, flags: Flags, command: Command, io: Io): Promise<number> {
  checkUse(file, flags, command);
  const passes = flags.pass === undefined ? (["preview", "apply"] as const) : [flags.pass];
  const work = extname(file) === ".ts" ? judgeProgram(file, passes) : judgePrinted(file, command);
  const judged = await withProgress(`judging ${file}`, io, work);
  if ("problems" in judged) return refuse(judged.problems, flags, io, problemsText);
  const { resultVersion } = await import("../report/preview-schema");
  const judgement = { version: resultVersion, file, passes: judged.passes } as const;
  const { isRefused, judgementText } = await import("../report/judgement");
  io.output(flags.json ? JSON.stringify(judgement, null, 2) : judgementText(judgement, outputColumns(io)));
  return judged.passes.some(isRefused) ? 1 : 0;
}

const createJudge = () =>
  createCommand(
    "judge",
    "Checks any program or resource graph against the policies, and traces each request path from the API to the task. A program runs in the simulator, without stack configuration.",
  )
    .argument("<file>", `TypeScript program, or resource graph that ${commandLine("preview", "--json")} printed`)
    .option("--pass <preview|apply>", "one pass of a program instead of both", passName)
    .option("--json", `print JSON (${commandLine("judge", "FILE", "--json")})`);

export const main: Main = (argv, io) => {
  const command = createJudge();
  return run(command, argv, io, (flags) => judge(command.args[0] ?? "", flags, command, io));
};

if (require.main === module) void start(main);
