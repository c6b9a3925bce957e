import type { Case, TestAccount } from "../fixture";
import { balancer, group, listener } from "../fixture";

const ecsService = (account: TestAccount, inputs: Record<string, unknown>, name = "service") =>
  account.create("ecs/service:Service", name, inputs);
/** Creates the next revision of a task definition. @returns its ARN */
const revision = (account: TestAccount, name: string) => {
  const { outputs } = account.create("ecs/taskDefinition:TaskDefinition", name, { family: name });
  return String(outputs["arn"]);
};
const namespace = (account: TestAccount) =>
  account.create("servicediscovery/privateDnsNamespace:PrivateDnsNamespace", "namespace", { vpc: "vpc-1" }).id;
/** Creates a Cloud Map service in which an ECS service registers its tasks. */
const registered = (account: TestAccount, inputs: Record<string, unknown> = {}) => {
  const { outputs } = account.create("servicediscovery/service:Service", "discovery", {
    dnsConfig: { namespaceId: namespace(account) },
    ...inputs,
  });
  ecsService(account, { serviceRegistries: { registryArn: outputs["arn"] } });
};

export const compute: Readonly<Record<string, Case>> = {
  "service with a target group without a load balancer": {
    error: /InvalidParameterException: .* does not have an associated load balancer/,
    refused: (account) => {
      account.create("ecs/service:Service", "service", { loadBalancers: [{ targetGroupArn: group(account, "g").id }] });
    },
    accepted: (account) => {
      const g = group(account, "g");
      listener(account, "l", balancer(account, "a"), 80, g);
      account.create("ecs/service:Service", "service", { loadBalancers: [{ targetGroupArn: g.id }] });
    },
  },
  "cluster deleted before its services": {
    error: /ClusterContainsServicesException/,
    refused: (account) => {
      account.create("ecs/service:Service", "service", {
        cluster: account.create("ecs/cluster:Cluster", "cluster").id,
      });
      account.delete("cluster");
    },
    accepted: (account) => {
      account.create("ecs/service:Service", "service", {
        cluster: account.create("ecs/cluster:Cluster", "cluster").id,
      });
      account.delete("service");
      account.delete("cluster");
    },
  },
  "service with a task definition that was deregistered": {
    error: /^Error: ClientException: TaskDefinition is inactive$/,
    refused: (account) => {
      const taskDefinition = revision(account, "family");
      account.delete("family");
      ecsService(account, { taskDefinition });
    },
    accepted: (account) => {
      ecsService(account, { taskDefinition: revision(account, "family") });
      account.delete("family");
    },
  },
  "service updated to a task definition that was deregistered": {
    error: /^Error: ClientException: TaskDefinition is inactive$/,
    refused: (account) => {
      const first = revision(account, "first");
      ecsService(account, { taskDefinition: revision(account, "second") });
      account.delete("first");
      account.update("service", { taskDefinition: first });
    },
    accepted: (account) => {
      const first = revision(account, "first");
      ecsService(account, { taskDefinition: first });
      account.delete("first");
      account.update("service", { desiredCount: 3 });
      account.update("service", { taskDefinition: revision(account, "second") });
    },
  },
  "capacity provider strategy changed without a new deployment": {
    error: /^Error: force_new_deployment should be true when capacity_provider_strategy is being updated$/,
    refused: (account) => {
      ecsService(account, { forceNewDeployment: false });
      account.update("service", { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }] });
    },
    accepted: (account) => {
      ecsService(account, { forceNewDeployment: true });
      account.update("service", { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }] });
    },
  },
  "Cloud Map service deleted while tasks are registered in it": {
    error:
      /^Error: ResourceInUse: Service contains registered instances; delete the instances before deleting the service$/,
    refused: (account) => {
      registered(account);
      account.delete("discovery");
    },
    accepted: (account) => {
      registered(account);
      account.delete("service");
      account.delete("discovery");
    },
  },
  "Cloud Map service without forceDestroy deleted while tasks are registered": {
    error: /ResourceInUse: Service contains registered instances/,
    refused: (account) => {
      registered(account, { forceDestroy: false });
      account.delete("discovery");
    },
    accepted: (account) => {
      registered(account, { forceDestroy: true });
      account.delete("discovery");
    },
  },
  "namespace deleted before its services": {
    error:
      /^Error: ResourceInUse: Namespace has associated services; delete the services before deleting the namespace$/,
    refused: (account) => {
      registered(account, { forceDestroy: true });
      account.delete("namespace");
    },
    accepted: (account) => {
      registered(account, { forceDestroy: true });
      account.delete("discovery");
      account.delete("namespace");
    },
  },
  "log group that exists": {
    error: /ResourceAlreadyExistsException: The specified log group already exists$/,
    refused: (account) => {
      account.create("cloudwatch/logGroup:LogGroup", "one", { name: "/ecs/orders" });
      account.create("cloudwatch/logGroup:LogGroup", "two", { name: "/ecs/orders" });
    },
    accepted: (account) => {
      account.create("cloudwatch/logGroup:LogGroup", "one", { name: "/ecs/orders" });
      account.delete("one");
      account.create("cloudwatch/logGroup:LogGroup", "two", { name: "/ecs/orders" });
    },
  },
};
