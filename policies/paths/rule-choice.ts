import { patternFits } from "../graph/path-pattern";
import type { Resource } from "../graph/resource";
import { known, read, readElements, readNumber, readString, readStrings } from "../graph/value";

/** What a listener or rule does with a request: the resource, and the property that holds its actions. */
export interface Choice {
  readonly owner: Resource;
  readonly property: "actions" | "defaultActions";
  /** Path behind the rule's transforms; undefined where it is not known. */
  readonly path: string | undefined;
}

/** Choices that a request may come to, in the order in which they are asked, and the rules that take its path at all. */
export interface Choices {
  readonly choices: readonly Choice[];
  readonly matching: readonly Resource[];
}

type Answer = "yes" | "no" | "perhaps";

/** All conditions of a rule have to hold; only those on the path are looked into. */
function takes(rule: Resource, path: string | undefined): Answer {
  const conditions = known(readElements(rule, "conditions"));
  if (conditions === undefined) return "perhaps";
  const answers = conditions.map((at): Answer => {
    const patterns = readStrings(rule, `${at}.pathPattern.values`);
    if (patterns.kind !== "known" || patterns.value.length === 0) return "perhaps";
    if (patterns.value.some((pattern) => pattern === "*" || pattern === "/*")) return "yes";
    if (path === undefined) return "perhaps";
    return patterns.value.some((pattern) => patternFits(pattern, path)) ? "yes" : "no";
  });
  if (answers.includes("no")) return "no";
  return answers.includes("perhaps") ? "perhaps" : "yes";
}

/**
 * The path behind a rule's url-rewrite.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.md
 */
function rewritten(rule: Resource, path: string | undefined): string | undefined {
  const rewrites = (known(readElements(rule, "transforms")) ?? []).filter(
    (at) => read(rule, `${at}.urlRewriteConfig`).kind !== "absent",
  );
  return rewrites.reduce<string | undefined>((seen, at) => {
    const [rewrite] = known(readElements(rule, `${at}.urlRewriteConfig.rewrite`)) ?? [];
    const regex = rewrite && known(readString(rule, `${rewrite}.regex`));
    const replace = rewrite && known(readString(rule, `${rewrite}.replace`));
    if (seen === undefined || regex === undefined || replace === undefined) return undefined;
    try {
      return seen.replace(new RegExp(regex), replace);
    } catch {
      return undefined;
    }
  }, path);
}

/** Rules without a priority are asked last: AWS gives them the next free one. */
export const priorityOf = (rule: Resource) => known(readNumber(rule, "priority")) ?? Infinity;

/** The rule that really wins: by priority, the first that takes the path; the default action where none does. */
export function choose(listener: Resource, rules: readonly Resource[], path: string | undefined): Choices {
  const asked = [...rules]
    .sort((a, b) => priorityOf(a) - priorityOf(b))
    .map((rule) => ({ rule, answer: takes(rule, path) }));
  const certain = asked.findIndex(({ answer }) => answer === "yes");
  const reached = (certain === -1 ? asked : asked.slice(0, certain + 1)).filter(({ answer }) => answer !== "no");
  const byRule = reached.map(({ rule }): Choice => ({ owner: rule, property: "actions", path: rewritten(rule, path) }));
  return {
    choices: certain === -1 ? [...byRule, { owner: listener, property: "defaultActions", path }] : byRule,
    matching: asked.filter(({ answer }) => answer === "yes").map(({ rule }) => rule),
  };
}
