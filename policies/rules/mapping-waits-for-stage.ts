import { mappedApis } from "../graph/domains";
import { isKind } from "../graph/graph";
import { known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { judgeStageOrder } from "../stage-order";

/** It has no hop: a later update creates what the first one rejects. */
export const mappingWaitsForStage = resourceRule({
  id: "mapping-waits-for-stage",
  displayName: "Mappings are created after their stage",
  description: "A mapping of a domain name is created after the stage that it names; AWS rejects it before.",
  remediation: "Set the stage of the mapping to an output of the stage resource.",
  url: "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/domainnames-domainname-apimappings.html",
  tags: ["wiring", "http-api", "rest-api"],
  kinds: ["apiMapping", "basePathMapping"],
  none: "the stack maps no domain name to an API",
  judge: (graph, mapping) => {
    const name = known(readString(mapping, isKind(mapping, "basePathMapping") ? "stageName" : "stage"));
    const [api] = mappedApis(graph, mapping);
    return name === undefined || name === "" || api === undefined ? [] : judgeStageOrder(graph, mapping, api, name);
  },
});
