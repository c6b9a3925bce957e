import type { Graph } from "../graph/graph";
import { isKind, resourceAt } from "../graph/graph";
import { labelOf } from "../graph/label";
import { balancerType } from "../graph/load-balancers";
import { candidates } from "../graph/references";
import type { Resource } from "../graph/resource";
import { readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

/** ARNs of HTTP APIs, of REST APIs without a stage, of invocations, and of Network Load Balancers. */
const unsupported = /:apigateway:[^:]*::\/(apis\/|restapis\/[^/]+$)|:execute-api:|:loadbalancer\/net\//;

const supports = (target: Resource) =>
  isKind(target, "loadBalancer") ? balancerType(target) !== "network" : isKind(target, "restApi", "restStage");

function judgeUnknown(graph: Graph, association: Resource): readonly Finding[] {
  const kinds = [
    "httpApi",
    "httpStage",
    "webSocketApi",
    "webSocketStage",
    "restApi",
    "restStage",
    "loadBalancer",
  ] as const;
  const possible = candidates(graph, association, "resourceArn", ...kinds);
  const [first] = possible;
  if (first === undefined) {
    // A user pool, for example, is a supported resource that no rule reads.
    const others = (association.propertyDependencies["resourceArn"] ?? []).some(
      (urn) => resourceAt(graph, urn)?.type.startsWith("aws:") === true,
    );
    return others ? [] : [undetermined(association, `resourceArn of ${association.name}`)];
  }
  // The text may combine the id of a REST API with a stage name, so one supported resource is enough.
  return possible.some(supports)
    ? []
    : [violation(association, `web ACL association ${association.name} names ${labelOf(first)}`)];
}

/** It has no hop: requests still pass, but without a web ACL. */
export const webAclOnSupportedResource = resourceRule({
  id: "web-acl-on-supported-resource",
  displayName: "Web ACLs protect resources that support them",
  description:
    "A web ACL is associated with a stage of a REST API or an Application Load Balancer; AWS WAF supports neither HTTP nor WebSocket APIs, nor Network Load Balancers.",
  remediation:
    "Associate the web ACL with the stage of a REST API or an ALB, or put CloudFront with a web ACL in front of the API.",
  url: "https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html",
  tags: ["safety", "http-api"],
  kinds: ["webAclAssociation"],
  none: "the stack has no web ACL association",
  judge: (graph, association) => {
    const arn = readString(association, "resourceArn");
    if (arn.kind !== "known") return judgeUnknown(graph, association);
    return unsupported.test(arn.value)
      ? [violation(association, `web ACL association ${association.name} names ${arn.value}`)]
      : [];
  },
});
