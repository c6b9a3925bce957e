import { stageErrors, stageMetrics, targetGroupMetrics } from "./metrics";
import type { Plan, ServiceNode } from "./plan";
import type { AlarmNode, MetricNode } from "./plan-operation";
import type { OwnedTargetGroup } from "./plan-queries";
import { targetGroupsByService } from "./plan-queries";

/** An alarm that only ECS watches: it notifies no topic. */
export type RollbackAlarm = Omit<AlarmNode, "topic">;

type Counts = Pick<AlarmNode, "metrics" | "expression">;

/** Percentage of errors among requests, over all sources. Without requests there is no datapoint. */
function percentage(sources: readonly { readonly errors: MetricNode; readonly requests: MetricNode }[]): Counts {
  const total = (ids: readonly string[]) => ids.map((id) => `FILL(${id}, 0)`).join(" + ");
  return {
    metrics: sources.flatMap(({ errors, requests }) => [errors, requests]),
    expression: `100 * (${total(sources.map(({ errors }) => errors.id))}) / (${total(sources.map(({ requests }) => requests.id))})`,
  };
}

/** Errors of the tasks in both target groups: in a deployment, both have some of the requests. */
const ofTargetGroups = (groups: readonly OwnedTargetGroup[]): Counts =>
  percentage(
    groups.map((owned, index) => ({
      errors: targetGroupMetrics(owned)(`e${index + 1}`, "HTTPCode_Target_5XX_Count", "Sum"),
      requests: targetGroupMetrics(owned)(`r${index + 1}`, "RequestCount", "Sum"),
    })),
  );

/** Errors that clients get from all APIs of the stack: an NLB reads no statuses. */
function ofStages({ apis }: Pick<Plan, "apis">): Counts {
  const inOrder = [...apis].sort((a, b) => (a.name < b.name ? -1 : 1));
  return percentage(
    inOrder.map((api, index) => ({
      errors: stageMetrics(api)(`e${index + 1}`, stageErrors[api.type].server, "Sum"),
      requests: stageMetrics(api)(`r${index + 1}`, "Count", "Sum"),
    })),
  );
}

/** Two of three minutes: within a bake time of five, and not at one bad minute. */
const twoOfThree = { periods: 3, breaching: 2 } as const;

function rollbackAlarm({ name }: ServiceNode, errorPercent: number, groups: readonly OwnedTargetGroup[], plan: Plan) {
  const [first] = groups;
  if (first === undefined) return [];
  const isAlb = first.balancer.type === "alb";
  const whose = isAlb ? `of the tasks of service ${name}` : "of the API";
  const alarm: RollbackAlarm = {
    ...twoOfThree,
    name: `${name}-rollback`,
    hop: { kind: "targetGroup", name: first.targetGroup.name },
    description: `Deployments of service ${name}: more than ${errorPercent} % of the answers ${whose} have a status of 500 or above. ECS rolls a deployment back then.`,
    ...(isAlb ? ofTargetGroups(groups) : ofStages(plan)),
    label: "failed requests in percent",
    comparison: "above",
    threshold: errorPercent,
    missing: "notBreaching",
  };
  return [[name, alarm] as const];
}

/**
 * The alarm of the stack that rolls back deployments of each service, by service; none without `errorPercent`. It notifies
 * nobody: the deployment fails, and with it the update.
 */
export function rollbackAlarms(plan: Plan): ReadonlyMap<string, RollbackAlarm> {
  const groups = targetGroupsByService(plan);
  return new Map(
    plan.services.flatMap((service) => {
      const errorPercent = service.deployment?.errorPercent;
      return errorPercent === undefined
        ? []
        : rollbackAlarm(service, errorPercent, groups.get(service.name) ?? [], plan);
    }),
  );
}
