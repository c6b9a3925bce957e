import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { UsageError } from "../command";

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

/** What is deployed, from the outputs of a stack. */
export type DeployedStack = z.output<typeof deployedSchema>;

/** The stack whose outputs are read. */
export interface OutputsOf {
  readonly stack: string;
  readonly directory: string;
  /** File with what `pulumi stack output --json` printed. */
  readonly outputs?: string;
}

/** The CLI answers from a backend, which can be far away. */
const timeoutMilliseconds = 60_000;

const toFile = (stack: string) => `pulumi stack output --json --stack ${stack} > outputs.json`;

const firstLine = (text: string) =>
  text
    .split("\n")
    .find((line) => line.trim() !== "")
    ?.trim();

function ask({ stack, directory }: OutputsOf): string {
  const args = ["stack", "output", "--json", "--stack", stack, "--cwd", directory, "--non-interactive"];
  const { status, stdout, stderr, error } = spawnSync("pulumi", args, {
    encoding: "utf8",
    timeout: timeoutMilliseconds,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  if (status === 0) return stdout;
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT")
    throw new UsageError(
      `the Pulumi CLI is not on the PATH; install it, or run ${toFile(stack)} where it is and name the file with --outputs outputs.json`,
    );
  const why = error?.message ?? firstLine(stderr) ?? "it says nothing";
  throw new UsageError(
    `pulumi stack output gives no outputs of stack ${stack}: ${why}; log in and name a stack of pulumi stack ls, or name a file of its outputs with --outputs`,
  );
}

function readFile(file: string, stack: string): string {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() !== false)
    throw new UsageError(`--outputs ${file}: there is no such file; write it with ${toFile(stack)}`);
  return readFileSync(file, "utf8");
}

/**
 * Reads what is deployed.
 *
 * @returns undefined if the stack has no outputs: nothing is deployed
 * @throws UsageError if the outputs cannot be read, or are those of another program
 */
export function readDeployed(what: OutputsOf): DeployedStack | undefined {
  const { outputs: file, stack } = what;
  const text = file === undefined ? ask(what) : readFile(file, stack);
  const from = file === undefined ? `the outputs of stack ${stack}` : `--outputs ${file}`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`${from}: found text that is no JSON; expected what ${toFile(stack)} writes`);
  }
  if (typeof value === "object" && value !== null && Object.keys(value).length === 0) return undefined;
  const parsed = deployedSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = z.core.toDotPath(issue?.path ?? []);
  throw new UsageError(
    `${from}: these are not the outputs of this program (${where === "" ? "" : `${where}: `}${issue?.message ?? ""}); name a stack that it deployed, whose program exports what deploy() returns`,
  );
}
