import { isMap, isPair, isScalar, isSeq, parseDocument } from "yaml";
import type { Pair, YAMLMap, YAMLSeq } from "yaml";
import type { UnpinnedPlacement } from "../core/placement/unpinned";
import type { Pins } from "../core/settings/settings";
import { qualifiedKey } from "../simulator/config-keys";
import { ProjectError } from "../simulator/yaml-file";

/** Text to insert at an offset. */
interface Insertion {
  readonly at: number;
  readonly text: string;
}

const pairs = (values: object): readonly string[] =>
  Object.entries(values).map(
    ([key, value]) => `${key}: ${typeof value === "object" ? flow(value as object) : String(value)}`,
  );
const flow = (values: object): string => `{ ${pairs(values).join(", ")} }`;

const startOf = (node: unknown) => (node as { range?: readonly number[] } | null)?.range?.[0] ?? 0;
const endOf = (node: unknown) => (node as { range?: readonly number[] } | null)?.range?.[1] ?? 0;

const lineEnd = (text: string, offset: number) => {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
};
const column = (text: string, offset: number) => offset - (text.lastIndexOf("\n", offset - 1) + 1);

/** Insertion point for a line of a block map: after its last pair that is on one line. */
function afterPair(text: string, map: YAMLMap): Insertion | undefined {
  const last = map.items
    .filter((pair: Pair) => isScalar(pair.value) || (pair.value as YAMLMap | null)?.flow === true)
    .findLast((pair) => !text.slice(startOf(pair.key), endOf(pair.value)).includes("\n"));
  const [first] = map.items;
  if (last === undefined || first === undefined) return undefined;
  return { at: lineEnd(text, endOf(last.value)), text: `\n${" ".repeat(column(text, startOf(first.key)))}` };
}

/** Adds pairs at the end of a map, in its style: on one line, or one line per pair. */
function intoMap(text: string, map: YAMLMap, added: readonly string[]): Insertion | undefined {
  if (map.flow !== true) {
    const line = afterPair(text, map);
    return line && { at: line.at, text: added.map((pair) => line.text + pair).join("") };
  }
  const brace = endOf(map) - 1;
  if (map.items.length === 0) return { at: brace, text: ` ${added.join(", ")} ` };
  // Keeps the space before the closing brace.
  return { at: text[brace - 1] === " " ? brace - 1 : brace, text: `, ${added.join(", ")}` };
}

function intoEntry(text: string, entry: YAMLMap, pins: Pins): Insertion | undefined {
  const existing = entry.get("pins", true);
  if (existing !== undefined && !isMap(existing))
    throw new ProjectError(
      `the pins of ${String(entry.get("name"))} are an alias, so nothing was written; add by hand: ${flow(pins)}`,
    );
  return isMap(existing) ? intoMap(text, existing, pairs(pins)) : intoMap(text, entry, [`pins: ${flow(pins)}`]);
}

function newEntry(text: string, list: YAMLSeq, { owner, pins }: UnpinnedPlacement): Insertion {
  const entry = flow({ name: owner, pins });
  if (list.flow === true) return { at: startOf(list) + 1, text: list.items.length === 0 ? entry : `${entry}, ` };
  const dash = text.lastIndexOf("-", startOf(list.items[0]));
  return { at: dash, text: `- ${entry}\n${" ".repeat(column(text, dash))}` };
}

const entryOf = (list: YAMLSeq, owner: string) =>
  list.items.find((item): item is YAMLMap => isMap(item) && item.get("name") === owner);

/** A key as a file spells it, with or without namespace. One that the file does not have is spelt as its services are. */
function keyIn(config: unknown, project: string, name: string): string {
  const given = isMap(config) ? config.items.map(({ key }) => (isScalar(key) ? String(key.value) : "")) : [];
  const find = (wanted: string) => given.find((key) => qualifiedKey(project, key) === `${project}:${wanted}`);
  return find(name) ?? (find("services") === "services" ? name : `${project}:${name}`);
}

/**
 * Adds pins to the text of a stack file. Every other character stays as it is, which no YAML serializer guarantees:
 * comments, quotes and line breaks belong to the user.
 *
 * @param project - namespace of the project's keys
 * @throws ProjectError if the services are not a YAML list of maps
 */
export function writePins(file: string, project: string, chosen: readonly UnpinnedPlacement[]): string {
  return chosen.reduce((text, placement) => {
    const document = parseDocument(text);
    const config = document.get("config", true);
    const key = keyIn(config, project, placement.kind);
    const list = isMap(config) ? config.get(key, true) : undefined;
    const entry = isSeq(list) ? entryOf(list, placement.owner) : undefined;
    const insertion =
      entry !== undefined
        ? intoEntry(text, entry, placement.pins)
        : isSeq(list) && placement.kind === "groups"
          ? newEntry(text, list, placement)
          : undefined;
    if (insertion !== undefined) {
      const { at, text: added } = insertion;
      return text.slice(0, at) + added + text.slice(at);
    }
    const [first] = isMap(config) ? config.items : [];
    if (placement.kind === "services" || list !== undefined || !isMap(config) || !isPair(first)) {
      throw new ProjectError(
        `${key}: ${placement.owner} is not an entry of a YAML list; write the services as a list of maps, or add the pins by hand`,
      );
    }
    const indent = " ".repeat(column(text, startOf(first.key)));
    const at = startOf(first.key) - indent.length;
    return `${text.slice(0, at)}${indent}${key}:\n${indent}  - ${flow({ name: placement.owner, pins: placement.pins })}\n${text.slice(at)}`;
  }, file);
}
