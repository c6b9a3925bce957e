import type { z } from "zod";
import { suggestion } from "../did-you-mean";
import type { Problem } from "../problem";
import { allowedKeys } from "./allowed-keys";
import { namedPath, pathText } from "./config-path";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const show = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const [word, limit] = issue.code === "too_small" ? ["at least", issue.minimum] : ["at most", issue.maximum];
  const unit =
    issue.origin === "string" ? " characters" : issue.origin === "array" ? (limit === 1 ? " entry" : " entries") : "";
  return `${word} ${String(limit)}${unit}`;
}

const messagesOf = (issues: readonly Issue[]) =>
  issues.map((issue) =>
    issue.code === "invalid_type" ? `a value of type ${issue.expected}` : issue.message.replace("allowed: ", ""),
  );

type Explanation = Pick<Problem, "message" | "fix" | "key">;

function unknownKey(key: string, path: Path): Explanation {
  const allowed = allowedKeys(path);
  const near = suggestion(key, allowed);
  const fix =
    path[0] === "quotas" || path[0] === "usedElsewhere"
      ? `${near}allowed: ${allowed.join(", ")}`
      : near === ""
        ? "remove it: this program does not offer it; the README lists all keys"
        : `${near}The README lists all keys`;
  return { message: `unknown key ${show(key)}`, fix, key };
}

function explain(issue: Exclude<Issue, z.core.$ZodIssueUnrecognizedKeys>): Explanation {
  const got = `got ${show(issue.input)}`;
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? { message: `is missing; a value of type ${issue.expected} is required`, fix: "add the key" }
        : {
            message: `${got}; allowed: a value of type ${issue.expected}`,
            fix: `set a value of type ${issue.expected}`,
          };
    case "invalid_value": {
      const near = typeof issue.input === "string" ? suggestion(issue.input, issue.values.map(String)) : "";
      return {
        message: `${got}; allowed: ${issue.values.map(show).join(", ")}`,
        fix: near === "" ? "set one of these values" : near.trim(),
      };
    }
    case "too_small":
    case "too_big":
      return { message: `${got}; allowed: ${bound(issue)}`, fix: "set a value within this bound" };
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

/**
 * Converts schema errors to problems; an entry with two unknown keys has two.
 *
 * @param issues - zod's issues, parsed with `reportInput`
 * @param raw - the value that was parsed; it has the names of list entries
 */
export function toProblems(issues: readonly Issue[], raw: unknown): Problem[] {
  // A text has a length too, which the schema compares with the bounds of a list.
  const wrongTypes = new Set(issues.flatMap(({ code, path }) => (code === "invalid_type" ? [pathText(path)] : [])));
  const isSecond = ({ code, path }: Issue) => code !== "invalid_type" && wrongTypes.has(pathText(path));
  return issues.flatMap((issue) => {
    if (isSecond(issue)) return [];
    const where = namedPath(issue.path, raw) || "configuration";
    return issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ where, ...unknownKey(key, issue.path) }))
      : [{ where, ...explain(issue) }];
  });
}
