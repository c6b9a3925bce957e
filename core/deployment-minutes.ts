import type { Drain } from "./drain";
import type { ServiceNode } from "./plan";
import { leastTasks, maxTasks } from "./tasks";

/** Minutes after which the engine stops waiting for a call of an ECS service. */
export interface DeploymentMinutes {
  readonly create: number;
  readonly update: number;
  readonly remove: number;
}

/** Timeout of the provider for each call, below which none of ours is. Source: `Timeouts` in https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/service.go */
const providerMinutes = 20;

/** Assumed time from the start of a task until its container runs: network interface, image pull, secrets. */
const startSeconds = 300;

/** Tasks that ECS starts on Fargate for one service in a minute: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
const tasksPerMinute = 500;

/**
 * Failed tasks after which the circuit breaker ends a deployment: half of the desired count, from 3 to 200.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeploymentCircuitBreaker.html
 */
const failuresOf = (tasks: number) => Math.min(200, Math.max(3, Math.ceil(tasks / 2)));

const minutes = (seconds: number) => Math.max(providerMinutes, Math.ceil(seconds / 60));

type Deployed = Pick<ServiceNode, "task" | "healthCheck">;

/** Seconds until the new tasks of a service run, and until the old ones have stopped. */
function phasesOf({ task, healthCheck }: Deployed, { drainSeconds, stopSeconds }: Drain) {
  const launchSeconds = Math.ceil(maxTasks(task) / tasksPerMinute) * 60;
  return {
    runningSeconds: launchSeconds + startSeconds + healthCheck.gracePeriodSeconds,
    leaveSeconds: drainSeconds + stopSeconds,
  };
}

/** Seconds of a deployment that succeeds. */
function successSeconds(service: Deployed, drain: Drain): number {
  const { runningSeconds, leaveSeconds } = phasesOf(service, drain);
  const { intervalSeconds, healthyThreshold } = service.healthCheck;
  return runningSeconds + intervalSeconds * healthyThreshold + leaveSeconds;
}

/**
 * Minutes of a deployment that succeeds: what a service waits for that waits for this one.
 *
 * @param shiftMinutes - minutes in which ECS moves requests to the new tasks; 0 if it replaces them one by one
 */
export const successMinutes = (service: Deployed, drain: Drain, shiftMinutes = 0): number =>
  Math.ceil(successSeconds(service, drain) / 60) + shiftMinutes;

/**
 * Time that ECS needs at most for each call of a service.
 *
 * - A deployment that succeeds starts all new tasks, waits until they are healthy, drains the old ones and stops them.
 * - One that fails starts rounds of tasks until the circuit breaker has counted enough failures. Each round fails its
 *   health checks after the grace period, drains and stops. ECS replaces as many tasks at once as the service has, so
 *   that one task takes three rounds, two take two, and three or more take one.
 * - An update that fails then rolls back, which is a deployment of the old revision. A first deployment has none.
 * - A removal drains and stops all tasks.
 *
 * A strategy adds the time in which requests move, to a deployment that succeeds and to one that fails at its end.
 *
 * ECS makes growing pauses between tasks that never start, which it documents without numbers; they are not counted.
 *
 * @param shiftMinutes - minutes in which ECS moves requests to the new tasks; 0 if it replaces them one by one
 */
export function deploymentMinutes(service: Deployed, drain: Drain, shiftMinutes = 0): DeploymentMinutes {
  const { task, healthCheck } = service;
  const { intervalSeconds, unhealthyThreshold } = healthCheck;
  const { runningSeconds, leaveSeconds } = phasesOf(service, drain);
  const succeeds = successSeconds(service, drain);
  const tasks = Math.max(1, leastTasks(task));
  const rounds = Math.ceil(failuresOf(tasks) / tasks);
  const fails = rounds * (runningSeconds + intervalSeconds * unhealthyThreshold + leaveSeconds);
  return {
    create: minutes(Math.max(succeeds, fails)) + shiftMinutes,
    update: minutes(fails + succeeds) + 2 * shiftMinutes,
    remove: minutes(leaveSeconds),
  };
}
