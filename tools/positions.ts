import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Node, Pair } from "yaml";
import type { Problem } from "../core/problem";
import { pathSteps } from "../core/settings/config-path";
import { yamlOptions } from "../simulator/project";

/** The stack whose file a configuration comes from. */
export interface StackFile {
  readonly directory: string;
  readonly stack: string;
  /** Keys that flags override, so that the file's value is not the one that is refused. */
  readonly overridden: readonly string[];
}

const keyOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value) : "");

/** The key or entry at one step below a node, for its position, and the value there. */
function child(node: unknown, matches: (key: string) => boolean, index: string | number) {
  if (isMap(node)) {
    const pair = node.items.find((item) => matches(keyOf(item)));
    return pair === undefined ? undefined : { at: pair.key as Node, value: pair.value };
  }
  const entry = isSeq(node) ? node.items[Number(index)] : undefined;
  return entry === undefined ? undefined : { at: entry as Node, value: entry };
}

/** Offset of the deepest key of a path that a stack file has. */
function offsetOf(config: unknown, steps: readonly (string | number)[], project: string): number | undefined {
  let node = config;
  let offset: number | undefined;
  for (const [depth, step] of steps.entries()) {
    const key = String(step);
    const names = depth === 0 ? [key, `${project}:${key}`] : [key];
    const found = child(node, (name) => names.includes(name), step);
    if (found === undefined) break;
    offset = found.at.range?.[0];
    node = found.value;
  }
  return offset;
}

/** A key with a namespace, as problems outside of the project's keys name it, is one step. */
const stepsOf = (where: string) => (/^[\w-]+:/.test(where) ? [where] : pathSteps(where));

/**
 * Adds file and line to problems of the configuration. A problem of something that the file does not have, for example
 * a missing key, has the line of what should contain it, or the file alone.
 */
export function withPositions(
  problems: readonly Problem[],
  { directory, stack, overridden }: StackFile,
): readonly Problem[] {
  const name = `Pulumi.${stack}.yaml`;
  const file = join(directory, name);
  if (problems.length === 0 || !existsSync(file)) return problems;
  const lines = new LineCounter();
  const config: unknown = parseDocument(readFileSync(file, "utf8"), { ...yamlOptions, lineCounter: lines }).get(
    "config",
  );
  const project = parseDocument(readFileSync(join(directory, "Pulumi.yaml"), "utf8")).get("name");
  return problems.map((problem) => {
    const { where, key } = problem;
    const inside = where === "configuration" ? [] : stepsOf(where);
    const steps = key === undefined ? inside : [...inside, key];
    if (overridden.includes(String(steps[0]))) return problem;
    const offset = offsetOf(config, steps, String(project));
    return { ...problem, at: offset === undefined ? name : `${name}:${lines.linePos(offset).line}` };
  });
}
