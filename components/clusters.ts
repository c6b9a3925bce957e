import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../core/plan";
import { createCapacityProviders } from "./capacity";
import { getOrThrow } from "./get-or-throw";
import type { Protection } from "./protection";

/** ECS cluster of a VPC, with its capacity providers if a service there has the key `capacity`. */
export interface ClusterHandle {
  readonly cluster: aws.ecs.Cluster;
  readonly capacityProviders: aws.ecs.ClusterCapacityProviders | undefined;
}

/**
 * Settings of a cluster. Without any, it has those of the account, and one that was set stays: the provider sends nothing.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/cluster.go
 */
const settingsOf = ({ containerInsights }: Plan): aws.ecs.ClusterArgs =>
  containerInsights === undefined ? {} : { settings: [{ name: "containerInsights", value: containerInsights }] };

/**
 * Creates a cluster in each VPC that runs a service.
 *
 * @returns the clusters by VPC
 */
export function createClusters(
  plan: Plan,
  networks: ReadonlyMap<string, pulumi.ComponentResource>,
  protection: Protection,
): ReadonlyMap<string, ClusterHandle> {
  const vpcs = [...new Set(plan.services.map(({ vpc }) => vpc))];
  return new Map(
    vpcs.map((vpc) => {
      const parent = getOrThrow(networks, vpc);
      const cluster = new aws.ecs.Cluster(vpc, settingsOf(plan), { parent, ...protection });
      const usesProviders = plan.services.some(({ vpc: at, task }) => at === vpc && task.capacity !== undefined);
      return [
        vpc,
        { cluster, capacityProviders: usesProviders ? createCapacityProviders(vpc, cluster, parent) : undefined },
      ];
    }),
  );
}
