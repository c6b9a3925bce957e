import { apiOf } from "../graph/apis";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { candidates, resolve, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { known, readElements, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import type { Finding } from "../rule";
import { judgeStageOrder } from "../stage-order";

/** The stages of a usage plan, each with its API. */
function judgePlan(graph: Graph, plan: Resource): readonly Finding[] {
  return (known(readElements(plan, "apiStages")) ?? []).flatMap((at) => {
    const api = resourceOf(resolve(graph, plan, `${at}.apiId`, "restApi"));
    return api === undefined ? [] : judgeStageOrder(graph, plan, api, known(readString(plan, `${at}.stage`)));
  });
}

/** An association whose ARN is written with the id of the API; that of the stage resource waits by itself. */
function judgeAssociation(graph: Graph, association: Resource): readonly Finding[] {
  const [named] = candidates(graph, association, "resourceArn", "restApi", "restStage");
  if (named === undefined || !isKind(named, "restApi")) return [];
  const arn = known(readString(association, "resourceArn"));
  return judgeStageOrder(graph, association, named, /\/stages\/([^/]+)$/.exec(arn ?? "")?.[1]);
}

function judgeSettings(graph: Graph, settings: Resource): readonly Finding[] {
  const api = resourceOf(apiOf(graph, settings));
  return api === undefined ? [] : judgeStageOrder(graph, settings, api, known(readString(settings, "stageName")));
}

/**
 * It has no hop: a later update creates what the first one rejects.
 * Sources: https://github.com/aws/aws-sdk/issues/354 ("Invalid API Stage"),
 * https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2358 (WAFNonexistentItemException)
 */
export const stageExistsBeforeUse = resourceRule({
  id: "stage-exists-before-use",
  displayName: "Stages exist before they are used",
  description:
    "A web ACL association, a usage plan and method settings are created after the stage that they name; AWS rejects them before.",
  remediation: "Use outputs of the stage resource, or add it to dependsOn.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-stages.html",
  tags: ["wiring", "rest-api"],
  kinds: ["webAclAssociation", "usagePlan", "restMethodSettings"],
  none: "the stack has no web ACL association, no usage plan and no method settings",
  judge: (graph, user) => {
    if (isKind(user, "usagePlan")) return judgePlan(graph, user);
    return isKind(user, "webAclAssociation") ? judgeAssociation(graph, user) : judgeSettings(graph, user);
  },
});
