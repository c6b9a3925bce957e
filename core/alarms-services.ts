import { serviceMetrics, targetGroupMetrics } from "./metrics";
import type { ServiceNode, TargetGroupNode } from "./plan";
import type { AlarmNode } from "./plan-operation";
import type { OwnedTargetGroup } from "./plan-queries";
import { leastTasks } from "./tasks";
import type { AlarmSettings, RequestPlan } from "./watched";
import { threeOfFive } from "./watched";

/** Average utilization of all tasks of a service that leaves nothing for more requests, for a quarter of an hour. */
const busyPercent = 90;
const quarterOfAnHour = { periods: 15, breaching: 15 } as const;

/**
 * Fewer than one of what there was before. `FILL` makes 0 of a minute without a datapoint: a missing one alone would notify
 * minutes later, because CloudWatch looks for older ones first. The latest minute may not have arrived, which three of five
 * minutes absorb. Minutes before the first task count as nothing, and keep the state: otherwise the alarm would be on when
 * it is created, since CloudWatch looks at the minutes before. How far back the running sum goes is not documented; the
 * alarm needs no more than its own five minutes.
 * Sources: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
function whileLost(ids: readonly string[]) {
  const all = ids.map((id) => `FILL(${id}, 0)`).join(" + ");
  return {
    expression: `IF(RUNNING_SUM(${all}) > 0, ${all})`,
    comparison: "below",
    threshold: 1,
    missing: "ignore",
  } as const;
}

/** Whether tasks are always registered: a service with `desiredCount: 0` has none. */
const hasTasks = (service: string, { services }: RequestPlan): boolean =>
  services.some(({ name, task }) => name === service && leastTasks(task) > 0);

/** How to name the targets of a group, and what to look at first when they answer with errors or do not answer. */
interface Words {
  readonly all: string;
  readonly some: string;
  readonly one: string;
  readonly look: string;
  readonly lookAtHealth: string;
}

/** @throws Error for a group of an ALB, which has no alarms */
function wordsOf({ name, target, healthCheck }: TargetGroupNode): Words {
  switch (target.kind) {
    case "service":
      return {
        all: `the tasks of service ${target.service}`,
        some: `tasks of service ${target.service}`,
        one: `task of service ${target.service}`,
        look: "First look at the log of the service.",
        lookAtHealth: `First look at the events of ECS service ${target.service} and at its log: do tasks stop, or do they not answer the health check ${healthCheck.path}?`,
      };
    case "endpoint":
      return {
        all: `the endpoint of service ${target.service}`,
        some: `addresses of the endpoint of service ${target.service}`,
        one: `address of the endpoint of service ${target.service}`,
        look: "First ask the account that offers the service.",
        lookAtHealth: `First look at the state of the VPC endpoint: pendingAcceptance means that the other account has to accept it. If it is available, ask that account.`,
      };
    case "alb":
      throw new Error(`target group ${name} of an ALB has no alarms`);
  }
}

/**
 * Alarm on errors of the service itself. Only an ALB reads statuses.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
function failed(owned: OwnedTargetGroup, { all, look }: Words, { topic, errorPercent }: AlarmSettings): AlarmNode {
  const { name } = owned.targetGroup;
  const metric = targetGroupMetrics(owned);
  return {
    ...threeOfFive,
    topic,
    hop: { kind: "targetGroup", name },
    name: `${name}-failed`,
    description: `Target group ${name}: more than ${errorPercent} % of the answers of ${all} have a status of 500 or above. ${look}`,
    metrics: [metric("errors", "HTTPCode_Target_5XX_Count", "Sum"), metric("requests", "RequestCount", "Sum")],
    expression: "100 * errors / requests",
    label: "failed requests in percent",
    comparison: "above",
    threshold: errorPercent,
    missing: "notBreaching",
  };
}

/**
 * Alarms of a target group; that of an ALB has none, because an NLB counts no ALB among its healthy targets.
 *
 * Nodes of an ALB agree on the health of a target, and AWS recommends the minimum over them. Nodes of an NLB see the
 * targets of their own zone only, so one of them is enough there.
 *
 * While a target group has no targets, it has no health either, which `whileLost` counts.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html and
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarms-and-missing-data
 */
export function targetGroupAlarms(owned: OwnedTargetGroup, plan: RequestPlan, settings: AlarmSettings): AlarmNode[] {
  const { balancer, targetGroup } = owned;
  const { name, target } = targetGroup;
  if (target.kind === "alb") return [];
  const words = wordsOf(targetGroup);
  const metric = targetGroupMetrics(owned);
  const common = { ...threeOfFive, topic: settings.topic, hop: { kind: "targetGroup", name } } as const;
  // After each deployment the tasks are in the other target group of a service between whose groups ECS moves requests.
  const twin = balancer.targetGroups.find(({ alternateOf }) => alternateOf === name);
  const healthy = [
    metric("healthy", "HealthyHostCount", "Maximum"),
    ...(twin === undefined
      ? []
      : [targetGroupMetrics({ balancer, targetGroup: twin })("alternate", "HealthyHostCount", "Maximum")]),
  ];
  const hasTargets = target.kind === "endpoint" || hasTasks(target.service, plan);
  const empty: AlarmNode = {
    ...common,
    name: `${name}-empty`,
    description: `Target group ${name}: no ${words.one} is healthy, so its requests fail. ${words.lookAtHealth}`,
    metrics: healthy,
    ...whileLost(healthy.map(({ id }) => id)),
    label: "healthy targets",
  };
  return [
    ...(balancer.type === "alb" ? [failed(owned, words, settings)] : []),
    {
      ...common,
      name: `${name}-unhealthy`,
      description: `Target group ${name}: ${words.some} fail their health check. ${words.lookAtHealth}`,
      metrics: [metric("unhealthy", "UnHealthyHostCount", balancer.type === "alb" ? "Minimum" : "Maximum")],
      comparison: "atLeast",
      threshold: 1,
      missing: "notBreaching",
    },
    ...(hasTargets && targetGroup.alternateOf === undefined ? [empty] : []),
  ];
}

/** Alarm on the number of tasks that run: each sends one sample of its CPU utilization a minute. */
function stopped(service: ServiceNode, { topic }: AlarmSettings): AlarmNode {
  const { name } = service;
  return {
    ...threeOfFive,
    topic,
    hop: { kind: "task", name },
    name: `${name}-stopped`,
    description: `Service ${name}: no task of it runs, so Cloud Map has no address for it and its requests fail. First look at the events of the ECS service and at its log.`,
    metrics: [serviceMetrics(service)("tasks", "CPUUtilization", "SampleCount")],
    ...whileLost(["tasks"]),
    label: "running tasks",
  };
}

/**
 * Alarms of the tasks of a service. Those that register in Cloud Map have no target group that tells whether they run.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html
 */
export function serviceAlarms(service: ServiceNode, plan: RequestPlan, settings: AlarmSettings): AlarmNode[] {
  const { name, task } = service;
  const metric = serviceMetrics(service);
  const common = {
    ...quarterOfAnHour,
    topic: settings.topic,
    hop: { kind: "task", name },
    comparison: "atLeast",
    threshold: busyPercent,
    missing: "notBreaching",
  } as const;
  const more =
    task.autoscaling === undefined ? "desiredCount or cpu" : "autoscaling.maxCount or cpu, if all its tasks run";
  const isRegistered = plan.namespaces.some(({ services }) => services.includes(name)) && leastTasks(task) > 0;
  return [
    {
      ...common,
      name: `${name}-cpu`,
      description: `Tasks of service ${name}: they use ${busyPercent} % of their CPU or more. First raise ${more}.`,
      metrics: [metric("cpu", "CPUUtilization", "Average")],
    },
    {
      ...common,
      name: `${name}-memory`,
      description: `Tasks of service ${name}: they use ${busyPercent} % of their memory or more; a task that needs more is stopped. First raise memoryMiB, or look for a leak if it grows until tasks stop.`,
      metrics: [metric("memory", "MemoryUtilization", "Average")],
    },
    ...(isRegistered ? [stopped(service, settings)] : []),
  ];
}
