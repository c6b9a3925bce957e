import type { Usage } from "./quota-rule";
import { domainKey, domainOf, mappingKey } from "./graph/domains";
import { groupBy, ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import { labelOf } from "./graph/label";
import type { Resource } from "./graph/resource";

/** Mapping keys with a slash are the only ones that have a quota; an unknown one may have a slash. */
const mayCount = (mapping: Resource) => mappingKey(mapping)?.includes("/") ?? true;

/**
 * Counts the mappings with several levels of each domain name; one outside the stack is reported on its first mapping.
 * A mapping of `aws.apigateway` has one level.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export function countPerDomain(graph: Graph): readonly Usage[] {
  const byDomain = groupBy(ofKind(graph, "apiMapping").filter(mayCount), (mapping) => domainKey(graph, mapping));
  return [...byDomain].flatMap(([name, mappings]): Usage[] => {
    const [first] = mappings;
    if (first === undefined) return [];
    const unread = mappings.find((mapping) => mappingKey(mapping) === undefined);
    const used = mappings.filter((mapping) => mappingKey(mapping) !== undefined).length;
    const open =
      unread === undefined ? {} : { open: { most: mappings.length, needs: `the key of ${labelOf(unread)}` } };
    const at = domainOf(graph, first) ?? first;
    return [{ at, used, what: `mappings with several levels of domain name ${name}`, ...open }];
  });
}
