import { InvalidArgumentError } from "commander";
import { compare } from "../core/compare/compare";
import { defaultTraffic } from "../core/compare/traffic";
import { comparisonMarkdown, comparisonText } from "../report/comparison";
import { formatProblems } from "../core/problem";
import { createCommand, print, run } from "./command";
import { readStack } from "./stack";

interface Flags {
  readonly stack: string;
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

async function main({ stack, requestsPerMonth, averageKilobytes, grow, ...format }: Flags): Promise<number> {
  const { values, region, problems } = await readStack(stack);
  const traffic = { requestsPerMonth, averageKilobytes };
  const comparison = problems.length > 0 ? { problems } : compare(values, region, traffic, grow);
  if ("problems" in comparison) {
    print.error(formatProblems(comparison.problems));
    return 1;
  }
  if (format.json) print.output(JSON.stringify(comparison, null, 2));
  else print.output(format.markdown ? comparisonMarkdown(comparison) : comparisonText(comparison));
  return comparison.recommendation.choice === undefined ? 1 : 0;
}

const command = createCommand(
  "compare",
  "Holds all five options, and other balancers where an option leaves a choice, against a stack's own services.",
)
  .option("--stack <name>", "stack whose Pulumi.<name>.yaml is read", "dev")
  .option(
    "--requests-per-month <number>",
    "requests to all services together",
    number(0),
    defaultTraffic.requestsPerMonth,
  )
  .option("--average-kilobytes <number>", "request and response together", number(0), defaultTraffic.averageKilobytes)
  .option("--grow <services>", "look at growth up to that many services", number(1))
  .option("--markdown", "for a pull request")
  .option("--json", "everything for a machine (npm run -s compare -- --json)");

void run(command, (flags) => main(flags as Flags));
