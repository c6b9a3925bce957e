import { balancerBehind, linkOf } from "../graph/apis";
import { isKind, ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { unreadFor } from "../graph/unread";
import { sameVpc } from "../graph/vpcs";
import { notApplicable, undetermined, violation } from "../rule";
import type { Finding, Rule } from "../rule";

function judge(graph: Graph, integration: Resource): readonly Finding[] {
  const link = linkOf(graph, integration);
  const target = balancerBehind(graph, integration);
  if (link.kind !== "resource" || target.kind !== "resource") {
    const open = link.kind === "resource" ? "load balancer" : "VPC link";
    return [undetermined(integration, `the VPC of the ${open} of integration ${integration.name}`)];
  }
  // Other rules check Cloud Map services and targets of the wrong kind.
  if (!isKind(target.resource, "loadBalancer")) return [];
  const vpcs = sameVpc(graph, link.resource, target.resource);
  if (vpcs.kind === "undetermined") return [undetermined(integration, vpcs.why)];
  if (vpcs.kind === "same") return [];
  const [from, to] = [link.resource.name, target.resource.name];
  return [
    violation(
      integration,
      `VPC link ${from} is in VPC ${vpcs.left}, but load balancer ${to} is in VPC ${vpcs.right}`,
      `Use the VPC link of VPC ${vpcs.right} for ${integration.name}, or move the load balancer.`,
    ),
  ];
}

const kinds = ["httpIntegration", "restIntegration"] as const;

/** V1 links need no such rule: a V1 link is in the VPC of its NLB. */
export const balancerAndVpcLinkInOneVpc: Rule = {
  id: "balancer-and-vpc-link-in-one-vpc",
  displayName: "Load balancer and VPC link in one VPC",
  description: "The load balancer behind an integration is in the VPC of the integration's V2 VPC link.",
  severity: "critical",
  enforcement: "mandatory",
  remediation: "Create a V2 VPC link in each VPC, and use the link in the load balancer's VPC for each integration.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html",
  tags: ["same-vpc", "vpc-link-v2"],
  hop: "balancer",
  check: (graph) => {
    const integrations = kinds
      .flatMap((kind) => ofKind(graph, kind))
      .filter((integration) => {
        const link = linkOf(graph, integration);
        return link.kind === "resource" ? isKind(link.resource, "vpcLinkV2") : link.kind !== "absent";
      });
    const unread = unreadFor(graph, kinds);
    if (integrations.length === 0 && unread.length === 0) return notApplicable("no integration uses a V2 VPC link");
    return [
      ...integrations.flatMap((integration) => judge(graph, integration)),
      ...unread.map(({ at, needs }) => undetermined(at, needs)),
    ];
  },
};
