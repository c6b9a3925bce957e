import { balancerBehind, linkOf } from "../graph/apis";
import { isKind, ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { sameVpc } from "../graph/vpcs";
import { notApplicable, undetermined, violation } from "../rule";
import type { Finding, Rule } from "../rule";

function judge(graph: Graph, integration: Resource): readonly Finding[] {
  const link = linkOf(graph, integration);
  const target = balancerBehind(graph, integration);
  if (link.kind !== "resource" || target.kind !== "resource") {
    const open = link.kind === "resource" ? "balancer" : "VPC link";
    return [undetermined(integration, `the VPC of the ${open} that ${integration.name} names`)];
  }
  // Cloud Map services and wrong kinds of target have rules of their own.
  if (!isKind(target.resource, "loadBalancer")) return [];
  const vpcs = sameVpc(graph, link.resource, target.resource);
  if (vpcs.kind === "undetermined") return [undetermined(integration, vpcs.why)];
  if (vpcs.kind === "same") return [];
  const [from, to] = [link.resource.name, target.resource.name];
  return [
    violation(
      integration,
      `VPC link ${from} stands in VPC ${vpcs.left}, but load balancer ${to} in ${vpcs.right}`,
      `Send ${integration.name} through the VPC link of ${vpcs.right}, or move the balancer.`,
    ),
  ];
}

/** V1 links need no such rule: they stand where their NLB does. */
export const balancerAndVpcLinkInOneVpc: Rule = {
  id: "balancer-and-vpc-link-in-one-vpc",
  displayName: "Balancer and VPC link in one VPC",
  description:
    "The load balancer behind an integration stands in the VPC of the V2 VPC link that the integration uses.",
  severity: "critical",
  enforcement: "mandatory",
  remediation:
    "Give every VPC a V2 VPC link of its own, and send each integration through the link of its balancer's VPC.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html",
  tags: ["same-vpc", "vpc-link-v2"],
  hop: "balancer",
  check: (graph) => {
    const integrations = [...ofKind(graph, "httpIntegration"), ...ofKind(graph, "restIntegration")].filter(
      (integration) => {
        const link = linkOf(graph, integration);
        return link.kind === "resource" ? isKind(link.resource, "vpcLinkV2") : link.kind !== "absent";
      },
    );
    if (integrations.length === 0) return notApplicable("no integration uses a V2 VPC link");
    return integrations.flatMap((integration) => judge(graph, integration));
  },
};
