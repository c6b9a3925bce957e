import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Decision } from "../core/decide";
import type { UnpinnedPlacement } from "../core/placement/unpinned";
import { createCommand, optionNumber, projectDirectory, run, start } from "./command";
import type { Io, Main } from "./command";
import { replaceFile } from "./files";
import { writePins } from "./pins";

interface Flags {
  readonly stack: string;
  readonly option?: number;
  readonly directory: string;
  readonly check?: true;
  readonly json?: true;
}

/** Project's name and the configuration that a text of its stack file holds. */
function configOf(text: string, project: string): Readonly<Record<string, unknown>> {
  const { config = {} } = parse(text) as { config?: Record<string, unknown> };
  const prefix = `${project}:`;
  return Object.fromEntries(
    Object.entries(config).flatMap(([key, value]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
    ),
  );
}

/** A plan as text, whatever the order of its lists: that of listeners follows who is pinned. */
function planText(decision: Decision): string {
  const ordered = (_: string, value: unknown): unknown =>
    Array.isArray(value) ? value.map((one) => JSON.stringify(one, ordered)).sort() : value;
  return "plan" in decision ? JSON.stringify(decision.plan, ordered) : "";
}

const line = ({ kind, owner, pins }: UnpinnedPlacement) =>
  `${kind} ${owner}: pins ${Object.entries(pins)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(", ")}`;

async function place({ stack, option, directory, check, json }: Flags, io: Io): Promise<number> {
  const { decide } = await import("../core/decide");
  const { unpinnedPlacements } = await import("../core/placement/unpinned");
  const { formatProblems } = await import("../core/problem");
  const { readStack } = await import("./stack");
  const { values, region, problems } = await readStack(stack, directory, io);
  const given = option === undefined ? values : { ...values, option };
  const decision = problems.length > 0 ? { problems } : decide(given, region);
  if ("problems" in decision) {
    io.error(formatProblems(decision.problems));
    return 1;
  }
  const chosen = unpinnedPlacements(decision.plan, decision.settings);
  if (json) io.output(JSON.stringify(chosen, null, 2));
  else io.output(chosen.length === 0 ? "every placement is pinned" : chosen.map(line).join("\n"));
  if (check) return chosen.length === 0 ? 0 : 1;
  if (chosen.length === 0) return 0;
  const file = join(directory, `Pulumi.${stack}.yaml`);
  const { name } = parse(readFileSync(join(directory, "Pulumi.yaml"), "utf8")) as { name: string };
  const text = writePins(readFileSync(file, "utf8"), name, chosen);
  // What was written has to mean the same plan, or nothing is written.
  const after = decide({ ...given, ...configOf(text, name), option: decision.settings.option }, region);
  if (planText(after) !== planText(decision)) throw new Error(`pins for ${file} would change the plan: pin by hand`);
  replaceFile(file, text);
  io.error(`wrote ${file}`);
  return 0;
}

const command = () =>
  createCommand(
    "place",
    "Pins the listener ports, NLBs and rule priorities that the plan chose, so that nothing moves when services come and go.",
  )
    .option("--stack <name>", "stack whose Pulumi.<name>.yaml is written", "dev")
    .option("--option <1-5>", "pin for another topology than the stack's own", optionNumber)
    .option("--directory <path>", "folder of Pulumi.yaml and the stack's file", projectDirectory)
    .option("--check", "write nothing; exit 1 if anything is not pinned")
    .option("--json", "the pins for a machine (npm run -s place -- --json)");

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => place(flags as Flags, io));

if (require.main === module) void start(main);
