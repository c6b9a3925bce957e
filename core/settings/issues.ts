import type { z } from "zod";
import type { Problem } from "../problem";

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

const show = (value: unknown) => (value === undefined ? "nothing" : JSON.stringify(value));

/** `["services", 2, "cpu"]` as `services[2].cpu (orders)`. An index alone is hard to find in a long list. */
function configPath(path: Path, raw: unknown): string {
  const text = path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  const [key, index] = path;
  const list = key === undefined ? undefined : (raw as Record<PropertyKey, unknown>)[key];
  const entry: unknown = Array.isArray(list) && typeof index === "number" ? list[index] : undefined;
  const name = typeof entry === "object" && entry !== null && "name" in entry ? entry.name : undefined;
  return text.replace(/^\./, "") + (typeof name === "string" ? ` (${name})` : "");
}

function bound(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const [word, limit] = issue.code === "too_small" ? ["at least", issue.minimum] : ["at most", issue.maximum];
  const unit =
    issue.origin === "string" ? " characters" : issue.origin === "array" ? (limit === 1 ? " entry" : " entries") : "";
  return `${word} ${String(limit)}${unit}`;
}

function explain(issue: Issue): { message: string; fix: string } {
  const got = `got ${show(issue.input)}`;
  switch (issue.code) {
    case "unrecognized_keys":
      return {
        message: `unknown key ${issue.keys.map(show).join(", ")}`,
        fix: "correct or remove the key; the README lists all keys",
      };
    case "invalid_type":
      return issue.input === undefined
        ? { message: `is missing; a value of type ${issue.expected} is required`, fix: "add the key" }
        : {
            message: `${got}; allowed: a value of type ${issue.expected}`,
            fix: `set a value of type ${issue.expected}`,
          };
    case "invalid_value":
      return { message: `${got}; allowed: ${issue.values.map(show).join(", ")}`, fix: "set one of these values" };
    case "too_small":
    case "too_big":
      return { message: `${got}; allowed: ${bound(issue)}`, fix: "set a value within this bound" };
    case "invalid_union":
      return {
        message: `${got}; allowed: ${issue.errors
          .flat()
          .map((inner) => inner.message.replace("allowed: ", ""))
          .join("; or ")}`,
        fix: "set a value in one of these forms",
      };
    default:
      return { message: `${got}; ${issue.message}`, fix: "set a value in this form" };
  }
}

/**
 * Converts schema errors to problems.
 *
 * @param issues - zod's issues, parsed with `reportInput`
 * @param raw - the value that was parsed; it has the names of list entries
 */
export function toProblems(issues: readonly Issue[], raw: unknown): Problem[] {
  return issues.map((issue) => ({ where: configPath(issue.path, raw) || "configuration", ...explain(issue) }));
}
