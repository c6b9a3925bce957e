import { nlbSeconds } from "./load-balancing/task-groups";
import type { BalancerNode, Plan, TargetGroupNode } from "./plan";
import { targetGroupsByService } from "./plan-queries";
import type { Settings } from "./settings/settings";

/** How the tasks of a service leave. */
export interface Drain {
  /** Longest time in which a load balancer lets a deregistered task finish its requests; 0 without a load balancer. */
  readonly drainSeconds: number;
  /** Time between SIGTERM and SIGKILL. */
  readonly stopSeconds: number;
}

/**
 * Longest `stopTimeout` on Fargate.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
const longestStopSeconds = 120;

/** Shortest `stopTimeout`: AWS documents none, and a process needs some time to end. */
const shortestStopSeconds = 2;

/** Seconds that a container behind Cloud Map keeps serving after SIGTERM: Cloud Map does not drain instances. */
const cloudMapSeconds = 60;

/** Seconds that a drain takes longer than API Gateway waits, so that a request on the way to its task ends too. */
const drainMarginSeconds = 5;

/**
 * Load balancers whose target groups let the requests of their tasks finish, however long API Gateway waits for them.
 * `drainSeconds` of a service stays as it is.
 */
export function withDrainsFor(
  balancers: readonly BalancerNode[],
  { services, timeoutSeconds }: Settings,
): readonly BalancerNode[] {
  const needed = new Map(
    services.flatMap((service) => {
      const seconds = service.timeoutSeconds ?? timeoutSeconds;
      return seconds === undefined || service.drainSeconds !== undefined
        ? []
        : [[service.name, seconds + drainMarginSeconds] as const];
    }),
  );
  const drained = (group: TargetGroupNode): TargetGroupNode => {
    const seconds = group.target.kind === "service" ? needed.get(group.target.service) : undefined;
    return seconds === undefined ? group : { ...group, drainSeconds: Math.max(group.drainSeconds ?? 0, seconds) };
  };
  return balancers.map((node) =>
    node.kind === "own" ? { ...node, targetGroups: node.targetGroups.map(drained) } : node,
  );
}

/**
 * Drain and stop timeout of each service, from all target groups and namespaces of a plan, whichever APIs use them.
 * They are no part of the service's node, which is the same under every option.
 *
 * @returns an entry for each service of the plan
 */
export function drainByService(plan: Plan): ReadonlyMap<string, Drain> {
  const groups = targetGroupsByService(plan);
  const registered = new Set(plan.namespaces.flatMap(({ services }) => services));
  return new Map(
    plan.services.map(({ name }) => {
      const own = (groups.get(name) ?? []).map(({ targetGroup }) => targetGroup);
      const drainSeconds = Math.max(0, ...own.map((group) => group.drainSeconds ?? 0));
      const longest = Math.max(
        drainSeconds,
        registered.has(name) ? cloudMapSeconds : 0,
        // Whatever `drainSeconds` is: a shorter one takes effect at once, also for the tasks that an update stops.
        own.some(({ protocol }) => protocol === "TCP" || protocol === "TLS") ? nlbSeconds : 0,
      );
      const stopSeconds = Math.max(shortestStopSeconds, Math.min(longestStopSeconds, longest));
      return [name, { drainSeconds, stopSeconds }];
    }),
  );
}
