import { InvalidArgumentError } from "commander";
import { checkStack, createCommand, projectDirectory, run, start } from "./command";
import type { Io, Main } from "./command";
import { defaultTraffic } from "./traffic";
import { commandLine } from "./package";

interface Flags {
  readonly stack: string;
  readonly directory: string;
  readonly requestsPerMonth: number;
  readonly averageKilobytes: number;
  readonly grow?: number;
  readonly markdown?: true;
  readonly json?: true;
}

/** @throws InvalidArgumentError for anything but a number of at least `least` */
const number = (least: number) => (text: string) => {
  const value = Number(text.replaceAll("_", ""));
  if (text === "" || Number.isNaN(value) || value < least) {
    throw new InvalidArgumentError(`got ${text}; allowed: a number of at least ${least}.`);
  }
  return value;
};

async function comparison({ stack, directory, requestsPerMonth, averageKilobytes, grow, ...format }: Flags, io: Io) {
  await checkStack({ stack }, directory);
  const { compare } = await import("../core/compare/compare");
  const { formatProblems } = await import("../core/problem");
  const { comparisonMarkdown, comparisonText } = await import("../report/comparison");
  const { readStack } = await import("./program");
  const { configuration, decision: own } = await readStack({ directory, stack }, io);
  const { values, region, problems } = configuration;
  const traffic = { requestsPerMonth, averageKilobytes };
  const compared = problems.length > 0 ? { problems } : compare(values, region, traffic, grow);
  if ("problems" in compared) {
    // Every option is refused, so the stack's own is, and its problems are not repeated for the others.
    io.error(formatProblems("problems" in own ? own.problems : compared.problems));
    return 1;
  }
  if (format.json) io.output(JSON.stringify(compared, null, 2));
  else io.output(format.markdown ? comparisonMarkdown(compared) : comparisonText(compared));
  if (!("problems" in own)) return compared.recommendation.choice === undefined ? 1 : 0;
  io.error(`the option of stack ${stack} is refused: ${formatProblems(own.problems)}`);
  return 1;
}

const command = () =>
  createCommand(
    "compare",
    "Compares all five options for the services of a stack, with other load balancers where an option allows a choice.",
  )
    .option("--stack <name>", "stack to read from Pulumi.<name>.yaml", "dev")
    .option("--directory <path>", "directory of Pulumi.yaml and the stack file", projectDirectory)
    .option(
      "--requests-per-month <number>",
      "requests per month to all services together",
      number(0),
      defaultTraffic.requestsPerMonth,
    )
    .option(
      "--average-kilobytes <number>",
      "average size of request and response together",
      number(0),
      defaultTraffic.averageKilobytes,
    )
    .option("--grow <services>", "estimate growth up to this number of services", number(1))
    .option("--markdown", "print Markdown for a pull request")
    .option("--json", `print all results as JSON (${commandLine("compare", "--json")})`);

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => comparison(flags as Flags, io));

if (require.main === module) void start(main);
