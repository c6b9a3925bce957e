import { patternFits } from "../graph/path-pattern";
import type { Resource } from "../graph/resource";
import { known, read, readElements, readNumber, readString, readStrings } from "../graph/value";

/** The actions for a request: the listener or listener rule, and the property with its actions. */
export interface Choice {
  readonly owner: Resource;
  readonly property: "actions" | "defaultActions";
  /** Path after the transforms of the rule; undefined if it is unknown. */
  readonly path: string | undefined;
}

/** Possible choices for a request, in the order of evaluation, and all rules that match its path. */
export interface Choices {
  readonly choices: readonly Choice[];
  readonly matching: readonly Resource[];
}

type Match = "yes" | "no" | "maybe";

/** Whether all conditions of a rule match; other conditions than those on the path are unknown. */
function matchOf(rule: Resource, path: string | undefined): Match {
  const conditions = known(readElements(rule, "conditions"));
  if (conditions === undefined) return "maybe";
  const matches = conditions.map((at): Match => {
    const patterns = readStrings(rule, `${at}.pathPattern.values`);
    if (patterns.kind !== "known" || patterns.value.length === 0) return "maybe";
    if (patterns.value.some((pattern) => pattern === "*" || pattern === "/*")) return "yes";
    if (path === undefined) return "maybe";
    return patterns.value.some((pattern) => patternFits(pattern, path)) ? "yes" : "no";
  });
  if (matches.includes("no")) return "no";
  return matches.includes("maybe") ? "maybe" : "yes";
}

/**
 * The path after the url-rewrite transforms of a rule.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.md
 */
function rewritten(rule: Resource, path: string | undefined): string | undefined {
  const rewrites = (known(readElements(rule, "transforms")) ?? []).filter(
    (at) => read(rule, `${at}.urlRewriteConfig`).kind !== "absent",
  );
  return rewrites.reduce<string | undefined>((current, at) => {
    const [rewrite] = known(readElements(rule, `${at}.urlRewriteConfig.rewrite`)) ?? [];
    const regex = rewrite && known(readString(rule, `${rewrite}.regex`));
    const replace = rewrite && known(readString(rule, `${rewrite}.replace`));
    if (current === undefined || regex === undefined || replace === undefined) return undefined;
    try {
      return current.replace(new RegExp(regex), replace);
    } catch {
      return undefined;
    }
  }, path);
}

/** Rules without a priority are evaluated last: AWS assigns them the next free one. */
export const priorityOf = (rule: Resource) => known(readNumber(rule, "priority")) ?? Infinity;

/** Chooses the first rule by priority that matches the path, or the default action if no rule matches. */
export function choose(listener: Resource, rules: readonly Resource[], path: string | undefined): Choices {
  const evaluated = [...rules]
    .sort((a, b) => priorityOf(a) - priorityOf(b))
    .map((rule) => ({ rule, match: matchOf(rule, path) }));
  const certain = evaluated.findIndex(({ match }) => match === "yes");
  const possible = (certain === -1 ? evaluated : evaluated.slice(0, certain + 1)).filter(({ match }) => match !== "no");
  const byRule = possible.map(({ rule }): Choice => ({
    owner: rule,
    property: "actions",
    path: rewritten(rule, path),
  }));
  return {
    choices: certain === -1 ? [...byRule, { owner: listener, property: "defaultActions", path }] : byRule,
    matching: evaluated.filter(({ match }) => match === "yes").map(({ rule }) => rule),
  };
}
