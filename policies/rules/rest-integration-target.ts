import { resourceRule } from "../resource-rule";
import { integrationTargetOf, linkOf } from "../graph/apis";
import { isKind } from "../graph/graph";
import { undetermined, violation } from "../rule";

export const restIntegrationTarget = resourceRule({
  id: "rest-integration-target",
  displayName: "REST integrations name their balancer",
  description:
    "A REST integration through a V2 link names the load balancer as integrationTarget; through a V1 link it has none.",
  severity: "critical",
  remediation: "Set integrationTarget to the ARN of the load balancer with V2 links, and leave it out with V1 links.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html",
  tags: ["wiring", "rest-api"],
  hop: "integration",
  kinds: ["restIntegration"],
  about: (graph, integration) => linkOf(graph, integration).kind === "resource",
  none: "no integration of a REST API uses a VPC link of the stack",
  judge: (graph, integration) => {
    const link = linkOf(graph, integration);
    const target = integrationTargetOf(graph, integration);
    if (link.kind === "resource" && isKind(link.resource, "vpcLinkV1")) {
      return target.kind === "absent"
        ? []
        : [
            violation(
              integration,
              `${integration.name} names a target, but its link ${link.resource.name} is V1 and has its own`,
              "Leave integrationTarget out.",
            ),
          ];
    }
    if (target.kind === "absent")
      return [
        violation(
          integration,
          `${integration.name} uses a V2 VPC link without integrationTarget`,
          "Name the load balancer's ARN.",
        ),
      ];
    if (target.kind === "undetermined") return [undetermined(integration, target.why)];
    const right =
      target.kind === "resource" ? isKind(target.resource, "loadBalancer") : target.id.includes(":loadbalancer/");
    return right
      ? []
      : [
          violation(
            integration,
            `integrationTarget of ${integration.name} is no load balancer`,
            "Name the load balancer's ARN, not a listener's.",
          ),
        ];
  },
});
