import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import type { Node, Pair } from "yaml";
import { didYouMean } from "../core/did-you-mean";
import type { Problem } from "../core/problem";
import { pathSteps } from "../core/settings/config-path";
import { qualifiedKey } from "../simulator/config-keys";
import { yamlOptions } from "../simulator/yaml-file";

/** The stack whose file a configuration comes from. */
export interface StackFile {
  readonly directory: string;
  readonly stack: string;
  /** Keys that flags override, so that the file's value is not the one that is refused. */
  readonly overridden: readonly string[];
}

const keyOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value) : "");
const startOf = ({ key }: Pair): number => (key as Node).range?.[0] ?? 0;

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
    // The first step is a key of `config`, with or without its namespace.
    const spelt = (key: string) => (depth === 0 ? qualifiedKey(project, key) : key);
    const found = child(node, (name) => spelt(name) === spelt(String(step)), step);
    if (found === undefined) break;
    offset = found.at.range?.[0];
    node = found.value;
  }
  return offset;
}

/** A key with a namespace, as problems outside of the project's keys name it, is one step. */
const stepsOf = (where: string) => (/^[\w.-]+:/.test(where) ? [where] : pathSteps(where));

/** The configuration in one of the project's files, with the positions of its keys. */
interface ConfigDocument {
  /** Node of `config`; undefined if the file has none. */
  readonly config: unknown;
  /** Lines of the keys beside `config`. */
  readonly beside: ReadonlyMap<string, number>;
  readonly lineAt: (offset: number) => number;
}

function readDocument(directory: string, name: string): ConfigDocument | undefined {
  const file = join(directory, name);
  if (!existsSync(file)) return undefined;
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { ...yamlOptions, lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const items = isMap(document.contents) ? document.contents.items : [];
  return {
    config: document.get("config", true),
    beside: new Map(items.map((pair) => [keyOf(pair), lineAt(startOf(pair))])),
    lineAt,
  };
}

const projectName = (directory: string) =>
  String(parseDocument(readFileSync(join(directory, "Pulumi.yaml"), "utf8")).get("name"));

/** Keys that a file sets with and without the namespace of its project. The CLI reads one of the two, at random. */
export function repeatedKeys({ directory, stack }: StackFile): readonly Problem[] {
  const project = projectName(directory);
  return [`Pulumi.${stack}.yaml`, "Pulumi.yaml"].flatMap((file) => {
    const document = readDocument(directory, file);
    if (!isMap(document?.config)) return [];
    const { config, lineAt } = document;
    const lines = config.items.map((pair) => lineAt(startOf(pair)));
    const keys = config.items.map((pair) => qualifiedKey(project, keyOf(pair)));
    return config.items.flatMap((pair, index): Problem[] => {
      const first = keys.indexOf(keys[index] ?? "");
      const [earlier] = config.items.slice(first, index);
      if (earlier === undefined) return [];
      const where = String(keys[index]).replace(`${project}:`, "");
      const message = `is set twice, as ${keyOf(earlier)} in line ${lines[first]} and as ${keyOf(pair)} in line ${lines[index]}; the Pulumi CLI reads one of them at random`;
      return [{ where, at: `${file}:${lines[index]}`, message, fix: "remove one of the two lines" }];
    });
  });
}

const moveFix = "move it below config, with the indentation of the keys there";

/** Whether `config` of Pulumi.yaml gives a key a value, and does not only declare its type. */
function hasValue(node: unknown): boolean {
  return !isMap(node) || node.has("value") || node.has("default");
}

/** The key of a value that no stack file sets, because Pulumi.yaml does. */
function keyInProject(config: unknown, key: string, project: string): Node | undefined {
  const found = child(config, (name) => qualifiedKey(project, name) === qualifiedKey(project, key), key);
  return found !== undefined && hasValue(found.value) ? found.at : undefined;
}

/**
 * Keys of the program beside `config`, and a misspelled `config`: the CLI reads them nowhere, and says nothing.
 *
 * @param keys - keys of the program, without the namespace of the project
 */
export function keysBesideConfig({ directory, stack }: StackFile, keys: readonly string[]): readonly Problem[] {
  const name = `Pulumi.${stack}.yaml`;
  const document = readDocument(directory, name);
  if (document === undefined) return [];
  const project = projectName(directory);
  // Moving a key to one that is there already would set it twice.
  const isRepeated = (found: string) => offsetOf(document.config, [found], project) !== undefined;
  const fixOf = (found: string) =>
    isRepeated(found) ? `remove it; ${found} below config is the key that counts` : moveFix;
  const isKey = (found: string) => keys.some((key) => [key, qualifiedKey(project, key)].includes(found));
  const isConfig = (found: string) => !document.beside.has("config") && didYouMean(found, ["config"]) !== undefined;
  return [...document.beside].flatMap(([found, line]): Problem[] => {
    const place = { where: found, at: `${name}:${line}` };
    if (isKey(found)) return [{ ...place, message: "is beside config, where nothing reads it", fix: fixOf(found) }];
    return isConfig(found)
      ? [{ ...place, message: "unknown key, so nothing reads it", fix: "rename it to config" }]
      : [];
  });
}

/**
 * Adds file and line to problems of the configuration. A problem of something that the file does not have, for example
 * a missing key, has the line of what should contain it, or the file alone.
 */
export function withPositions(
  problems: readonly Problem[],
  { directory, stack, overridden }: StackFile,
): readonly Problem[] {
  const name = `Pulumi.${stack}.yaml`;
  const document = problems.length === 0 ? undefined : readDocument(directory, name);
  if (document === undefined) return problems;
  const shared = readDocument(directory, "Pulumi.yaml");
  const project = projectName(directory);
  return problems.map((problem) => {
    const { where, key } = problem;
    const inside = where === "configuration" ? [] : stepsOf(where);
    const steps = key === undefined ? inside : [...inside, key];
    if (overridden.includes(String(steps[0]))) return problem;
    const offset = offsetOf(document.config, steps, project);
    if (offset !== undefined) return { ...problem, at: `${name}:${document.lineAt(offset)}` };
    const inherited = keyInProject(shared?.config, String(steps[0]), project)?.range?.[0];
    if (shared === undefined || inherited === undefined) return { ...problem, at: name };
    return { ...problem, at: `Pulumi.yaml:${shared.lineAt(inherited)}` };
  });
}
