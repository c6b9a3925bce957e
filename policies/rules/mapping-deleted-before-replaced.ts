import { domainKey, mappedApis } from "../graph/domains";
import { groupBy, ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { notApplicable, violation } from "../rule";
import type { Rule } from "../rule";

/** Mappings that the provider replaces if their API changes, while the key is taken by the old one. */
const fragile = (graph: Graph) =>
  ofKind(graph, "apiMapping").filter(
    (mapping) => mapping.type.startsWith("aws:") && mappedApis(graph, mapping).length > 0,
  );

const counted = ([first, ...others]: readonly Resource[]) =>
  others.length === 0 ? `mapping ${first?.name ?? ""}` : `mapping ${first?.name ?? ""} and ${others.length} more`;

/**
 * One finding for each domain name. AWS changes the API of a mapping in one call, but this provider replaces it.
 * Sources: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames-domainname-apimappings-apimappingid.html,
 * https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1151
 */
export const mappingDeletedBeforeReplaced: Rule = {
  id: "mapping-deleted-before-replaced",
  displayName: "Mappings are replaced in the right order",
  description:
    "An aws.apigatewayv2.ApiMapping is deleted before its replacement is created; AWS rejects a second mapping with the same key.",
  severity: "low",
  enforcement: "advisory",
  remediation:
    "Set the option deleteBeforeReplace, with 403 for a moment when the API changes, or use aws-native:apigatewayv2:ApiMapping, which moves to another API in one call.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/apigatewayv2/apimapping/",
  tags: ["wiring", "http-api", "rest-api"],
  check: (graph) => {
    const all = fragile(graph);
    if (all.length === 0) return notApplicable("no aws.apigatewayv2.ApiMapping refers to an API of the stack");
    const late = all.filter(({ deleteBeforeReplace }) => !deleteBeforeReplace);
    return [...groupBy(late, (mapping) => domainKey(graph, mapping) ?? mapping.urn).values()].flatMap((group) =>
      group
        .slice(0, 1)
        .map((first) =>
          violation(first, `another API for ${counted(group)} fails, because its key is taken by the old mapping`),
        ),
    );
  },
};
