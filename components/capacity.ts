import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { TaskSettings } from "../core/settings/settings";
import { spotBase } from "../core/tasks";

/**
 * Lets the services of a cluster use Fargate and Fargate Spot as capacity providers. A cluster has only this one list.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
 */
export const createCapacityProviders = (
  name: string,
  cluster: aws.ecs.Cluster,
  parent: pulumi.Resource,
): aws.ecs.ClusterCapacityProviders =>
  new aws.ecs.ClusterCapacityProviders(
    name,
    { clusterName: cluster.name, capacityProviders: ["FARGATE", "FARGATE_SPOT"] },
    { parent },
  );

const strategies = {
  onDemand: [{ capacityProvider: "FARGATE", weight: 1 }],
  spot: [
    { capacityProvider: "FARGATE", base: spotBase, weight: 0 },
    { capacityProvider: "FARGATE_SPOT", weight: 1 },
  ],
} as const;

/**
 * Where an ECS service runs its tasks. Without the key it has the launch type of all services so far. With it, also for
 * `onDemand`, it has a capacity provider strategy: the provider changes a strategy in place, with a new deployment only,
 * but replaces the service to set a launch type again.
 * Source: `launch_type` and `capacityProviderStrategyCustomizeDiff` in
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/service.go
 */
export const capacityOf = ({ capacity }: TaskSettings): Partial<aws.ecs.ServiceArgs> =>
  capacity === undefined
    ? { launchType: "FARGATE" }
    : { capacityProviderStrategies: [...strategies[capacity]], forceNewDeployment: true };
