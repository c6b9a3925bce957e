import { resourceRule } from "../resource-rule";
import { integrationTargetOf, linkOf } from "../graph/apis";
import { isKind } from "../graph/graph";
import { undetermined, violation } from "../rule";

export const restIntegrationTarget = resourceRule({
  id: "rest-integration-target",
  displayName: "REST API integrations target their load balancer",
  description:
    "A REST API integration with a V2 VPC link sets integrationTarget to the load balancer; with a V1 link it does not set it.",
  severity: "critical",
  remediation: "With a V2 VPC link, set integrationTarget to the ARN of the load balancer; with a V1 link, remove it.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html",
  tags: ["wiring", "rest-api"],
  hop: "integration",
  kinds: ["restIntegration"],
  about: (graph, integration) => linkOf(graph, integration).kind === "resource",
  none: "no integration of a REST API uses a VPC link in the stack",
  judge: (graph, integration) => {
    const link = linkOf(graph, integration);
    const target = integrationTargetOf(graph, integration);
    if (link.kind === "resource" && isKind(link.resource, "vpcLinkV1")) {
      return target.kind === "absent"
        ? []
        : [
            violation(
              integration,
              `${integration.name} sets integrationTarget, but V1 VPC link ${link.resource.name} has its own target`,
            ),
          ];
    }
    if (target.kind === "absent")
      return [violation(integration, `${integration.name} uses a V2 VPC link without integrationTarget`)];
    if (target.kind === "undetermined") return [undetermined(integration, target.why)];
    const right =
      target.kind === "resource" ? isKind(target.resource, "loadBalancer") : target.id.includes(":loadbalancer/");
    return right ? [] : [violation(integration, `integrationTarget of ${integration.name} is not a load balancer`)];
  },
});
