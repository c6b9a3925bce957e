import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../core/plan";
import { createCapacityProviders } from "./capacity";
import { getOrThrow } from "./get-or-throw";

/** ECS cluster of a VPC, with its capacity providers if a service there has the key `capacity`. */
export interface ClusterHandle {
  readonly cluster: aws.ecs.Cluster;
  readonly capacityProviders: aws.ecs.ClusterCapacityProviders | undefined;
}

/** Creates a cluster in each VPC that runs a service. @returns the clusters by VPC */
export function createClusters(
  plan: Plan,
  networks: ReadonlyMap<string, pulumi.ComponentResource>,
): ReadonlyMap<string, ClusterHandle> {
  const vpcs = [...new Set(plan.services.map(({ vpc }) => vpc))];
  return new Map(
    vpcs.map((vpc) => {
      const parent = getOrThrow(networks, vpc);
      const cluster = new aws.ecs.Cluster(vpc, {}, { parent });
      const usesProviders = plan.services.some(({ vpc: at, task }) => at === vpc && task.capacity !== undefined);
      return [
        vpc,
        { cluster, capacityProviders: usesProviders ? createCapacityProviders(vpc, cluster, parent) : undefined },
      ];
    }),
  );
}
