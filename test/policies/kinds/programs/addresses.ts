/** Programs whose security group rules allow CIDR blocks, prefix lists or a group itself. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { httpApi, network, taskDefinition, toInternet } from "../../../fixtures/field/base";
import type { Net } from "../../../fixtures/field/base";

type Group = aws.ec2.SecurityGroup;

/** Adds one TCP rule; the peer is a CIDR block, a prefix list or the group itself. */
export function rule(
  name: string,
  group: Group,
  type: "ingress" | "egress",
  port: number,
  peer: Partial<aws.ec2.SecurityGroupRuleArgs>,
): void {
  const span = { protocol: "tcp", fromPort: port, toPort: port };
  new aws.ec2.SecurityGroupRule(`${name}-${type}-${port}`, { type, securityGroupId: group.id, ...span, ...peer });
}

export const inVpc = (block: string) => ({ cidrBlocks: [block] });

export interface Chain {
  readonly net: Net;
  readonly groups: Readonly<Record<"link" | "alb" | "task", Group>>;
}

/** V2 link, ALB and service in the subnets 10.40.1.0/24 and 10.40.2.0/24; `allow` adds the security group rules. */
export function chain(allow: (chain: Chain) => void, more: Parameters<typeof place>[2] = {}): void {
  const net = network("home", 40);
  const group = (name: string) => new aws.ec2.SecurityGroup(name, { vpcId: net.vpc.id, description: name });
  const groups = { link: group("link"), alb: group("alb"), task: group("task") };
  toInternet("task", groups.task);
  allow({ net, groups });
  place(net, { link: [groups.link.id], alb: [groups.alb.id], task: [groups.task.id] }, more);
}

type Ids = pulumi.Input<string>[] | undefined;

/** Link, ALB and service with security groups by id; none means that the program sets none. */
export function place(
  net: Pick<Net, "subnetIds"> & { readonly vpc: { readonly id: aws.ec2.SubnetArgs["vpcId"] } },
  groups: Readonly<Record<"link" | "alb" | "task", Ids>>,
  more: {
    readonly subnetsOfTasks?: readonly aws.ec2.Subnet[];
    readonly service?: Partial<aws.ecs.ServiceArgs>;
    readonly alb?: Partial<aws.lb.LoadBalancerArgs>;
    readonly targetGroup?: Partial<aws.lb.TargetGroupArgs>;
  } = {},
): void {
  const alb = new aws.lb.LoadBalancer("shop", {
    internal: true,
    subnets: net.subnetIds,
    ...(groups.alb === undefined ? {} : { securityGroups: groups.alb }),
    ...more.alb,
  });
  const targets = new aws.lb.TargetGroup("shop", {
    port: 8080,
    protocol: "HTTP",
    targetType: "ip",
    vpcId: net.vpc.id,
    ...more.targetGroup,
  });
  const listener = new aws.lb.Listener("shop", {
    loadBalancerArn: alb.arn,
    port: 80,
    protocol: "HTTP",
    defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
  });
  const cluster = new aws.ecs.Cluster("shop", {});
  new aws.ecs.Service(
    "shop",
    {
      cluster: cluster.arn,
      launchType: "FARGATE",
      taskDefinition: taskDefinition("shop").arn,
      desiredCount: 2,
      networkConfiguration: {
        subnets: more.subnetsOfTasks?.map(({ id }) => id) ?? net.subnetIds,
        ...(groups.task === undefined ? {} : { securityGroups: groups.task }),
      },
      loadBalancers: [{ targetGroupArn: targets.arn, containerName: "app", containerPort: 8080 }],
      ...more.service,
    },
    { dependsOn: [listener] },
  );
  const link = new aws.apigatewayv2.VpcLink("shop", { subnetIds: net.subnetIds, securityGroupIds: groups.link ?? [] });
  httpApi("http", { link, listener });
}

/** Rules of the chain that all name the same peer, with another one for the tasks' ingress. */
export function allowAll(
  { groups }: Chain,
  peer: Partial<aws.ec2.SecurityGroupRuleArgs>,
  taskPeer: Partial<aws.ec2.SecurityGroupRuleArgs> = peer,
): void {
  rule("link", groups.link, "egress", 80, peer);
  rule("alb", groups.alb, "ingress", 80, peer);
  rule("alb", groups.alb, "egress", 8080, peer);
  rule("task", groups.task, "ingress", 8080, taskPeer);
}
