import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Option } from "commander";
import { parse } from "yaml";
import type { Configuration } from "../components/configuration";
import type { Accepted, Decision } from "../core/decide";
import type { UnpinnedPlacement } from "../core/placement/unpinned";
import { qualifiedKey } from "../simulator/config-keys";
import { ProjectError, yamlOptions } from "../simulator/yaml-file";
import { createCommand, optionNumber, projectDirectory, run, start } from "./command";
import type { Io, Main } from "./command";
import { silent } from "./progress";
import { replaceFile } from "./files";
import { commandLine } from "./package";
import { writePins } from "./pins";
import { problemsOfFiles, refuse } from "./refusal";
import type { Form } from "./refusal";

interface Flags extends Form {
  readonly stack: string;
  readonly option?: number;
  readonly directory: string;
  readonly check?: true;
  readonly write?: true;
}

/** The lists with pins in the text of a stack file, by key without the project's namespace. */
function pinnedLists(text: string, project: string): Readonly<Record<string, unknown>> {
  const { config = {} } = parse(text, yamlOptions) as { config?: Record<string, unknown> };
  const lists = ["services", "groups"].map((name) => [name, `${project}:${name}`] as const);
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) =>
      lists.filter(([, full]) => qualifiedKey(project, key) === full).map(([name]) => [name, value]),
    ),
  );
}

/** A plan as text, independent of the order of its lists: pins change the order of listeners. */
function planText(decision: Decision): string {
  const ordered = (_: string, value: unknown): unknown =>
    Array.isArray(value) ? value.map((entry) => JSON.stringify(entry, ordered)).sort() : value;
  return "plan" in decision ? JSON.stringify(decision.plan, ordered) : "";
}

const ownerKinds = { services: "service", groups: "service group" } as const;

const line = ({ kind, owner, pins }: UnpinnedPlacement) =>
  `  ${ownerKinds[kind]} ${owner}: ${Object.entries(pins)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(", ")}`;

function unpinnedText(
  chosen: readonly UnpinnedPlacement[],
  stack: string,
  { option, standby }: Accepted["settings"],
): string {
  const [count, are] = chosen.length === 1 ? ["1 placement", "is"] : [`${chosen.length} placements`, "are"];
  const under = standby === undefined ? `option ${option}` : `options ${option} and ${standby}`;
  return [`${count} of stack ${stack} under ${under} ${are} not pinned:`, ...chosen.map(line)].join("\n");
}

/** The topologies of a stack without the one that a flag asks for. Its notes were printed before. */
async function ownTopologies({ stack, directory }: Flags): Promise<readonly unknown[]> {
  const { readStack } = await import("./program");
  const { configuration, decision } = await readStack({ directory, stack }, silent);
  const { option, standby } = "settings" in decision ? decision.settings : configuration.values;
  return [option, standby];
}

/**
 * Why a run without `--write` does not change the file, and the exit code; undefined if it does. Pins of another option
 * than the stack's own are useless until it switches, so only `--write` writes them.
 */
async function notWritten(flags: Flags): Promise<{ readonly status: number; readonly why: string } | undefined> {
  const { stack, option, check, json } = flags;
  if (check) return { status: 1, why: "nothing was written; run place without --check to write these pins" };
  if (json) return { status: 0, why: "nothing was written; add --write to write these pins" };
  if (option === undefined) return undefined;
  const own = await ownTopologies(flags);
  if (own.includes(option)) return undefined;
  return {
    status: 2,
    why: `--option ${option}: stack ${stack} has option ${String(own[0])}, so nothing was written; add --write to write pins that apply once the stack has option ${option}`,
  };
}

interface Planned {
  readonly configuration: Configuration;
  readonly decision: Accepted;
}

async function writeInto(
  { directory, stack }: Flags,
  chosen: readonly UnpinnedPlacement[],
  { configuration, decision }: Planned,
  io: Io,
): Promise<void> {
  const { decide } = await import("../core/decide");
  const path = join(directory, `Pulumi.${stack}.yaml`);
  const { name } = parse(readFileSync(join(directory, "Pulumi.yaml"), "utf8")) as { name: string };
  const text = writePins(readFileSync(path, "utf8"), name, chosen);
  const { option, standby } = decision.settings;
  // The pins must not change the plan; otherwise the file is not written.
  const after = decide(
    { ...configuration.values, ...pinnedLists(text, name), option, ...(standby === undefined ? {} : { standby }) },
    configuration.region,
  );
  if (planText(after) !== planText(decision))
    throw new ProjectError(`${path}: the pins would change the plan, so nothing was written; add the pins by hand`);
  replaceFile(path, text);
  io.error(`wrote ${path}`);
}

async function place(flags: Flags, io: Io): Promise<number> {
  const { stack, option, directory, ...form } = flags;
  const inFiles = await problemsOfFiles({ stack, directory, ...form });
  if (inFiles.length > 0) return refuse(inFiles, flags, io);
  const { unpinnedPlacements } = await import("../core/placement/unpinned");
  const { readStack } = await import("./program");
  const { configuration, decision } = await readStack({ directory, stack, option }, io);
  if ("problems" in decision) return refuse(decision.problems, flags, io);
  const chosen = unpinnedPlacements(decision.plan, decision.settings);
  if (flags.json) io.output(JSON.stringify(chosen, null, 2));
  else if (chosen.length === 0) io.output("all placements are pinned");
  else io.output(unpinnedText(chosen, stack, decision.settings));
  if (chosen.length === 0) return 0;
  const not = flags.write ? undefined : await notWritten(flags);
  if (not !== undefined) {
    io.error(not.why);
    return not.status;
  }
  await writeInto(flags, chosen, { configuration, decision }, io);
  return 0;
}

const command = () =>
  createCommand(
    "place",
    "Pins the listener ports, NLBs and rule priorities that the plan chose: prints those that are not pinned and writes them into the stack file, so that later changes move no service. It changes nothing else in the file. With --check or --json it writes nothing. Also exits with 1 if --check finds a placement that is not pinned.",
  )
    .option("--stack <name>", "stack whose Pulumi.<name>.yaml is changed", "dev")
    .option(
      "--option <1-5>",
      "plan with this option; pins are written only with --write, unless it is the stack's own or its standby",
      optionNumber,
    )
    .option("--directory <path>", "directory of Pulumi.yaml and the stack file", projectDirectory)
    .addOption(new Option("--check", "write nothing; exit with code 1 if a placement is not pinned").conflicts("write"))
    .option("--json", `print the pins as JSON and write nothing (${commandLine("place", "--json")})`)
    .option("--write", "write the pins also with --json, or with an --option that the stack does not have");

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => place(flags as Flags, io));

if (require.main === module) void start(main);
