import type { SnapshotResource } from "../../../policies/graph/snapshot";
import {
  alb,
  albArn,
  albTarget,
  arnOf,
  listener,
  network,
  nlb,
  nlbBefore,
  resource,
  several,
  subnets,
  targetGroup,
} from "./stacks";
import type { Case } from "./unknown";
import { unknown } from "./unknown";

function withoutType(resources: readonly SnapshotResource[]) {
  return resources.map((one) => {
    const { targetType, ...inputs } = one.inputs;
    return targetType === undefined ? one : { ...one, inputs };
  });
}

const link = (subnetIds: readonly string[]) => resource("apigatewayv2/vpcLink:VpcLink", "link", { subnetIds });
const nlbs = { rule: "nlbs-per-region-quota", quota: "elb.nlbsPerRegion" } as const;
const linkSubnets = { rule: "subnets-per-vpc-link-v2-quota", quota: "apigateway.subnetsPerVpcLinkV2" } as const;
const targets = { rule: "targets-per-nlb-quota", quota: "elb.targetsPerZonePerNlb" } as const;
const interfaces = {
  rule: "network-interfaces-per-region-quota",
  quota: "vpc.networkInterfacesPerRegion",
} as const;
const outsideNlb = albArn("old").replace("/app/", "/net/");
const onOldNlb = (count: number) =>
  nlbBefore("old", count)
    .slice(1)
    .map((one) =>
      one.type.endsWith(":Listener") ? { ...one, inputs: { ...one.inputs, loadBalancerArn: outsideNlb } } : one,
    );
/** Ten targets by address. */
const byAddress = [
  targetGroup("one"),
  listener("on", "front", "one"),
  ...several("lb/targetGroupAttachment:TargetGroupAttachment", 10, {
    targetGroupArn: arnOf("one"),
    targetId: "10.0.0.9",
  }),
];

/** Unknown values of load balancers, their targets and their subnets. */
export const balancerCases: readonly Case[] = [
  {
    title: "a load balancer of an unknown type may be an NLB",
    ...nlbs,
    limit: 1,
    resources: [nlb("one"), unknown(alb("two"), "loadBalancerType", [])],
    verdict: { needs: "the type of load balancer two" },
  },
  {
    title: "it does not matter within the quota",
    ...nlbs,
    limit: 2,
    resources: [nlb("one"), unknown(alb("two"), "loadBalancerType", [])],
    verdict: "pass",
  },
  {
    title: "it does not matter beyond the quota",
    ...nlbs,
    limit: 1,
    resources: [nlb("one"), nlb("three"), unknown(alb("two"), "loadBalancerType", [])],
    verdict: "violation",
  },
  {
    title: "an unknown list of subnets has no more than the VPC that it comes from",
    ...linkSubnets,
    limit: 2,
    resources: [...network, unknown(link([]), "subnetIds", subnets)],
    verdict: "pass",
  },
  {
    title: "an unknown list of subnets of a larger VPC",
    ...linkSubnets,
    limit: 1,
    resources: [...network, unknown(link([]), "subnetIds", subnets)],
    verdict: { needs: "which subnets V2 VPC link link uses" },
  },
  {
    title: "an unknown list of subnets from outside the stack",
    ...linkSubnets,
    limit: 10,
    resources: [unknown(link([]), "subnetIds", [])],
    verdict: { needs: "which subnets V2 VPC link link uses" },
  },
  {
    title: "an ALB has at least two interfaces, and one in each zone of unknown subnets",
    ...interfaces,
    limit: 1,
    resources: [...network, unknown(alb("web"), "subnets", subnets)],
    verdict: "violation",
  },
  {
    title: "an NLB has at least one interface",
    ...interfaces,
    limit: 1,
    resources: [...network, unknown(nlb("web"), "subnets", subnets)],
    verdict: { needs: "the subnets of load balancer web" },
  },
  {
    title: "unknown subnets of two zones are at most two interfaces",
    ...interfaces,
    limit: 2,
    resources: [...network, unknown(nlb("web"), "subnets", subnets)],
    verdict: "pass",
  },
  {
    title: "unknown subnets from outside the stack are at most six interfaces",
    ...interfaces,
    limit: 5,
    resources: [unknown(nlb("web"), "subnets", [])],
    verdict: { needs: "the subnets of load balancer web" },
  },
  {
    title: "unknown subnets from outside the stack, within the quota",
    ...interfaces,
    limit: 6,
    resources: [unknown(nlb("web"), "subnets", [])],
    verdict: "pass",
  },
  {
    title: "an NLB outside the stack may have cross-zone load balancing",
    ...targets,
    limit: 500,
    resources: onOldNlb(6),
    verdict: { needs: "whether NLB old has cross-zone load balancing" },
  },
  {
    title: "an NLB outside the stack with too many targets in any case",
    ...targets,
    limit: 500,
    resources: onOldNlb(11),
    verdict: "violation",
  },
  {
    title: "targets by address may all be in one zone",
    ...targets,
    limit: 5,
    resources: [nlb("front"), ...byAddress],
    verdict: { needs: "the zones of the targets of NLB front" },
  },
  {
    title: "targets by address count together with cross-zone load balancing",
    ...targets,
    limit: 5,
    resources: [nlb("front", { enableCrossZoneLoadBalancing: true }), ...byAddress],
    verdict: "violation",
  },
  {
    title: "an ALB of the stack counts as 50 targets also if the target group states no type",
    ...targets,
    limit: 49,
    resources: [
      nlb("front"),
      alb("web"),
      listener("on", "front", "one"),
      ...withoutType(albTarget("one", arnOf("web"))),
    ],
    verdict: "violation",
  },
  {
    title: "an unknown target of a target group of ALBs counts as an ALB",
    ...targets,
    limit: 49,
    resources: [
      nlb("front"),
      listener("on", "front", "one"),
      ...albTarget("one", "").map((one) => (one.type.endsWith("Attachment") ? unknown(one, "targetId", []) : one)),
    ],
    verdict: "violation",
  },
];
