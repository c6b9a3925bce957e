import type { Properties } from "../values";
import type { Existing, Lookup } from "./existing";
import { texts } from "./existing";
import type { ServiceRevision } from "./live-state";
import type { Interfaces } from "./security";

/**
 * Inputs of an ECS service whose change starts a deployment. A change of `desiredCount`, `deploymentConfiguration`, the
 * percentages or the grace period starts none.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
 */
const revisionKeys = [
  ...["taskDefinition", "loadBalancers", "serviceRegistries", "networkConfiguration", "platformVersion"],
  ...["serviceConnectConfiguration", "volumeConfiguration", "vpcLatticeConfigurations", "capacityProviderStrategies"],
];

const text = (inputs: Properties, key: string) => JSON.stringify(inputs[key]) as string | undefined;
const differs = (before: Properties, after: Properties, keys: readonly string[]) =>
  keys.some((key) => text(before, key) !== text(after, key));

/** The inputs that belong to a revision. */
export const revisionInputs = (inputs: Properties): Properties =>
  Object.fromEntries(revisionKeys.filter((key) => inputs[key] !== undefined).map((key) => [key, inputs[key]]));

/** The inputs of a service with those of a revision in place of its own. */
export const withRevision = (inputs: Properties, revision: ServiceRevision): Properties => ({
  ...Object.fromEntries(Object.entries(inputs).filter(([key]) => !revisionKeys.includes(key))),
  ...revision.inputs,
});

/** The provider sends `forceNewDeployment` with every update that changes more than tags. */
export function startsDeployment(before: Properties, after: Properties): boolean {
  if (differs(before, after, revisionKeys)) return true;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => key !== "tags");
  return after["forceNewDeployment"] === true && differs(before, after, keys);
}

/** The ACTIVE task definition with the ARN in the inputs; undefined if it was deregistered. */
export function definitionOf(account: Lookup, inputs: Properties): Existing | undefined {
  const [arn = ""] = texts(inputs["taskDefinition"]);
  return account.where("aws:ecs/taskDefinition:TaskDefinition", "arn", arn)[0];
}

/** A registration of tasks in a target group or Cloud Map service. */
export interface Registration {
  /** ARN of the target group or Cloud Map service. */
  readonly arn: string;
  readonly port: number;
}

interface Registry {
  readonly registryArn?: string;
  readonly containerPort?: number;
  readonly port?: number;
}

/** Where the tasks of a revision are registered, with the container's port. */
export function registrations({ inputs, placed = {} }: ServiceRevision): readonly Registration[] {
  const groups = (inputs["loadBalancers"] ?? []) as readonly { targetGroupArn?: string; containerPort?: number }[];
  const registry = inputs["serviceRegistries"] as Registry | undefined;
  return [
    ...groups.map(({ targetGroupArn = "", containerPort }) => ({
      arn: placed[targetGroupArn] ?? targetGroupArn,
      port: containerPort ?? 0,
    })),
    ...(registry === undefined
      ? []
      : [{ arn: registry.registryArn ?? "", port: registry.containerPort ?? registry.port ?? 0 }]),
  ];
}

interface NetworkConfiguration {
  readonly subnets?: readonly string[];
  readonly securityGroups?: readonly string[];
}

/** The network interfaces of the tasks of a revision. */
export function taskInterfaces({ inputs }: ServiceRevision): Interfaces {
  const { subnets = [], securityGroups = [] } = (inputs["networkConfiguration"] ?? {}) as NetworkConfiguration;
  return { groups: securityGroups, subnets };
}
