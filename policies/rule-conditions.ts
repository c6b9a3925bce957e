import type { Resource } from "./graph/resource";
import { known, read, readElements, readString } from "./graph/value";

/** Conditions with a list of values, and the names of their lists. */
const lists = ["hostHeader", "httpHeader", "httpRequestMethod", "pathPattern", "sourceIp"].flatMap((condition) => [
  `${condition}.values`,
  `${condition}.regexValues`,
]);

const elementsAt = (rule: Resource, path: string) => known(readElements(rule, path)) ?? [];

/** Paths of all values in the conditions of a listener rule; a pair of a query string is one value. */
export const conditionValuesOf = (rule: Resource): readonly string[] =>
  elementsAt(rule, "conditions").flatMap((at) => [
    ...lists.flatMap((list) => elementsAt(rule, `${at}.${list}`)),
    ...elementsAt(rule, `${at}.queryStrings`),
  ]);

/** Wildcards in a value, without those that a backslash makes literal. */
const wildcardsIn = (text: string) => (text.replace(/\\[*?\\]/g, "").match(/[*?]/g) ?? []).length;

/** Number of wildcards in the conditions of a listener rule. Regular expressions have none. */
export const conditionWildcardsOf = (rule: Resource): number =>
  conditionValuesOf(rule)
    .filter((at) => !at.includes(".regexValues"))
    .flatMap((at) => (at.includes(".queryStrings") ? [`${at}.key`, `${at}.value`] : [at]))
    .filter((at) => read(rule, at).kind === "known")
    .reduce((sum, at) => sum + wildcardsIn(known(readString(rule, at)) ?? ""), 0);
