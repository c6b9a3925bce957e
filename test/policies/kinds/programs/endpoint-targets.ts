import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { allow, group, httpApi, network } from "../../../fixtures/field/base";

const service = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";

type Networks = Readonly<Record<"home" | "other", ReturnType<typeof network>>>;

/** What a program changes in a sound one. */
export interface EndpointSetup {
  readonly endpoint?: (networks: Networks) => Partial<aws.ec2.VpcEndpointArgs>;
  readonly targetGroup?: Partial<aws.lb.TargetGroupArgs>;
  readonly balancer?: Partial<aws.lb.LoadBalancerArgs>;
  /** Port that the security groups admit. */
  readonly admits?: number;
  /** Gives the endpoint its security group by an association. */
  readonly associated?: true;
  /** Targets in place of one address per subnet; none without. */
  readonly targets?: (endpoint: aws.ec2.VpcEndpoint) => readonly pulumi.Input<string>[];
}

/** Addresses that AWS chose, by subnet. */
const addressesOf = (endpoint: aws.ec2.VpcEndpoint) =>
  [0, 1].map((at) => endpoint.subnetConfigurations.apply((all) => all[at]?.ipv4 ?? "10.40.1.99"));

/** V2 link -> ALB or NLB -> interface endpoint of a service of another account. */
export const toEndpoint = (setup: EndpointSetup) => () => {
  const networks = { home: network("home", 40), other: network("other", 41) };
  const { home } = networks;
  const changed = setup.endpoint?.(networks) ?? {};
  const inOther = changed.vpcId === networks.other.vpc.id;
  const [link, front, called] = [
    group("link", home),
    group("front", home),
    group("called", inOther ? networks.other : home),
  ];
  allow("link-front", link, front, 80);
  allow("front-called", front, called, setup.admits ?? 8443);
  const balancer = new aws.lb.LoadBalancer("front", {
    internal: true,
    subnets: home.subnetIds,
    securityGroups: [front.id],
    ...setup.balancer,
  });
  const isNlb = setup.balancer?.loadBalancerType === "network";
  const targetGroup = new aws.lb.TargetGroup("payments", {
    port: 8443,
    protocol: isNlb ? "TCP" : "HTTP",
    targetType: "ip",
    vpcId: home.vpc.id,
    ...setup.targetGroup,
  });
  const listener = new aws.lb.Listener("front", {
    loadBalancerArn: balancer.arn,
    port: 80,
    protocol: isNlb ? "TCP" : "HTTP",
    defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
  });
  const endpoint = new aws.ec2.VpcEndpoint("payments", {
    vpcId: home.vpc.id,
    serviceName: service,
    vpcEndpointType: "Interface",
    subnetIds: home.subnetIds,
    ...(setup.associated === undefined ? { securityGroupIds: [called.id] } : {}),
    ...changed,
  });
  if (setup.associated !== undefined)
    new aws.ec2.SecurityGroupAssociation("payments", {
      vpcEndpointId: endpoint.id,
      securityGroupId: called.id,
      replaceDefaultAssociation: true,
    });
  (setup.targets ?? addressesOf)(endpoint).forEach((targetId, at) => {
    new aws.lb.TargetGroupAttachment(`payments-${at}`, { targetGroupArn: targetGroup.arn, targetId });
  });
  httpApi("http", {
    listener,
    link: new aws.apigatewayv2.VpcLink("home", { subnetIds: home.subnetIds, securityGroupIds: [link.id] }),
  });
};
