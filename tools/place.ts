import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Decision } from "../core/decide";
import type { UnpinnedPlacement } from "../core/placement/unpinned";
import { qualifiedKey } from "../simulator/config-keys";
import { ProjectError, yamlOptions } from "../simulator/project";
import { checkStack, createCommand, optionNumber, projectDirectory, run, start } from "./command";
import type { Io, Main } from "./command";
import { replaceFile } from "./files";
import { writePins } from "./pins";
import { commandLine } from "./package";

interface Flags {
  readonly stack: string;
  readonly option?: number;
  readonly directory: string;
  readonly check?: true;
  readonly json?: true;
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

const line = ({ kind, owner, pins }: UnpinnedPlacement) =>
  `${kind} ${owner}: pins ${Object.entries(pins)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(", ")}`;

async function place({ stack, option, directory, check, json }: Flags, io: Io): Promise<number> {
  await checkStack({ stack }, directory);
  const { decide } = await import("../core/decide");
  const { unpinnedPlacements } = await import("../core/placement/unpinned");
  const { formatProblems } = await import("../core/problem");
  const { readStack } = await import("./program");
  const { configuration, decision } = await readStack({ directory, stack, option }, io);
  if ("problems" in decision) {
    io.error(formatProblems(decision.problems));
    return 1;
  }
  const chosen = unpinnedPlacements(decision.plan, decision.settings);
  if (json) io.output(JSON.stringify(chosen, null, 2));
  else io.output(chosen.length === 0 ? "all placements are pinned" : chosen.map(line).join("\n"));
  if (check) return chosen.length === 0 ? 0 : 1;
  if (chosen.length === 0) return 0;
  const path = join(directory, `Pulumi.${stack}.yaml`);
  const { name } = parse(readFileSync(join(directory, "Pulumi.yaml"), "utf8")) as { name: string };
  const text = writePins(readFileSync(path, "utf8"), name, chosen);
  // The pins must not change the plan; otherwise the file is not written.
  const after = decide(
    { ...configuration.values, ...pinnedLists(text, name), option: decision.settings.option },
    configuration.region,
  );
  if (planText(after) !== planText(decision))
    throw new ProjectError(`${path}: the pins would change the plan, so nothing was written; add the pins by hand`);
  replaceFile(path, text);
  io.error(`wrote ${path}`);
  return 0;
}

const command = () =>
  createCommand(
    "place",
    "Writes the listener ports, NLBs and rule priorities of the plan into the stack file as pins, so that later changes move no service.",
  )
    .option("--stack <name>", "stack whose Pulumi.<name>.yaml is changed", "dev")
    .option("--option <1-5>", "override the stack's topology", optionNumber)
    .option("--directory <path>", "directory of Pulumi.yaml and the stack file", projectDirectory)
    .option("--check", "write nothing; exit with code 1 if a placement is not pinned")
    .option("--json", `print the pins as JSON (${commandLine("place", "--json")})`);

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => place(flags as Flags, io));

if (require.main === module) void start(main);
