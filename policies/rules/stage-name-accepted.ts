import { apiOf, stagesOf } from "../graph/apis";
import { isKind } from "../graph/graph";
import { labelOf } from "../graph/label";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** Source: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateStage.html */
const accepted = /^[A-Za-z0-9_-]{1,128}$/;

const nameOf = (stage: Resource) => readString(stage, isKind(stage, "restStage") ? "stageName" : "name");

export const stageNameAccepted = resourceRule({
  id: "stage-name-accepted",
  displayName: "Stage names are accepted and unique",
  description:
    "A stage name has letters, digits, hyphens and underscores, or is $default for an HTTP API, and no other stage of the API has it.",
  remediation: "Name the stage with letters, digits, hyphens and underscores only, and differently from other stages.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html",
  tags: ["wiring", "http-api", "rest-api"],
  hop: "stage",
  kinds: ["httpStage", "restStage", "webSocketStage"],
  none: "the stack has no stage",
  judge: (graph, stage) => {
    const name = nameOf(stage);
    // Pulumi generates a name for a stage of an HTTP or WebSocket API without one.
    if (name.kind === "absent") return [];
    if (name.kind === "unknown") return [undetermined(stage, `the name of ${labelOf(stage)}`)];
    if (!accepted.test(name.value) && !(isKind(stage, "httpStage") && name.value === "$default"))
      return [violation(stage, `API Gateway rejects the stage name ${name.value}`)];
    const api = resourceOf(apiOf(graph, stage));
    const all = api === undefined ? [] : stagesOf(graph, api);
    const first = all.find((other) => other.urn < stage.urn && known(nameOf(other)) === name.value);
    if (first === undefined) return [];
    return [violation(stage, `${labelOf(stage)} has the same name, ${name.value}, as stage ${first.name}`)];
  },
});
