import type { DeploymentMinutes } from "./deployment-minutes";
import { deploymentMinutes } from "./deployment-minutes";
import type { Drain } from "./drain";
import type { DeploymentHook, DeploymentNode, Plan } from "./plan";
import { targetGroupsByService } from "./plan-queries";
import { movesRequests } from "./strategies";

/**
 * Minutes that ECS waits behind an NLB before it moves requests, of tests and of clients, because its data plane follows its
 * configuration late.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb-resources-for-blue-green.html
 */
const nlbMinutesPerShift = 10;

/** Minutes after which ECS gives up on a function: seen, not documented (day2-facts A3). */
const functionMinutes = 1440;

/** Steps in which requests of clients move: the last step of `canary` moves the rest. */
function stepsOf({ strategy, percent = 100 }: DeploymentNode): number {
  if (strategy === "blueGreen" || percent >= 100) return 1;
  return strategy === "canary" ? 2 : Math.ceil(100 / percent);
}

/** Minutes from the first request that moves until the old tasks stop. No pause follows the last step but the bake time. */
function minutesOf(deployment: DeploymentNode, type: "alb" | "nlb"): number {
  const { stepMinutes = 0, bakeMinutes } = deployment;
  const steps = stepsOf(deployment);
  const delays = type === "nlb" ? (steps + 1) * nlbMinutesPerShift : 0;
  return (steps - 1) * stepMinutes + bakeMinutes + delays;
}

/**
 * Minutes in which ECS moves the requests of each service in a deployment, without hooks, by service; none for a service whose
 * tasks are replaced one by one.
 */
export function shiftMinutesByService(plan: Plan): ReadonlyMap<string, number> {
  const groups = targetGroupsByService(plan);
  return new Map(
    plan.services.flatMap(({ name, deployment }) => {
      const type = groups.get(name)?.[0]?.balancer.type;
      return deployment !== undefined && movesRequests(deployment) && type !== undefined
        ? [[name, minutesOf(deployment, type)] as const]
        : [];
    }),
  );
}

/** Longest time that the hooks of a deployment may take, in minutes: each waits at each of its stages. */
export function hookMinutes(deployment: DeploymentNode | undefined): number {
  if (deployment === undefined || !movesRequests(deployment)) return 0;
  const longest = (hook: DeploymentHook) =>
    hook.stages.length * ("lambda" in hook ? functionMinutes : hook.pause.timeoutMinutes);
  return deployment.hooks.reduce((sum, hook) => sum + longest(hook), 0);
}

/** Timeouts of the ECS services of a plan, by service. They outlast the longest answer of a hook. */
export function deploymentMinutesByService(
  plan: Plan,
  drains: ReadonlyMap<string, Drain>,
): ReadonlyMap<string, DeploymentMinutes> {
  const shiftMinutes = shiftMinutesByService(plan);
  return new Map(
    plan.services.flatMap((service) => {
      const { name, deployment } = service;
      const drain = drains.get(name);
      const longest = (shiftMinutes.get(name) ?? 0) + hookMinutes(deployment);
      return drain === undefined ? [] : [[name, deploymentMinutes(service, drain, longest)] as const];
    }),
  );
}
