import type { Account, Existing, Refusal, Refusals } from "../existing";
import { list, texts, value } from "../existing";

const balancer = "aws:lb/loadBalancer:LoadBalancer";
const listener = "aws:lb/listener:Listener";
const rule = "aws:lb/listenerRule:ListenerRule";
const targetGroup = "aws:lb/targetGroup:TargetGroup";
const attachment = "aws:lb/targetGroupAttachment:TargetGroupAttachment";

const actionsOf = ({ inputs }: Existing) => texts([inputs["defaultActions"], inputs["actions"]]);

/** ARN of the load balancer of a listener or rule. @param listeners - all that may be meant */
function balancerOf(resource: Existing, listeners: readonly Existing[]): string {
  const at = resource.type === rule ? listeners.find(({ id }) => id === value(resource, "listenerArn")) : resource;
  return at === undefined ? "" : value(at, "loadBalancerArn");
}

/** Load balancers whose listeners or rules forward to a target group. */
const balancersOf = (account: Account, group: string, listeners: readonly Existing[]): readonly string[] =>
  [...account.of(listener), ...account.of(rule)]
    .filter((resource) => actionsOf(resource).includes(group))
    .map((resource) => balancerOf(resource, listeners));

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html */
const duplicateListener: Refusal = (resource, account) =>
  account
    .of(listener)
    .some(
      (other) =>
        value(other, "loadBalancerArn") === value(resource, "loadBalancerArn") &&
        value(other, "port") === value(resource, "port"),
    )
    ? `DuplicateListener: A listener already exists on this port for this load balancer '${value(resource, "loadBalancerArn")}'`
    : undefined;

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html */
const priorityInUse: Refusal = (resource, account) =>
  account
    .of(rule)
    .some(
      (other) =>
        value(other, "listenerArn") === value(resource, "listenerArn") &&
        value(other, "priority") === value(resource, "priority"),
    )
    ? `PriorityInUse: Priority '${value(resource, "priority")}' is currently in use`
    : undefined;

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html */
const associationLimit: Refusal = (resource, account) => {
  // Rules of a listener that is updated are still its rules.
  const listeners = [...account.of(listener), ...(resource.type === listener ? [resource] : [])];
  const own = balancerOf(resource, listeners);
  const isElsewhere = (group: string) => balancersOf(account, group, listeners).some((other) => other !== own);
  const taken = account.of(targetGroup).filter(({ id }) => actionsOf(resource).includes(id) && isElsewhere(id));
  return taken.length === 0
    ? undefined
    : `TargetGroupAssociationLimit: The following target groups cannot be associated with more than one load balancer: ${taken.map(({ id }) => id).join(", ")}`;
};

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteTargetGroup.html */
const groupInUse: Refusal = (resource, account) =>
  balancersOf(account, resource.id, account.of(listener)).length === 0
    ? undefined
    : `ResourceInUse: Target group '${resource.id}' is currently in use by a listener or a rule`;

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html */
const registeredTarget: Refusal = (resource, account) =>
  account.of(attachment).some((other) => value(other, "targetId") === resource.id)
    ? `ResourceInUse: Load balancer '${resource.id}' cannot be deleted because it is currently registered as a target`
    : undefined;

/** Source: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html */
const endpointService: Refusal = (resource, account) =>
  account.of("aws:apigateway/vpcLink:VpcLink").some((link) => value(link, "targetArn") === resource.id) ||
  account
    .of("aws:ec2/vpcEndpointService:VpcEndpointService")
    .some((service) => list(service, "networkLoadBalancerArns").includes(resource.id))
    ? `ResourceInUse: Load balancer '${resource.id}' cannot be deleted because it is currently associated with another service`
    : undefined;

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html */
const listenerOnPort: Refusal = (resource, account) => {
  const alb = account.of(balancer).find(({ id }) => id === value(resource, "targetId"));
  if (alb === undefined) return undefined;
  const port = value(resource, "port");
  return account.of(listener).some((at) => value(at, "loadBalancerArn") === alb.id && value(at, "port") === port)
    ? undefined
    : `InvalidTarget: Application Load Balancer '${alb.id}' must have at least one listener that matches the target group port ${port}`;
};

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html */
const oneAlbPerGroup: Refusal = (resource, account) => {
  const group = account.of(targetGroup).find(({ id }) => id === value(resource, "targetGroupArn"));
  const others = account.of(attachment).filter((other) => value(other, "targetGroupArn") === group?.id);
  return group !== undefined && value(group, "targetType") === "alb" && others.length > 0
    ? `TooManyTargets: You cannot register more than one Application Load Balancer with the target group '${group.id}'`
    : undefined;
};

const subnetsOf = (resource: Existing, account: Account) =>
  account.of("aws:ec2/subnet:Subnet").filter(({ id }) => list(resource, "subnets").includes(id));
const vpcsOf = (resource: Existing, account: Account) =>
  subnetsOf(resource, account).map((subnet) => value(subnet, "vpcId"));

/** A load balancer cannot move to another VPC. Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_SetSubnets.html */
const oneVpc: Refusal = (resource, account, before) => {
  const vpcs = [...vpcsOf(resource, account), ...(before === undefined ? [] : vpcsOf(before, account))];
  return new Set(vpcs).size > 1 ? "InvalidConfigurationRequest: All subnets must be in the same VPC" : undefined;
};

const zonesOf = (resource: Existing, account: Account) =>
  subnetsOf(resource, account).map((subnet) => value(subnet, "availabilityZone"));

/** Source: https://github.com/robertdebock/terraform-aws-vault/issues/5 */
const oneSubnetPerZone: Refusal = (resource, account) => {
  const zones = zonesOf(resource, account);
  return new Set(zones).size < zones.length
    ? "InvalidConfigurationRequest: A load balancer cannot be attached to multiple subnets in the same Availability Zone"
    : undefined;
};

/** Source: https://github.com/kasmtech/terraform/issues/5 */
const twoZones: Refusal = (resource, account) => {
  const zones = zonesOf(resource, account);
  const isAlb = value(resource, "loadBalancerType") !== "network";
  return isAlb && zones.length > 0 && new Set(zones).size < 2
    ? "ValidationError: At least two subnets in two different Availability Zones must be specified"
    : undefined;
};

const nameTaken =
  (type: string, code: string, what: string): Refusal =>
  (resource, account) =>
    account.of(type).some((other) => value(other, "name") === value(resource, "name"))
      ? `${code}: A ${what} with the same name '${value(resource, "name")}' exists, but with different settings`
      : undefined;

const nameTooLong: Refusal = (resource) =>
  value(resource, "name").length > 32
    ? `ValidationError: The name '${value(resource, "name")}' is longer than 32 characters`
    : undefined;

/** Operations that Elastic Load Balancing rejects. */
export const balancing: Readonly<Record<string, Refusals>> = {
  [balancer]: {
    create: [
      nameTooLong,
      nameTaken(balancer, "DuplicateLoadBalancerName", "load balancer"),
      oneVpc,
      oneSubnetPerZone,
      twoZones,
    ],
    update: [oneVpc, oneSubnetPerZone, twoZones],
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
