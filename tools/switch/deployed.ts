import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { readProject } from "../../simulator/project";
import type { Topologies } from "../../core/switch-step";
import { topologiesText } from "../../report/switch-refusals";
import { UsageError } from "../command";
import { askPulumi } from "../pulumi-cli";
import { failedTopologies, historySchema } from "./failed";
import { mappedOption, stateSchema } from "./mapped";

const option = z.literal([1, 2, 3, 4, 5]);

const deployment = z.object({
  strategy: z.string(),
  entering: z.literal(true).exactOptional(),
  leaving: z.enum(["both", "primary"]).exactOptional(),
  alarms: z.enum(["on", "off"]).exactOptional(),
  targetGroup: z.string().exactOptional(),
});

/** The outputs of a stack as far as its switch is about them. Outputs of later versions have more. */
const deployedSchema = z.object({
  url: z.string(),
  option,
  api: z.object({ url: z.string(), stage: z.string() }),
  standby: z.object({ option, url: z.string() }).optional(),
  services: z.record(z.string(), z.object({ deployment: deployment.optional() })),
  loadBalancers: z.record(
    z.string(),
    z.object({ listeners: z.array(z.object({ port: z.int(), services: z.array(z.string()) })) }),
  ),
  routes: z.array(z.object({ path: z.string(), service: z.string() })),
});

type Outputs = z.output<typeof deployedSchema>;

/** What is deployed. */
export interface DeployedStack extends Omit<Outputs, "standby"> {
  /** The topology that stands by, with its URL as far as the outputs have it. */
  readonly standby?: { readonly option: Outputs["option"]; readonly url?: string } | undefined;
  /** What the outputs say, if they are older: an update has moved the requests, and failed afterwards. */
  readonly outdated?: Topologies;
  /** What updates asked for that have failed since: each may have moved the requests, with or without AWS's answer. */
  readonly failed: readonly Topologies[];
}

/** The stack whose outputs are read. */
export interface OutputsOf {
  readonly stack: string;
  readonly directory: string;
  /** File with what `pulumi stack output --json` printed. */
  readonly outputs?: string;
}

const timeoutMilliseconds = 60_000;

const toFile = (stack: string) => `pulumi stack output --json --stack ${stack} > outputs.json`;

const firstLine = (text: string) =>
  text
    .split("\n")
    .find((line) => line.trim() !== "")
    ?.trim();

/** @throws UsageError if the CLI gives no answer */
function ask({ stack, directory }: OutputsOf, what: string, ...args: readonly string[]): string {
  const asking = { directory, timeoutMilliseconds };
  const { status, stdout, stderr, error } = askPulumi(asking, "stack", ...args, "--stack", stack);
  if (status === 0) return stdout;
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT")
    throw new UsageError(
      `the Pulumi CLI is not on the PATH; install it, or run ${toFile(stack)} where it is and name the file with --outputs outputs.json`,
    );
  const why = error?.message ?? firstLine(stderr) ?? "it says nothing";
  throw new UsageError(
    `pulumi stack ${args.join(" ")} gives no ${what} of stack ${stack}: ${why}; log in and name a stack of pulumi stack ls, or name a file of its outputs with --outputs`,
  );
}

/** @throws UsageError for a text that is no JSON */
function parsed(text: string, from: string, expected: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${from}: found text that is no JSON; expected what ${expected} writes`);
  }
}

/** The first thing that is wrong with a value: `url: Invalid input: expected string, received undefined`. */
function wrongIn({ issues: [issue] }: z.ZodError): string {
  const where = z.core.toDotPath(issue?.path ?? []);
  return `${where === "" ? "" : `${where}: `}${issue?.message ?? ""}`;
}

/** Reads an answer of the CLI. @throws UsageError if it has another form than that of the CLI which this is made for */
function answer<T>(schema: z.ZodType<T>, { stack, directory }: OutputsOf, what: string, args: readonly string[]): T {
  const from = `the ${what} of stack ${stack}`;
  const command = `pulumi stack ${args.join(" ")}`;
  const read = schema.safeParse(parsed(ask({ stack, directory }, what, ...args), from, command));
  if (read.success) return read.data;
  throw new UsageError(
    `${from}: ${command} printed something else (${wrongIn(read.error)}); update the Pulumi CLI, or name a file of the outputs with --outputs outputs.json, which tells of no failed update: ${toFile(stack)}`,
  );
}

/** Says what is not known because an update has failed; undefined if none has. */
export function failedText({ option, outdated, failed }: DeployedStack, stack: string): string | undefined {
  const [last] = failed;
  const again = `correct the reason and run the same update again: pulumi up --stack ${stack} --refresh`;
  if (outdated !== undefined)
    return `an update has moved requests to option ${option} and then failed, so the outputs still say ${topologiesText(outdated)}; ${again}, with option: ${option}, standby: ${outdated.option}`;
  return (
    last &&
    `the last update, with ${topologiesText(last)}, has not succeeded, and the outputs are those before it; ${again}`
  );
}

/** What the CLI knows beside the outputs of a stack: what failed updates asked for, and where the domain leads. */
function withUpdates(outputs: Outputs, what: OutputsOf): DeployedStack {
  const { url, api, option, standby } = outputs;
  const { stack, directory } = what;
  if (what.outputs !== undefined) return { ...outputs, failed: [] };
  const history = answer(historySchema, what, "history", ["history", "--json"]);
  const { name } = readProject(directory, stack, {});
  const failed = failedTopologies(history, name);
  if (url === api.url) return { ...outputs, failed };
  const mapped = mappedOption(answer(stateSchema, what, "state", ["export"]), url);
  if (mapped === undefined || mapped === option) return { ...outputs, failed };
  const outdated = standby === undefined ? { option } : { option, standby: standby.option };
  return { ...outputs, option: mapped, standby: { option }, outdated, failed };
}

function readFile(file: string, stack: string): string {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() !== false)
    throw new UsageError(`--outputs ${file}: there is no such file; write it with ${toFile(stack)}`);
  return readFileSync(file, "utf8");
}

/**
 * Reads what is deployed. From a file of outputs, a failed update is not noticed.
 *
 * @returns undefined if the stack has no outputs: nothing is deployed
 * @throws UsageError if the outputs cannot be read, or are those of another program
 */
export function readDeployed(what: OutputsOf): DeployedStack | undefined {
  const { outputs: file, stack } = what;
  const text = file === undefined ? ask(what, "outputs", "output", "--json") : readFile(file, stack);
  const from = file === undefined ? `the outputs of stack ${stack}` : `--outputs ${file}`;
  const value = parsed(text, from, toFile(stack));
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) return undefined;
  const outputs = deployedSchema.safeParse(value);
  if (outputs.success) return withUpdates(outputs.data, what);
  throw new UsageError(
    `${from}: these are not the outputs of this program (${wrongIn(outputs.error)}); name a stack that it deployed, whose program exports what deploy() returns`,
  );
}
