import { InvalidArgumentError } from "commander";
import type { Comparison } from "../core/compare/compare";
import type { Problem } from "../core/problem";
import { createCommand, optionNumber, projectDirectory, run, start, UsageError, withProgress } from "./command";
import type { Io, Main } from "./command";
import { problemsOfFiles, refuse } from "./refusal";
import type { Form } from "./refusal";
import { defaultTraffic } from "./traffic";
import { commandLine } from "./package";

interface Flags extends Form {
  readonly stack: string;
  readonly directory: string;
  readonly requestsPerMonth: number;
  readonly averageKilobytes: number;
  readonly grow?: number;
  readonly standby?: number;
  readonly markdown?: true;
}

/** @throws InvalidArgumentError for anything but a number of at least 0 */
function amount(text: string): number {
  const value = Number(text.replaceAll("_", ""));
  if (text === "" || !Number.isFinite(value) || value < 0) {
    throw new InvalidArgumentError(`got ${text}; allowed: a number of at least 0.`);
  }
  return value;
}

/** @throws InvalidArgumentError for anything but a whole number */
function serviceCount(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError(
      `got ${text}; allowed: a whole number, from the number of services that the stack has.`,
    );
  }
  return value;
}

/** Compares the options, and says why the stack's own one is refused. */
async function compareStack(flags: Flags, io: Io) {
  const { stack, directory, requestsPerMonth, averageKilobytes, grow, standby } = flags;
  const { compare } = await import("../core/compare/compare");
  const { readStack } = await import("./program");
  const { configuration, decision } = await readStack({ directory, stack }, io);
  const { region, problems } = configuration;
  const values = standby === undefined ? configuration.values : { ...configuration.values, standby };
  const own = "problems" in decision ? decision.problems : [];
  const compared =
    problems.length > 0 ? { problems } : compare(values, region, { requestsPerMonth, averageKilobytes }, grow);
  const services = Array.isArray(values["services"]) ? values["services"].length : 0;
  return { compared, own, services };
}

async function format(comparison: Comparison, own: readonly Problem[], { json, markdown }: Flags): Promise<string> {
  if (json) {
    const { refusalOf } = await import("../report/result");
    const { resultVersion } = await import("../report/preview-schema");
    return JSON.stringify({ version: resultVersion, ...comparison, problems: refusalOf(own).problems }, null, 2);
  }
  if (markdown) return (await import("../report/comparison")).comparisonMarkdown(comparison);
  return (await import("../report/comparison-text")).comparisonText(comparison);
}

async function comparison(flags: Flags, io: Io): Promise<number> {
  const { stack, grow } = flags;
  const inFiles = await problemsOfFiles(flags);
  if (inFiles.length > 0) return refuse(inFiles, flags, io);
  const { compared, own, services } = await withProgress(
    `comparing the options of stack ${stack}`,
    io,
    compareStack(flags, io),
  );
  // Every option is refused, so the stack's own is, and its problems are not repeated for the others.
  if ("problems" in compared) return refuse(own.length > 0 ? own : compared.problems, flags, io);
  if (flags.standby !== undefined && flags.standby === compared.together?.option)
    throw new UsageError(`--standby ${flags.standby}: that option serves; allowed: another one`);
  const { searchLimit } = await import("../core/growth");
  if (grow !== undefined && (grow < services || grow > searchLimit))
    throw new UsageError(
      `--grow ${grow}: stack ${stack} has ${services} services; allowed: ${services} to ${searchLimit}`,
    );
  if (grow !== undefined && compared.assessed.every(({ grown }) => grown === undefined))
    io.error(`note: --grow ${grow} shows nothing: stack ${stack} runs no services of its own that could be copied`);
  io.output(await format(compared, own, flags));
  if (own.length === 0) return compared.recommendation.choice === undefined ? 1 : 0;
  const { formatProblems } = await import("../core/problem");
  io.error(`the option of stack ${stack} is refused: ${formatProblems(own)}`);
  return 1;
}

const command = () =>
  createCommand(
    "compare",
    "Compares all five options for the services of a stack, with other load balancers where an option allows a choice: what fits, what it costs, how far it grows. Recommends one. Also exits with 1 if the option of the stack is refused, or if no option meets its requirements.",
  )
    .option("--stack <name>", "stack to read from Pulumi.<name>.yaml", "dev")
    .option("--directory <path>", "directory of Pulumi.yaml and the stack file", projectDirectory)
    .option(
      "--requests-per-month <number>",
      "requests per month to all services together, for the traffic cost",
      amount,
      defaultTraffic.requestsPerMonth,
    )
    .option(
      "--average-kilobytes <number>",
      "kilobytes of a request and its response together, on average",
      amount,
      defaultTraffic.averageKilobytes,
    )
    .option(
      "--grow <services>",
      "also show each option with this number of services: whether they fit, which quota stops them first, what they cost",
      serviceCount,
    )
    .option(
      "--standby <1-5>",
      "also show what the stack costs and needs while this topology stands by, instead of that of the stack file",
      optionNumber,
    )
    .option("--markdown", "print Markdown for a pull request")
    .option("--json", `print all results as JSON (${commandLine("compare", "--json")})`);

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => comparison(flags as Flags, io));

if (require.main === module) void start(main);
