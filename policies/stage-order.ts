import { stagesOf } from "./graph/apis";
import { waitsFor } from "./graph/dependencies";
import { isKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import { labelOf } from "./graph/label";
import type { Resource } from "./graph/resource";
import { known, readString } from "./graph/value";
import { undetermined, violation } from "./rule";
import type { Finding } from "./rule";

const nameOf = (stage: Resource) => readString(stage, isKind(stage, "restStage") ? "stageName" : "name");

/**
 * Reports a resource that may be created before the stage that it names.
 *
 * @param name - name of the stage; undefined if it is unknown
 */
export function judgeStageOrder(
  graph: Graph,
  user: Resource,
  api: Resource,
  name: string | undefined,
): readonly Finding[] {
  const stages = stagesOf(graph, api);
  const before = waitsFor(graph, user);
  if (stages.some(({ urn }) => before.has(urn))) return [];
  const stage = stages.find((one) => name === undefined || (known(nameOf(one)) ?? name) === name);
  if (stage === undefined)
    return name === undefined
      ? []
      : [undetermined(user, `stage ${name} of ${labelOf(api)}, which is not in the stack`)];
  const wrong = `${labelOf(user)} may be created before ${labelOf(stage)}, which it names`;
  return [violation(user, wrong, `Use the name of ${labelOf(stage)} as an output, or add it to dependsOn.`)];
}
