import { serviceMetrics, targetGroupMetrics } from "./metrics";
import type { ServiceNode } from "./plan";
import type { AlarmNode } from "./plan-operation";
import type { OwnedTargetGroup } from "./plan-queries";
import { leastTasks } from "./tasks";
import type { AlarmSettings, RequestPlan } from "./watched";
import { threeOfFive } from "./watched";

/** Average utilization of all tasks of a service that leaves nothing for more requests, for a quarter of an hour. */
const busyPercent = 90;
const quarterOfAnHour = { periods: 15, breaching: 15 } as const;

/** Whether tasks are always registered: a service with `desiredCount: 0` has none. */
const hasTasks = (service: string, { services }: RequestPlan): boolean =>
  services.some(({ name, task }) => name === service && leastTasks(task) > 0);

/**
 * Alarm on errors of the service itself. Only an ALB reads statuses.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
function failed(owned: OwnedTargetGroup, service: string, { topic, errorPercent }: AlarmSettings): AlarmNode {
  const { name } = owned.targetGroup;
  const metric = targetGroupMetrics(owned);
  return {
    ...threeOfFive,
    topic,
    hop: { kind: "targetGroup", name },
    name: `${name}-failed`,
    description: `Target group ${name}: the tasks of service ${service} answer more than ${errorPercent} % of their requests with a status of 500 or above. First look at the log of the service.`,
    metrics: [metric("errors", "HTTPCode_Target_5XX_Count", "Sum"), metric("requests", "RequestCount", "Sum")],
    expression: "100 * errors / requests",
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
 * While a target group has no targets, it has no health either: `FILL` makes 0 of that. A missing datapoint alone would
 * notify minutes later, because CloudWatch looks for older ones first. The latest minute may not have arrived, which three
 * of five minutes absorb.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html and
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarms-and-missing-data
 */
export function targetGroupAlarms(owned: OwnedTargetGroup, plan: RequestPlan, settings: AlarmSettings): AlarmNode[] {
  const { balancer, targetGroup } = owned;
  const { name, target, healthCheck } = targetGroup;
  if (target.kind === "alb") return [];
  const { service } = target;
  const metric = targetGroupMetrics(owned);
  const common = { ...threeOfFive, topic: settings.topic, hop: { kind: "targetGroup", name } } as const;
  const first = `First look at the events of ECS service ${service} and at its log: do tasks stop, or do they not answer the health check ${healthCheck.path}?`;
  const empty: AlarmNode = {
    ...common,
    name: `${name}-empty`,
    description: `Target group ${name}: no task of service ${service} is healthy, so its requests fail. ${first}`,
    metrics: [metric("healthy", "HealthyHostCount", "Maximum")],
    expression: "FILL(healthy, 0)",
    comparison: "below",
    threshold: 1,
    missing: "breaching",
  };
  return [
    ...(balancer.type === "alb" ? [failed(owned, service, settings)] : []),
    {
      ...common,
      name: `${name}-unhealthy`,
      description: `Target group ${name}: tasks of service ${service} fail their health check. ${first}`,
      metrics: [metric("unhealthy", "UnHealthyHostCount", balancer.type === "alb" ? "Minimum" : "Maximum")],
      comparison: "atLeast",
      threshold: 1,
      missing: "notBreaching",
    },
    ...(hasTasks(service, plan) ? [empty] : []),
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
    expression: "FILL(tasks, 0)",
    comparison: "below",
    threshold: 1,
    missing: "breaching",
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
