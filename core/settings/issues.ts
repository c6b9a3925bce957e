import type { z } from "zod";
import { didYouMean, suggestion } from "../did-you-mean";
import type { Problem } from "../problem";
import { allowedKeys, hasMapEntries, isRequired, issuesOf, rangeAt, requiredKeys } from "./allowed-keys";
import { namedPath, pathText } from "./config-path";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const longest = 100;

/** A value for a message; of a long list or map its beginning. */
function show(value: unknown): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return typeof value === "object" && text.length > longest ? `${text.slice(0, longest)}...` : text;
}

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const [word, limit] =
    issue.code === "too_small"
      ? [issue.inclusive === false ? "more than" : "at least", issue.minimum]
      : ["at most", issue.maximum];
  const unit =
    issue.origin === "string" ? " characters" : issue.origin === "array" ? (limit === 1 ? " entry" : " entries") : "";
  return `${word} ${String(limit)}${unit}`;
}

function boundFix({ code, origin }: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  if (origin === "array") return code === "too_small" ? "add an entry" : "remove entries";
  if (origin === "string") return code === "too_small" ? "write a text" : "shorten it";
  return "set a value within this bound";
}

/** The keys that a map at a path must have, for the end of a text. */
function withKeys(path: Path, before: string): string {
  const keys = requiredKeys(path);
  return keys.length === 0 ? "" : `${before}${keys.join(", ")}`;
}

/** What a user does about a value that is no list: a map of names, JSON that does not parse, or a single entry. */
function listFix(input: unknown, path: Path): string {
  if (typeof input === "string" && /^\s*[[{]/.test(input)) return "correct its JSON, or write the list in YAML";
  if (typeof input !== "object" && !hasMapEntries(path)) return `write a list: [${show(input)}]`;
  return `write a list: each entry begins with a hyphen${withKeys(path, " and has at least the keys ")}`;
}

/** What a user does about a value that is no boolean. */
function booleanFix(input: unknown): string | undefined {
  if (input === null) return undefined;
  if (typeof input !== "string" && typeof input !== "number") return "write true or false";
  const text = String(input).toLowerCase();
  const meant = ["true", "yes", "on", "1"].includes(text)
    ? "true"
    : ["false", "no", "off", "0"].includes(text)
      ? "false"
      : "true or false";
  return text === meant ? `write it without quotes: ${meant}` : `write ${meant}`;
}

function numberFix(input: unknown): string | undefined {
  if (typeof input !== "string" || !/^\d[\d_,]*$/.test(input)) return undefined;
  return /^\d+$/.test(input)
    ? `write it without quotes: ${input}`
    : `write digits only: ${input.replaceAll(/[_,]/g, "")}`;
}

const typeFixes: Readonly<Record<string, (input: unknown, path: Path) => string | undefined>> = {
  string: (input) =>
    typeof input === "number" || typeof input === "boolean" ? `write it in quotes: ${show(String(input))}` : undefined,
  number: numberFix,
  int: numberFix,
  boolean: booleanFix,
  array: listFix,
  object: (_, path) => `write keys with their values below it${withKeys(path, ", at least ")}`,
  record: () => "write keys with their values below it",
};

/** The number or text that a value of a wrong type probably means; undefined if it means none. */
function meantValue(expected: string, input: unknown): unknown {
  if (expected === "string" && (typeof input === "number" || typeof input === "boolean")) return String(input);
  const isNumber = (expected === "number" || expected === "int") && typeof input === "string";
  return isNumber && /^\d[\d_,]*$/.test(input) ? Number(input.replaceAll(/[_,]/g, "")) : undefined;
}

/** Why the value that is meant would be refused too: the right type alone is not worth a step. */
function refusalOfMeant({ expected, input, path }: z.core.$ZodIssueInvalidType): Explanation | undefined {
  const meant = meantValue(expected, input);
  const [first] = meant === undefined ? [] : issuesOf(path, meant);
  if (first === undefined || first.code === "invalid_type" || first.code === "unrecognized_keys") return undefined;
  const refusal = explain({ ...first, path: [...path], input } as typeof first);
  return expected === "string" ? refusal : { ...refusal, fix: `${refusal.fix}, without quotes` };
}

/** What a user does about a value of a wrong type; YAML's own types are the usual cause. */
const typeFix = ({ expected, input, path }: z.core.$ZodIssueInvalidType) =>
  typeFixes[expected]?.(input, path) ?? `set a value of type ${typeName(expected)}`;

/** Zod's names of types that are not those of JSON Schema. */
const typeName = (expected: string) => ({ record: "object", int: "integer" })[expected] ?? expected;

const messagesOf = (issues: readonly Issue[]) =>
  issues.map((issue) =>
    issue.code === "invalid_type"
      ? `a value of type ${typeName(issue.expected)}`
      : issue.message.replace("allowed: ", ""),
  );

type Explanation = Pick<Problem, "message" | "fix" | "key">;

/** Names for keys of access that people know from AWS and from other tools, and that are not near to ours. */
const otherNames: Readonly<Record<string, string>> = {
  authorization: "auth",
  authorizer: "auth",
  ratelimit: "throttle",
  ratelimits: "throttle",
  waf: "webAcl",
};

/** Where a key is at home that is unknown at its place; undefined if nowhere. */
function homeOf(key: string, path: Path): string | undefined {
  if (path.length === 0 && allowedKeys(["services", 0]).includes(key)) return "write it below a service";
  const isOfService = path.length === 2 && path[0] === "services";
  return isOfService && allowedKeys([]).includes(key)
    ? `move it beside services: ${key} is for the whole stack`
    : undefined;
}

function unknownKey(key: string, path: Path): Explanation {
  const allowed = allowedKeys(path);
  const message = `unknown key ${show(key)}`;
  if (path.length === 0 && key === "region")
    return { message, fix: "rename it to aws:region, a key of the AWS provider", key };
  const home = homeOf(key, path);
  if (home !== undefined) return { message, fix: home, key };
  const other = path.length === 0 ? otherNames[key.toLowerCase()] : undefined;
  const near = suggestion(other ?? key, allowed);
  const fix =
    path[0] === "quotas" || path[0] === "usedElsewhere"
      ? `${near}allowed: ${allowed.join(", ")}`
      : near === ""
        ? "remove it: this program does not offer it; docs/configuration.md of private-integrations lists all keys"
        : `${near}docs/configuration.md of private-integrations lists all keys`;
  return { message, fix, key };
}

/** What a user does about a key without a value. */
const nullFix = (path: Path) => (isRequired(path) ? "give it a value" : "give it a value, or remove the key");

function valueFix({ input, values, path }: z.core.$ZodIssueInvalidValue): string {
  if (input === null) return nullFix(path);
  if (typeof input !== "string") return "set one of these values";
  const same = values.find((value) => typeof value !== "string" && String(value) === input);
  if (same !== undefined) return `write it without quotes: ${input}`;
  return suggestion(input, values.map(String)).trim() || "set one of these values";
}

/** Whether a value is where a secret could be written in plain text by mistake: messages end in logs and pull requests. */
const mayBeSecret = (path: Path) => path[0] === "services" && path.includes("secrets");

function explain(issue: Exclude<Issue, z.core.$ZodIssueUnrecognizedKeys>): Explanation {
  const got =
    mayBeSecret(issue.path) && issue.code !== "invalid_key"
      ? "got a value that is not shown here"
      : `got ${show(issue.input)}`;
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? { message: `is missing; a value of type ${typeName(issue.expected)} is required`, fix: "add the key" }
        : (refusalOfMeant(issue) ?? {
            message: `${got}; allowed: a value of type ${typeName(issue.expected)}${rangeAt(issue.path)}`,
            fix: issue.input === null ? nullFix(issue.path) : typeFix(issue),
          });
    case "invalid_value":
      return isMissing(issue)
        ? { message: `is missing; allowed: ${issue.values.map(show).join(", ")}`, fix: "add the key" }
        : { message: `${got}; allowed: ${issue.values.map(show).join(", ")}`, fix: valueFix(issue) };
    case "too_small":
    case "too_big":
      return { message: `${got}; allowed: ${bound(issue)}`, fix: boundFix(issue) };
    case "invalid_union":
      return {
        message: `${got}; allowed: ${[...new Set(issue.errors.flatMap(messagesOf))].join("; or ")}`,
        fix: "set a value in one of these forms",
      };
    case "invalid_key":
      return { message: `${got}; ${issue.issues.map(({ message }) => message).join("; ")}`, fix: "rename it" };
    default:
      return isAboutKeys(issue)
        ? { message: issue.message, fix: "correct or remove it" }
        : { message: `${got}; ${issue.message}`, fix: "set a value in this form" };
  }
}

/** Whether a refinement is about the keys of a map; its input is then the whole map. */
const isAboutKeys = (issue: Issue) => issue.code === "custom" && issue.params?.["of"] === "key";

const isMissing = ({ code, input }: Issue) =>
  (code === "invalid_type" || code === "invalid_value") && input === undefined;

/** Paths of the keys that misspelled ones are probably meant to be: they are not missing too. */
const meantKeys = (issues: readonly Issue[]) =>
  new Set(
    issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => pathText([...issue.path, didYouMean(key, allowedKeys(issue.path)) ?? key]))
        : [],
    ),
  );

/** Key that stands for the others of its map, which are required only without it. */
const alternative = "endpointService";

/** Whether a key is only missing because the one that stands for it is misspelled. */
const isReplaced = ({ path }: Issue, meant: ReadonlySet<string>) =>
  meant.has(pathText([...path.slice(0, -1), alternative]));

/**
 * Converts schema errors to problems; an entry with two unknown keys has two.
 *
 * @param issues - zod's issues, parsed with `reportInput`
 * @param raw - the value that was parsed; it has the names of list entries
 */
export function toProblems(issues: readonly Issue[], raw: unknown): Problem[] {
  // A text has a length too, which the schema compares with the bounds of a list. A huge number is no safe integer either.
  const wrongTypes = new Set(issues.flatMap(({ code, path }) => (code === "invalid_type" ? [pathText(path)] : [])));
  const isSecond = (issue: Issue) =>
    (issue.code !== "invalid_type" && wrongTypes.has(pathText(issue.path))) ||
    (issue.code === "too_big" && issue.maximum === Number.MAX_SAFE_INTEGER);
  const meant = meantKeys(issues);
  return issues.flatMap((issue) => {
    if (isSecond(issue)) return [];
    if (isMissing(issue) && (meant.has(pathText(issue.path)) || isReplaced(issue, meant))) return [];
    const where = namedPath(issue.path, raw) || "configuration";
    return issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ where, ...unknownKey(key, issue.path) }))
      : [{ where, ...explain(issue) }];
  });
}
