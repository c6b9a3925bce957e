import type { Existing, Refusal, Refusals } from "../existing";
import { list, objects, texts, value } from "../existing";

const service = "aws:ecs/service:Service";
const capacityProviders = "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders";
const discovery = "aws:servicediscovery/service:Service";
const namespace = "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace";
const httpNamespace = "aws:servicediscovery/httpNamespace:HttpNamespace";
const logGroup = "aws:cloudwatch/logGroup:LogGroup";

/**
 * An alternate target group needs no load balancer: ECS adds it to the rule.
 * Sources: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html,
 * https://github.com/go-to-k/cdk-real-drift/issues/1730
 */
const groupsHaveBalancers: Refusal = (resource, account) => {
  const forwarded = account
    .of("aws:lb/listener:Listener", "aws:lb/listenerRule:ListenerRule")
    .flatMap(({ inputs }) => texts(inputs));
  const bare = objects(resource, "loadBalancers")
    .flatMap(({ targetGroupArn }) => texts(targetGroupArn))
    .find((arn) => arn.includes(":targetgroup/") && !forwarded.includes(arn));
  return bare === undefined
    ? undefined
    : `InvalidParameterException: The target group with targetGroupArn ${bare} does not have an associated load balancer.`;
};

const clusterInUse: Refusal = (resource, account) =>
  account.of("aws:ecs/service:Service").some((service) => value(service, "cluster") === resource.id)
    ? "ClusterContainsServicesException: The Cluster cannot be deleted while Services are active."
    : undefined;

const clusterName = (resource: Existing) => value(resource, "cluster").split("/").at(-1) ?? "";
const providersOf = (service: Existing) => texts(service.inputs["capacityProviderStrategies"]);

/** Source: https://github.com/dask/dask-cloudprovider/issues/328 */
const associatedProviders: Refusal = (resource, account) => {
  const associated = account
    .of(capacityProviders)
    .filter((other) => value(other, "clusterName") === clusterName(resource))
    .flatMap((other) => list(other, "capacityProviders"));
  return providersOf(resource).every((name) => associated.includes(name))
    ? undefined
    : "InvalidParameterException: The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster. Associate the capacity provider with the cluster or specify a valid capacity provider and try again.";
};

/** Source: https://github.com/aws/aws-cdk/issues/19275 */
const providersInUse: Refusal = (resource, account) =>
  account
    .of(service)
    .some((other) => clusterName(other) === value(resource, "clusterName") && providersOf(other).length > 0)
    ? "ResourceInUseException: The specified capacity provider is in use and cannot be removed."
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

const connectOf = ({ inputs }: Existing) => texts(inputs["serviceConnectConfiguration"]);

/**
 * ECS keeps a Cloud Map service for each ECS service that uses Service Connect in a namespace, also for a client, until
 * the ECS service leaves it.
 * Source: https://docs.aws.amazon.com/cloud-map/latest/api/API_DeleteNamespace.html
 */
const connectInUse: Refusal = (resource, account) =>
  account.of(service).some((other) => connectOf(other).includes(value(resource, "arn")))
    ? "ResourceInUse: Namespace has associated services; delete the services before deleting the namespace"
    : undefined;

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html */
const namespaceExists: Refusal = (resource, account) => {
  const wanted = connectOf(resource).find((text) => text.startsWith("arn:") && text.includes(":namespace/"));
  const all = account.of(namespace, httpNamespace).map((one) => value(one, "arn"));
  return wanted === undefined || all.includes(wanted)
    ? undefined
    : "NamespaceNotFoundException: The specified namespace wasn't found.";
};

/** Source: https://github.com/hashicorp/terraform-provider-aws/issues/18468 */
const logGroupExists: Refusal = (resource, account) =>
  account.of(logGroup).some(({ id }) => id === resource.id)
    ? `creating CloudWatch Logs Log Group (${resource.id}): ResourceAlreadyExistsException: The specified log group already exists`
    : undefined;

/** Operations that ECS, Cloud Map and CloudWatch Logs reject. */
export const compute: Readonly<Record<string, Refusals>> = {
  [service]: {
    create: [groupsHaveBalancers, inOneVpc, activeDefinition, associatedProviders, namespaceExists],
    update: [groupsHaveBalancers, activeDefinition, associatedProviders, namespaceExists],
  },
  [capacityProviders]: { delete: [providersInUse] },
  "aws:ecs/cluster:Cluster": { delete: [clusterInUse] },
  [discovery]: { delete: [registeredInstances] },
  [namespace]: { delete: [namespaceInUse] },
  [httpNamespace]: { delete: [connectInUse] },
  [logGroup]: { create: [logGroupExists] },
};
