import type { Existing, Refusal, Refusals } from "../existing";
import { list, texts, value } from "../existing";

const service = "aws:ecs/service:Service";
const discovery = "aws:servicediscovery/service:Service";
const namespace = "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace";
const logGroup = "aws:cloudwatch/logGroup:LogGroup";

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html */
const groupsHaveBalancers: Refusal = (resource, account) => {
  const forwarded = account
    .of("aws:lb/listener:Listener", "aws:lb/listenerRule:ListenerRule")
    .flatMap(({ inputs }) => texts(inputs));
  const bare = texts(resource.inputs["loadBalancers"]).find(
    (arn) => arn.includes(":targetgroup/") && !forwarded.includes(arn),
  );
  return bare === undefined
    ? undefined
    : `InvalidParameterException: The target group with targetGroupArn ${bare} does not have an associated load balancer.`;
};

const clusterInUse: Refusal = (resource, account) =>
  account.of("aws:ecs/service:Service").some((service) => value(service, "cluster") === resource.id)
    ? "ClusterContainsServicesException: The Cluster cannot be deleted while Services are active."
    : undefined;

const inOneVpc: Refusal = (resource, account) => {
  const named = new Set([...list(resource, "subnetIds"), ...texts(resource.inputs["networkConfiguration"])]);
  const vpcs = account
    .of("aws:ec2/subnet:Subnet")
    .filter(({ id }) => named.has(id))
    .map((at) => value(at, "vpcId"));
  return new Set(vpcs).size > 1 ? "InvalidParameterException: All subnets must be in the same VPC" : undefined;
};

/**
 * A revision that was deregistered is INACTIVE. A service that already uses it keeps it.
 * Sources: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deregister-task-definition-v2.html,
 * https://github.com/aws/aws-cdk/issues/33195
 */
const activeDefinition: Refusal = (resource, account, before) => {
  const wanted = value(resource, "taskDefinition");
  if (wanted === "" || (before !== undefined && value(before, "taskDefinition") === wanted)) return undefined;
  const active = [...account.of("aws:ecs/taskDefinition:TaskDefinition"), ...account.retained];
  return active.some((definition) => value(definition, "arn") === wanted)
    ? undefined
    : "ClientException: TaskDefinition is inactive";
};

/** Source: `capacityProviderStrategyCustomizeDiff` in https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/service.go */
const forcedStrategy: Refusal = (resource, _, before) => {
  const strategy = ({ inputs }: Existing) => JSON.stringify(inputs["capacityProviderStrategies"] ?? []);
  return before === undefined ||
    strategy(before) === strategy(resource) ||
    resource.inputs["forceNewDeployment"] === true
    ? undefined
    : "force_new_deployment should be true when capacity_provider_strategy is being updated";
};

/**
 * The tasks of an ECS service are instances of its Cloud Map service. With `forceDestroy` the provider deregisters them.
 * Source: https://github.com/hashicorp/terraform-provider-aws/issues/4853
 */
const registeredInstances: Refusal = (resource, account) =>
  resource.inputs["forceDestroy"] !== true &&
  account.of(service).some(({ inputs }) => texts(inputs["serviceRegistries"]).includes(value(resource, "arn")))
    ? "ResourceInUse: Service contains registered instances; delete the instances before deleting the service"
    : undefined;

const namespaceOf = (resource: Existing) => texts([resource.inputs["dnsConfig"], resource.inputs["namespaceId"]]);

/** Source: https://github.com/anomalyco/sst/issues/5931 */
const namespaceInUse: Refusal = (resource, account) =>
  account.of(discovery).some((other) => namespaceOf(other).includes(resource.id))
    ? "ResourceInUse: Namespace has associated services; delete the services before deleting the namespace"
    : undefined;

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/18468 */
const logGroupExists: Refusal = (resource, account) =>
  account.of(logGroup).some(({ id }) => id === resource.id)
    ? `creating CloudWatch Logs Log Group (${resource.id}): ResourceAlreadyExistsException: The specified log group already exists`
    : undefined;

/** Operations that ECS, Cloud Map and CloudWatch Logs reject. */
export const compute: Readonly<Record<string, Refusals>> = {
  [service]: {
    create: [groupsHaveBalancers, inOneVpc, activeDefinition],
    update: [groupsHaveBalancers, activeDefinition, forcedStrategy],
  },
  "aws:ecs/cluster:Cluster": { delete: [clusterInUse] },
  [discovery]: { delete: [registeredInstances] },
  [namespace]: { delete: [namespaceInUse] },
  [logGroup]: { create: [logGroupExists] },
};
