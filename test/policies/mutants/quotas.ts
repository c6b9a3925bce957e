import type { SnapshotResource } from "../../../policies/graph/snapshot";
import { copy, eachOf, edit, flood, isOfEndpoint, ofType, rewire, setInputs, setPlain } from "./edit";
import type { Operator, Snapshot } from "./edit";

const isType = (type: string) => (resource: SnapshotResource) => resource.inputs["loadBalancerType"] === type;
const onType = (type: string) => (listener: SnapshotResource, snapshot: Snapshot) =>
  ofType(snapshot, "loadBalancer:LoadBalancer").some(
    (balancer) =>
      isType(type)(balancer) && listener.propertyDependencies["loadBalancerArn"]?.includes(balancer.urn) === true,
  );
const atPort = (one: SnapshotResource, index: number): SnapshotResource => ({
  ...one,
  inputs: { ...one.inputs, port: 30_000 + index },
});
const rulePorts = (one: SnapshotResource, index: number): SnapshotResource => ({
  ...one,
  inputs: { ...one.inputs, fromPort: 20_000 + index, toPort: 20_000 + index },
});
const conditions = [{ pathPattern: { values: ["/1", "/2", "/3", "/4", "/5", "/6"] } }];
const wildcards = [{ pathPattern: { values: ["/1/*", "/2/*/?"] } }, { hostHeader: { values: ["*.a.?", "*.b.c"] } }];

/** The rules of a security group outside the stack cannot be counted. */
const inStack = ({ propertyDependencies }: SnapshotResource) => propertyDependencies["securityGroupId"] !== undefined;

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
const arn = (index: number) =>
  `arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/other-${index}/0123456789abcdef`;

const isScaled = ({ name }: SnapshotResource, all: Snapshot) =>
  ofType(all, "appautoscaling/target:Target").some((target) => target.name === name);

const isOnDemand = ({ inputs }: SnapshotResource) => inputs["capacityProviderStrategies"] === undefined;
const any: (one: SnapshotResource) => boolean = () => true;

/** Sets the number of tasks of a service behind a load balancer of the type, without autoscaling. */
const tasks = (kind: string, caughtBy: string, count: number, type?: string, fits = any): Operator =>
  eachOf(kind, caughtBy, "ecs/service:Service", (one, all) => {
    const groups = one.propertyDependencies["loadBalancers"] ?? [];
    const owners = ofType(all, "lb/listener:Listener").filter(
      (listener) =>
        (type === undefined || onType(type)(listener, all)) &&
        [
          listener,
          ...ofType(all, "listenerRule:ListenerRule").filter((rule) =>
            rule.propertyDependencies["listenerArn"]?.includes(listener.urn),
          ),
        ].some(({ propertyDependencies: { defaultActions = [], actions = [] } }) =>
          [...defaultActions, ...actions].some((urn) => groups.includes(urn)),
        ),
    );
    const suits = groups.length > 0 && owners.length > 0 && !isScaled(one, all) && fits(one);
    return suits ? setInputs({ desiredCount: count })(one) : undefined;
  });

/** Adds two NLBs with listener, target group and attachment to an ALB that already has one. */
const nlbsInFront: Operator = {
  kind: "third NLB in front of an ALB",
  caughtBy: "nlbs-per-alb-target-quota",
  mutants: (snapshot) =>
    ofType(snapshot, "targetGroupAttachment:TargetGroupAttachment").flatMap((attachment) => {
      const [group] = attachment.propertyDependencies["targetGroupArn"] ?? [];
      const listener = ofType(snapshot, "lb/listener:Listener").find(
        ({ propertyDependencies }) => group !== undefined && propertyDependencies["defaultActions"]?.includes(group),
      );
      const [nlb] = listener?.propertyDependencies["loadBalancerArn"] ?? [];
      const chain = snapshot.filter(({ urn }) => urn === group || urn === nlb);
      // An ALB outside the stack is known by its ARN alone.
      const known = attachment.propertyDependencies["targetId"] !== undefined && !isOfEndpoint(attachment);
      if (listener === undefined || group === undefined || nlb === undefined || !known) return [];
      const more = ["two", "three"].flatMap((suffix) => [
        ...chain.map((one) => copy(one, suffix)),
        copy(listener, suffix, (one) =>
          rewire("loadBalancerArn", [`${nlb}-${suffix}`])(rewire("defaultActions", [`${group}-${suffix}`])(one)),
        ),
        copy(attachment, suffix, rewire("targetGroupArn", [`${group}-${suffix}`])),
      ]);
      return [{ title: `two more NLBs like ${attachment.name}`, snapshot: [...snapshot, ...more] }];
    }),
};

/** Changes the last resource of a type only, of a service that does not scale: the fault is the same in all of them. */
const last = (
  kind: string,
  caughtBy: string,
  type: string,
  change: (one: SnapshotResource) => SnapshotResource,
): Operator => ({
  kind,
  caughtBy,
  mutants: (snapshot) =>
    ofType(snapshot, type)
      .filter((one) => !isScaled(one, snapshot))
      .slice(-1)
      .map((one) => ({ title: `${kind} ${one.name}`, snapshot: edit(snapshot, one.urn, change) })),
});
const onSpot = setPlain({
  launchType: undefined,
  capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
  desiredCount: 1000,
});
const containerDefinitions = JSON.stringify(Array.from({ length: 11 }, (_, index) => ({ name: `c${index}` })));

/** Usage above the quotas. */
export const quotas: readonly Operator[] = [
  flood("V2 links", "vpc-links-v2-quota", "apigatewayv2/vpcLink:VpcLink", 10),
  flood("V1 links", "vpc-links-v1-quota", "apigateway/vpcLink:VpcLink", 20),
  flood("ALBs", "albs-per-region-quota", "loadBalancer:LoadBalancer", 50, undefined, isType("application")),
  flood("NLBs", "nlbs-per-region-quota", "loadBalancer:LoadBalancer", 50, undefined, isType("network")),
  flood("listeners of an NLB", "listeners-per-nlb-quota", "lb/listener:Listener", 50, atPort, onType("network")),
  flood("listeners of an ALB", "listeners-per-alb-quota", "lb/listener:Listener", 50, atPort, onType("application")),
  flood("routes of an HTTP API", "routes-per-http-api-quota", "apigatewayv2/route:Route", 300),
  flood("integrations of an HTTP API", "integrations-per-http-api-quota", "apigatewayv2/integration:Integration", 300),
  flood("resources of a REST API", "resources-per-rest-api-quota", "apigateway/resource:Resource", 300),
  flood("rules of an ALB", "rules-per-alb-quota", "listenerRule:ListenerRule", 100, (one, index) => ({
    ...one,
    inputs: { ...one.inputs, priority: 40_000 + index },
  })),
  flood("condition values of a rule", "condition-values-per-rule-quota", "listenerRule:ListenerRule", 1, (one) => ({
    ...one,
    inputs: { ...one.inputs, priority: 40_000, conditions },
  })),
  flood(
    "condition wildcards of a rule",
    "condition-wildcards-per-rule-quota",
    "listenerRule:ListenerRule",
    1,
    (one) => ({
      ...one,
      inputs: { ...one.inputs, priority: 40_000, conditions: wildcards },
    }),
  ),
  flood("IAM roles", "iam-roles-quota", "iam/role:Role", 1000),
  flood("target groups", "target-groups-per-region-quota", "lb/targetGroup:TargetGroup", 3000),
  flood("security groups", "security-groups-per-region-quota", "ec2/securityGroup:SecurityGroup", 2500),
  // At a first preview the subnets are unknown, so each NLB has at least one interface.
  flood(
    "interfaces of NLBs",
    "nlb-interfaces-per-vpc-quota",
    "loadBalancer:LoadBalancer",
    1200,
    undefined,
    isType("network"),
  ),
  flood(
    "ingress rules of a group",
    "rules-per-security-group-quota",
    "securityGroupIngressRule:SecurityGroupIngressRule",
    60,
    rulePorts,
    inStack,
  ),
  flood(
    "egress rules of a group",
    "rules-per-security-group-quota",
    "securityGroupEgressRule:SecurityGroupEgressRule",
    60,
    rulePorts,
    inStack,
  ),
  flood("VPCs", "vpcs-per-region-quota", "ec2/vpc:Vpc", 5),
  flood("internet gateways", "internet-gateways-per-region-quota", "internetGateway:InternetGateway", 5),
  flood("elastic IPs", "elastic-ips-quota", "ec2/eip:Eip", 5),
  flood("subnets of a VPC", "subnets-per-vpc-quota", "ec2/subnet:Subnet", 200),
  flood(
    "interface endpoints of a VPC",
    "interface-endpoints-per-vpc-quota",
    "vpcEndpoint:VpcEndpoint",
    50,
    undefined,
    ({ inputs }) => inputs["vpcEndpointType"] === "Interface",
  ),
  flood(
    "gateway endpoints",
    "gateway-endpoints-per-region-quota",
    "vpcEndpoint:VpcEndpoint",
    20,
    undefined,
    ({ inputs }) => inputs["vpcEndpointType"] === "Gateway",
  ),
  nlbsInFront,
  tasks("targets of an NLB", "targets-per-nlb-quota", 501, "network"),
  tasks("targets of an ALB", "targets-per-alb-quota", 1001, "application"),
  tasks("targets of a target group", "targets-per-target-group-quota", 1001),
  tasks("network interfaces", "network-interfaces-per-region-quota", 3000),
  tasks("Network Address Usage", "network-address-usage-quota", 40_000),
  tasks("Fargate vCPU", "fargate-vcpu-quota", 1000, undefined, isOnDemand),
  last("Fargate Spot vCPU", "fargate-spot-vcpu-quota", "ecs/service:Service", onSpot),
  last(
    "containers of a task definition",
    "containers-per-task-definition-quota",
    "taskDefinition:TaskDefinition",
    setPlain({ containerDefinitions }),
  ),
  flood("NAT gateways in a zone", "nat-gateways-per-zone-quota", "natGateway:NatGateway", 5),
  flood("target groups of an ALB", "target-groups-per-alb-quota", "listenerRule:ListenerRule", 100, (one, index) =>
    setPlain({ priority: 40_000 + index, actions: [{ type: "forward", targetGroupArn: arn(index) }] })(one),
  ),
  eachOf("target groups of one action", "target-groups-per-action-quota", "listenerRule:ListenerRule", (one) =>
    setPlain({
      actions: [
        { type: "forward", forward: { targetGroups: [0, 1, 2, 3, 4, 5].map((index) => ({ arn: arn(index) })) } },
      ],
    })(one),
  ),
  eachOf("target groups of an ECS service", "target-groups-per-ecs-service-quota", "ecs/service:Service", (one) =>
    setPlain({
      loadBalancers: [0, 1, 2, 3, 4, 5].map((index) => ({
        targetGroupArn: arn(index),
        containerName: one.name,
        containerPort: 80,
      })),
    })(one),
  ),
  eachOf("security groups of a link", "security-groups-per-interface-quota", "apigatewayv2/vpcLink:VpcLink", (one) =>
    setPlain({ securityGroupIds: ids("sg", 6) })(one),
  ),
  eachOf(
    "security groups of a load balancer",
    "security-groups-per-interface-quota",
    "loadBalancer:LoadBalancer",
    (one) => setPlain({ securityGroups: ids("sg", 6) })(one),
  ),
  eachOf("subnets of a link", "subnets-per-vpc-link-v2-quota", "apigatewayv2/vpcLink:VpcLink", (one) =>
    setPlain({ subnetIds: ids("subnet", 11) })(one),
  ),
];
