import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { DeploymentHook, DeploymentNode, ServiceNode } from "../core/plan";
import type { RollbackAlarm } from "../core/rollback-alarms";
import { looksAtAlarms, movesRequests } from "../core/strategies";
import { hookFunctions, hookStatements, shiftStatements } from "../core/shift-statements";
import { policyText } from "../core/task-statements";
import { createAlarm } from "./alarms";
import { assumeBy } from "./assume-role";
import type { ShiftHandle, TargetGroupHandle } from "./load-balancer-handle";
import type { MetricSources } from "./metric-sources";

/** What the deployments of an ECS service are made from. */
export interface ServiceDeploymentArgs {
  readonly service: ServiceNode;
  /** Its target groups, alternates included. */
  readonly targetGroups: readonly TargetGroupHandle[];
  /** The alarm of the stack that rolls its deployments back, and where its values come from; undefined without one. */
  readonly rollback: { readonly alarm: RollbackAlarm; readonly sources: MetricSources } | undefined;
}

/** Inputs of an ECS service that say how it is deployed, and what it waits for. */
export interface ServiceDeployment {
  readonly inputs: Pick<aws.ecs.ServiceArgs, "deploymentConfiguration" | "alarms">;
  /** Role by which ECS moves requests; undefined if it moves none, or has stopped to. */
  readonly roleArn: pulumi.Output<string> | undefined;
  readonly dependsOn: readonly pulumi.Resource[];
}

type Configuration = aws.types.input.ecs.ServiceDeploymentConfiguration;

const strategies = { blueGreen: "BLUE_GREEN", linear: "LINEAR", canary: "CANARY" } as const;

const rolling: Configuration = { strategy: "ROLLING" };

/** A role that ECS assumes, with one inline policy. */
function createRole(
  name: string,
  policy: pulumi.Input<string>,
  parent: pulumi.Resource,
): { readonly role: aws.iam.Role; readonly policy: aws.iam.RolePolicy } {
  const role = new aws.iam.Role(name, { assumeRolePolicy: assumeBy("ecs.amazonaws.com") }, { parent });
  return { role, policy: new aws.iam.RolePolicy(name, { role: role.name, policy }, { parent }) };
}

/** Statements for what a target group and its alternate are behind. */
const policyOf = (primary: TargetGroupHandle, { alternateArn, listenerArn, rules }: ShiftHandle) =>
  pulumi
    .all([pulumi.all([primary.arn, alternateArn]), listenerArn, pulumi.all([...rules])])
    .apply(([targetGroups, listener, ruleArns]) =>
      policyText(shiftStatements({ targetGroups, listener, rules: ruleArns })),
    );

function hookInputs(
  { stages, ...hook }: DeploymentHook,
  roleArn: pulumi.Output<string> | undefined,
): aws.types.input.ecs.ServiceDeploymentConfigurationLifecycleHook {
  const lifecycleStages = [...stages];
  if ("lambda" in hook)
    return { hookTargetArn: hook.lambda, lifecycleStages, ...(roleArn === undefined ? {} : { roleArn }) };
  const { timeoutMinutes, onTimeout } = hook.pause;
  return {
    targetType: "PAUSE",
    lifecycleStages,
    timeoutConfiguration: { action: onTimeout.toUpperCase(), timeoutInMinutes: String(timeoutMinutes) },
  };
}

function configurationOf(
  { strategy, percent, stepMinutes, bakeMinutes, hooks }: DeploymentNode,
  hookRoleArn: pulumi.Output<string> | undefined,
): Configuration {
  const step = { percent, minutes: String(stepMinutes) };
  return {
    strategy: strategies[strategy],
    bakeTimeInMinutes: String(bakeMinutes),
    ...(strategy === "linear"
      ? { linearConfiguration: { stepPercent: step.percent, stepBakeTimeInMinutes: step.minutes } }
      : {}),
    ...(strategy === "canary"
      ? { canaryConfiguration: { canaryPercent: step.percent, canaryBakeTimeInMinutes: step.minutes } }
      : {}),
    ...(hooks.length === 0 ? {} : { lifecycleHooks: hooks.map((hook) => hookInputs(hook, hookRoleArn)) }),
  };
}

/**
 * Alarms that roll deployments back. While ECS moves no requests, and in the update before they are removed, they are
 * written as disabled: the provider sends nothing when they are removed, so that ECS would go on to look at an alarm that
 * the stack has deleted. It does not send an empty list of names either, which AWS's SDK then misses.
 * Source: `resourceServiceUpdate`, `expandAlarms` in
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/service.go
 */
function alarmsOf(
  deployment: DeploymentNode,
  own: aws.cloudwatch.MetricAlarm | undefined,
): Pick<aws.ecs.ServiceArgs, "alarms"> {
  const names = [...deployment.alarmNames, ...(own === undefined ? [] : [own.name])];
  const enable = looksAtAlarms(deployment);
  return names.length === 0 ? {} : { alarms: { alarmNames: names, enable, rollback: enable } };
}

/**
 * How ECS moves requests from a target group to its alternate.
 *
 * @param roleArn - role by which it does; undefined if it does not
 */
export function advancedConfiguration(
  { shift }: TargetGroupHandle,
  roleArn: pulumi.Output<string> | undefined,
): Pick<aws.types.input.ecs.ServiceLoadBalancer, "advancedConfiguration"> {
  if (shift === undefined || roleArn === undefined) return {};
  const { alternateArn, production, test } = shift;
  return {
    advancedConfiguration: {
      alternateTargetGroupArn: alternateArn,
      productionListenerRule: production,
      ...(test === undefined ? {} : { testListenerRule: test }),
      roleArn,
    },
  };
}

/**
 * Creates what deployments of a service need: the role by which ECS moves requests between two target groups, the role by
 * which it calls functions, and the alarm that rolls back. They stay until the strategy is left, because a deployment that
 * fails returns to an earlier revision that has them.
 */
export function createServiceDeployment(
  name: string,
  { service, targetGroups, rollback }: ServiceDeploymentArgs,
  parent: pulumi.Resource,
): ServiceDeployment {
  const { deployment } = service;
  // Always written, because the provider sends nothing when it is removed.
  if (deployment === undefined)
    return { inputs: { deploymentConfiguration: rolling }, roleArn: undefined, dependsOn: [] };
  const [shifted] = targetGroups.flatMap((primary) =>
    primary.shift === undefined ? [] : [policyOf(primary, primary.shift)],
  );
  if (shifted === undefined) throw new Error(`the plan moves requests of ${name}, which has no alternate target group`);
  const traffic = createRole(`${name}-traffic`, shifted, parent);
  const functions = hookFunctions(deployment);
  const hooks =
    functions.length === 0 ? undefined : createRole(`${name}-hooks`, policyText(hookStatements(functions)), parent);
  const alarm = rollback && createAlarm(rollback.alarm, rollback.sources, { parent });
  const moves = movesRequests(deployment);
  return {
    inputs: {
      deploymentConfiguration: moves ? configurationOf(deployment, hooks?.role.arn) : rolling,
      ...alarmsOf(deployment, alarm),
    },
    roleArn: moves ? traffic.role.arn : undefined,
    dependsOn: [traffic.policy, ...(hooks === undefined ? [] : [hooks.policy])],
  };
}
