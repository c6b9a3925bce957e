import { apiKinds, mappedApis, mappingsOf } from "../graph/domains";
import { ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** APIs of the stack without a mapping, to which a mapping of the stack may be about to move. */
const standbysOf = (graph: Graph): readonly Resource[] =>
  apiKinds.flatMap((kind) => ofKind(graph, kind)).filter((api) => mappingsOf(graph, api).length === 0);

/**
 * A mapping of the aws provider that is deleted first; one that is not is a finding of mapping-deleted-before-replaced.
 * `aws.apigateway.BasePathMapping` and mappings of aws-native change their API in place.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigatewayv2/api_mapping.go
 */
export const mappingNotReplaced = resourceRule({
  id: "mapping-not-replaced",
  displayName: "Mappings move without a gap",
  description:
    "In a stack with another API that no domain name is mapped to, an API mapping moves to it in one call; aws.apigatewayv2.ApiMapping is replaced instead, and the domain name answers 403 in between.",
  severity: "low",
  enforcement: "advisory",
  remediation: "Use aws-native:apigatewayv2:ApiMapping, which changes its API in place.",
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames-domainname-apimappings-apimappingid.html",
  tags: ["safety", "http-api", "rest-api"],
  kinds: ["apiMapping"],
  about: (graph, mapping) =>
    mapping.type.startsWith("aws:") && mapping.deleteBeforeReplace && mappedApis(graph, mapping).length > 0,
  none: "no aws.apigatewayv2.ApiMapping is deleted before it is replaced",
  judge: (graph, mapping) => {
    const [standby] = standbysOf(graph);
    return standby === undefined
      ? []
      : [
          violation(
            mapping,
            `requests get 403 for a moment when ${mapping.name} moves to another API, such as ${standby.name}`,
          ),
        ];
  },
});
