import type { Account, Existing, Refusal, Refusals } from "../existing";
import { list, texts, value } from "../existing";

const balancer = "aws:lb/loadBalancer:LoadBalancer";
const listener = "aws:lb/listener:Listener";
const rule = "aws:lb/listenerRule:ListenerRule";
const targetGroup = "aws:lb/targetGroup:TargetGroup";
const attachment = "aws:lb/targetGroupAttachment:TargetGroupAttachment";

const actionsOf = ({ inputs }: Existing) => texts([inputs["defaultActions"], inputs["actions"]]);

/** Load balancers whose listeners or rules forward to a target group. */
function balancersOf(account: Account, group: string): readonly string[] {
  const listeners = account.of(listener);
  return [...listeners, ...account.of(rule)]
    .filter((one) => actionsOf(one).includes(group))
    .map((one) => {
      const at = one.type === rule ? listeners.find(({ id }) => id === value(one, "listenerArn")) : one;
      return at === undefined ? "" : value(at, "loadBalancerArn");
    });
}

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html */
const duplicateListener: Refusal = (one, account) =>
  account
    .of(listener)
    .some(
      (other) =>
        value(other, "loadBalancerArn") === value(one, "loadBalancerArn") &&
        value(other, "port") === value(one, "port"),
    )
    ? `DuplicateListener: A listener already exists on this port for this load balancer '${value(one, "loadBalancerArn")}'`
    : undefined;

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html */
const priorityInUse: Refusal = (one, account) =>
  account
    .of(rule)
    .some(
      (other) =>
        value(other, "listenerArn") === value(one, "listenerArn") &&
        value(other, "priority") === value(one, "priority"),
    )
    ? `PriorityInUse: Priority '${value(one, "priority")}' is currently in use`
    : undefined;

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html */
const associationLimit: Refusal = (one, account) => {
  const at = one.type === rule ? account.of(listener).find(({ id }) => id === value(one, "listenerArn")) : one;
  const own = at === undefined ? "" : value(at, "loadBalancerArn");
  const taken = account
    .of(targetGroup)
    .filter(({ id }) => actionsOf(one).includes(id) && balancersOf(account, id).some((other) => other !== own));
  return taken.length === 0
    ? undefined
    : `TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load balancer: ${taken.map(({ id }) => id).join(", ")}`;
};

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html */
const groupInUse: Refusal = (one, account) =>
  balancersOf(account, one.id).length === 0
    ? undefined
    : `ResourceInUse: Target group '${one.id}' is currently in use by a listener or a rule`;

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html */
const registeredTarget: Refusal = (one, account) =>
  account.of(attachment).some((other) => value(other, "targetId") === one.id)
    ? `ResourceInUse: Load balancer '${one.id}' cannot be deleted because it is currently registered as a target`
    : undefined;

/** Source: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html */
const endpointService: Refusal = (one, account) =>
  account.of("aws:apigateway/vpcLink:VpcLink").some((link) => value(link, "targetArn") === one.id)
    ? `ResourceInUse: Load balancer '${one.id}' cannot be deleted because it is currently associated with another service`
    : undefined;

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html */
const listenerOnPort: Refusal = (one, account) => {
  const alb = account.of(balancer).find(({ id }) => id === value(one, "targetId"));
  if (alb === undefined) return undefined;
  const port = value(one, "port");
  return account.of(listener).some((at) => value(at, "loadBalancerArn") === alb.id && value(at, "port") === port)
    ? undefined
    : `InvalidTarget: Application Load Balancer '${alb.id}' must have at least one listener that matches the target group port ${port}`;
};

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html */
const oneAlbPerGroup: Refusal = (one, account) => {
  const group = account.of(targetGroup).find(({ id }) => id === value(one, "targetGroupArn"));
  const others = account.of(attachment).filter((other) => value(other, "targetGroupArn") === group?.id);
  return group !== undefined && value(group, "targetType") === "alb" && others.length > 0
    ? `TooManyTargets: You cannot register more than one Application Load Balancer with the target group '${group.id}'`
    : undefined;
};

const subnetsOf = (one: Existing, account: Account) =>
  account.of("aws:ec2/subnet:Subnet").filter(({ id }) => list(one, "subnets").includes(id));
const vpcsOf = (one: Existing, account: Account) => subnetsOf(one, account).map((subnet) => value(subnet, "vpcId"));

/** A balancer stays in the VPC in which it was made. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSubnets.html */
const oneVpc: Refusal = (one, account, before) => {
  const vpcs = [...vpcsOf(one, account), ...(before === undefined ? [] : vpcsOf(before, account))];
  return new Set(vpcs).size > 1 ? "InvalidConfigurationRequest: All subnets must be in the same VPC" : undefined;
};

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
const twoZones: Refusal = (one, account) => {
  const zones = subnetsOf(one, account).map((subnet) => value(subnet, "availabilityZone"));
  const isAlb = value(one, "loadBalancerType") !== "network";
  return isAlb && zones.length > 0 && new Set(zones).size < 2
    ? "ValidationError: At least two subnets in two different Availability Zones must be specified"
    : undefined;
};

const nameTaken =
  (type: string, code: string, what: string): Refusal =>
  (one, account) =>
    account.of(type).some((other) => value(other, "name") === value(one, "name"))
      ? `${code}: A ${what} with the same name '${value(one, "name")}' exists, but with different settings`
      : undefined;

const nameTooLong: Refusal = (one) =>
  value(one, "name").length > 32
    ? `ValidationError: The name '${value(one, "name")}' is longer than 32 characters`
    : undefined;

/** What Elastic Load Balancing refuses. */
export const balancing: Readonly<Record<string, Refusals>> = {
  [balancer]: {
    create: [nameTooLong, nameTaken(balancer, "DuplicateLoadBalancerName", "load balancer"), oneVpc, twoZones],
    update: [oneVpc, twoZones],
    delete: [registeredTarget, endpointService],
  },
  [listener]: { create: [duplicateListener, associationLimit], update: [duplicateListener, associationLimit] },
  [rule]: { create: [priorityInUse, associationLimit], update: [priorityInUse, associationLimit] },
  [targetGroup]: {
    create: [nameTooLong, nameTaken(targetGroup, "DuplicateTargetGroupName", "target group")],
    delete: [groupInUse],
  },
  [attachment]: { create: [listenerOnPort, oneAlbPerGroup] },
};
