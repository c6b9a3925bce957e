import type { SnapshotResource } from "../../../policies/graph/snapshot";

type Inputs = Readonly<Record<string, unknown>>;

/** A resource with known inputs; other resources refer to it by its name as id, or by `arnOf(name)`. */
export const resource = (type: string, name: string, inputs: Inputs = {}): SnapshotResource => ({
  urn: `urn:pulumi:dev::shop::aws:${type}::${name}`,
  type: `aws:${type}`,
  name,
  inputs,
  outputs: { id: name, arn: arnOf(name) },
  dependencies: [],
  propertyDependencies: {},
});

export const arnOf = (name: string) => `arn:aws:any:us-east-1:111122223333:${name}`;

/** ARN of an ALB outside the stack. */
export const albArn = (name: string) =>
  `arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/${name}/0123456789abcdef`;

/** The stack's own resource, on which findings on quotas of the account are. */
export const stack: SnapshotResource = {
  ...resource("x", "shop-dev"),
  urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
  type: "pulumi:pulumi:Stack",
};

/** `count` resources of a type, named `a1`, `a2` and so on. */
export const several = (type: string, count: number, inputs: Inputs | ((name: string) => Inputs) = {}, prefix = "a") =>
  Array.from({ length: count }, (_, index) => {
    const name = `${prefix}${index + 1}`;
    return resource(type, name, typeof inputs === "function" ? inputs(name) : inputs);
  });

export const vpc = resource("ec2/vpc:Vpc", "net", { cidrBlock: "10.0.0.0/16" });
export const subnets = ["us-east-1a", "us-east-1b"].map((availabilityZone, index) =>
  resource("ec2/subnet:Subnet", `subnet${index + 1}`, { vpcId: "net", availabilityZone }),
);
export const network = [vpc, ...subnets];
const inSubnets = ["subnet1", "subnet2"];

export const nlb = (name: string, more: Inputs = {}) =>
  resource("lb/loadBalancer:LoadBalancer", name, { loadBalancerType: "network", subnets: inSubnets, ...more });
export const alb = (name: string, more: Inputs = {}) =>
  resource("lb/loadBalancer:LoadBalancer", name, { subnets: inSubnets, ...more });

const forward = (...groups: readonly string[]) => [
  {
    type: "forward",
    forward: { targetGroups: groups.map((group) => ({ arn: arnOf(group) })) },
  },
];

export const listener = (name: string, balancer: string, ...groups: readonly string[]) =>
  resource("lb/listener:Listener", name, {
    loadBalancerArn: balancer.startsWith("arn:") ? balancer : arnOf(balancer),
    port: 80,
    ...(groups.length === 0 ? {} : { defaultActions: forward(...groups) }),
  });

export const rule = (name: string, of: string, more: Inputs = {}) =>
  resource("lb/listenerRule:ListenerRule", name, { listenerArn: arnOf(of), ...more });

export const targetGroup = (name: string, more: Inputs = {}) =>
  resource("lb/targetGroup:TargetGroup", name, { targetType: "ip", vpcId: "net", ...more });

/** A service of a number of tasks, registered with target groups. */
export const service = (name: string, desiredCount: number, groups: readonly string[] = [], more: Inputs = {}) =>
  resource("ecs/service:Service", name, {
    desiredCount,
    launchType: "FARGATE",
    taskDefinition: arnOf("task"),
    networkConfiguration: { subnets: inSubnets, securityGroups: ["tasks"] },
    loadBalancers: groups.map((group) => ({ targetGroupArn: arnOf(group) })),
    ...more,
  });

/** A target group of type `alb` with one ALB, given as id of the target. */
export const albTarget = (name: string, targetId: string) => [
  targetGroup(name, { targetType: "alb" }),
  resource("lb/targetGroupAttachment:TargetGroupAttachment", name, { targetGroupArn: arnOf(name), targetId }),
];

/** An NLB with a listener and target group for each of `count` ALBs outside the stack. */
export const nlbBefore = (name: string, count: number, more: Inputs = {}) => [
  nlb(name, more),
  ...Array.from({ length: count }, (_, index) => `${name}-${index + 1}`).flatMap((part) => [
    listener(part, name, part),
    ...albTarget(part, albArn(part)),
  ]),
];
