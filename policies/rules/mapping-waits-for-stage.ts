import { stagesOf } from "../graph/apis";
import { waitsFor } from "../graph/dependencies";
import { mappedApis } from "../graph/domains";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

function judgeStage(graph: Graph, mapping: Resource, api: Resource, name: string): readonly Finding[] {
  const stages = stagesOf(graph, api);
  const before = waitsFor(graph, mapping);
  if (stages.some(({ urn }) => before.has(urn))) return [];
  const stage = stages.find((one) => {
    const own = readString(one, isKind(api, "restApi") ? "stageName" : "name");
    return own.kind !== "known" || own.value === name;
  });
  if (stage === undefined)
    return [undetermined(mapping, `stage ${name} of ${labelOf(api)}, which is not in the stack`)];
  const wrong = `mapping ${mapping.name} may be created before ${labelOf(stage)}, which it names`;
  return [violation(mapping, wrong, `Use the name of ${labelOf(stage)} as an output, or add it to dependsOn.`)];
}

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
    return name === undefined || name === "" || api === undefined ? [] : judgeStage(graph, mapping, api, name);
  },
});
