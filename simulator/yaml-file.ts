import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse, YAMLParseError } from "yaml";
import type { ScalarTag, Tags } from "yaml";
import type { Properties } from "./values";
import { isObject } from "./values";

/** What is wrong in a file. */
interface Fault {
  /** The key that it is about; absent for a mistake in the YAML. */
  readonly key?: string;
  readonly line?: number | undefined;
  readonly message: string;
  readonly fix: string;
}

/** A file or value that the CLI would reject before it runs the program. */
export class ProjectError extends Error {
  /** File and line, without the folder, and what is wrong there; absent if the mistake is in no line. */
  readonly fault?: Fault & { readonly at: string };
}

/** A mistake in a file of the project. */
export class FileError extends ProjectError {
  override readonly fault: Fault & { readonly at: string };
  constructor(path: string, fault: Fault) {
    const { key = "YAML", line, message, fix } = fault;
    const place = line === undefined ? "" : `:${line}`;
    super(`${path}${place}: ${key}: ${message}\n      ${fix}`);
    this.fault = { ...fault, at: `${basename(path)}${place}` };
  }
}

/** Integers of YAML 1.1, which the CLI's parser reads as such: 0123 is octal, and 1_000 has a separator. */
const oldIntegers: ScalarTag = {
  tag: "tag:yaml.org,2002:int",
  default: true,
  test: /^[-+]?(0[0-7_]+|\d[\d_]*_[\d_]*)$/,
  resolve: (text) => {
    const digits = text.replaceAll("_", "");
    return /^[-+]?0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
  },
};

/** A date without quotes, which the CLI passes on as Go prints a time. */
const dates: ScalarTag = {
  tag: "tag:yaml.org,2002:timestamp",
  default: true,
  test: /^\d{4}-\d{1,2}-\d{1,2}$/,
  resolve: (text) => {
    const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCDate() === day ? `${date.toISOString().slice(0, 10)} 00:00:00 +0000 UTC` : text;
  },
};

/** As the CLI's parser: it merges `<<` keys, and takes values with an unknown tag as they are. */
export const yamlOptions = {
  merge: true,
  logLevel: "error",
  customTags: (tags: Tags) => [oldIntegers, dates, ...tags],
} as const;

const parsed = new Map<string, unknown>();

/** A tool reads the files before it loads the SDK, and again to run the program. Large ones take a while to parse. */
function parseOnce(text: string): unknown {
  if (!parsed.has(text)) parsed.set(text, parse(text, yamlOptions));
  return parsed.get(text);
}

/** What a user can do about a mistake in the YAML; the parser's own text is for programmers. */
function explained(error: YAMLParseError, text: string): Pick<Fault, "message" | "fix"> {
  switch (error.code) {
    case "DUPLICATE_KEY": {
      const key = /^[^:\r\n]*/.exec(text.slice(error.pos[0]))?.[0] ?? "";
      return { message: `the key ${key} is there twice in one map`, fix: "remove one of the two" };
    }
    case "MULTIPLE_DOCS":
      return {
        message: "--- begins a second document, which the Pulumi CLI ignores",
        fix: "remove this line and what follows it",
      };
    case "TAB_AS_INDENT":
      return { message: "the line begins with a tab; allowed: spaces", fix: "replace the tab with spaces" };
    case "BLOCK_AS_IMPLICIT_KEY":
      return {
        message: "a key is inside of the value of another one, on the same line",
        fix: "write a value that has a colon in it in quotes, or begin a line for each key",
      };
    default:
      return {
        message: (error.message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, ""),
        fix: "correct the YAML there",
      };
  }
}

function faultOf(error: unknown, text: string): Fault {
  if (error instanceof YAMLParseError) return { ...explained(error, text), line: error.linePos?.[0].line };
  const message = error instanceof Error ? error.message : String(error);
  // The parser resolves aliases last, and then says only their name.
  const [, alias] = /^Unresolved alias .*: (.*)$/.exec(message) ?? [];
  if (alias === undefined) return { message, fix: "correct the file" };
  const lines = text.slice(0, text.indexOf(`*${alias}`)).split("\n").length;
  return {
    message: `*${alias} has no anchor before it`,
    line: lines,
    fix: `add &${alias} to the value that is meant, or write a text that begins with * in quotes`,
  };
}

/**
 * Reads a YAML file that has a map.
 *
 * @returns an empty map for an empty file
 * @throws FileError if it is no YAML, or no map
 */
export function readYaml(path: string): Properties {
  const text = readFileSync(path, "utf8");
  let content: unknown;
  try {
    content = parseOnce(text);
  } catch (error) {
    throw new FileError(path, faultOf(error, text));
  }
  if (isObject(content)) return content;
  if (content === null || content === undefined) return {};
  const found = Array.isArray(content) ? "a list" : "a text";
  throw new FileError(path, { message: `got ${found}; allowed: a map`, fix: "write keys with their values" });
}

/** Line of the first key of a map at the top of a file; undefined if it has none. */
export function lineOfKey(path: string, key: string): number | undefined {
  if (!existsSync(path)) return undefined;
  const index = readFileSync(path, "utf8")
    .split("\n")
    .findIndex((line) => line.startsWith(`${key}:`));
  return index === -1 ? undefined : index + 1;
}
