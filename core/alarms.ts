import { serviceAlarms, targetGroupAlarms } from "./alarms-services";
import { loadBalancerMetrics, stageErrors, stageMetrics } from "./metrics";
import type { OwnBalancer } from "./plan";
import type { ApiNode } from "./plan-api";
import type { AlarmNode } from "./plan-operation";
import { apisByOption, ownBalancers, targetGroups } from "./plan-queries";
import type { AlarmSettings, RequestPlan } from "./watched";
import { threeOfFive } from "./watched";

const accessLogHint = ({ accessLogs }: ApiNode) =>
  accessLogs === undefined
    ? "If none is on, set accessLogs: the log names the failed integration"
    : "If none is on, the access log of the stage names the failed integration";

/** Alarms of a stage: what clients get, whatever is behind. */
function stageAlarms(api: ApiNode, { topic, errorPercent, latencyMilliseconds }: AlarmSettings): AlarmNode[] {
  const { name, stage, type } = api;
  const metric = stageMetrics(api);
  const common = { topic, hop: { kind: "stage", name }, missing: "notBreaching", comparison: "above" } as const;
  const where = `Stage ${stage} of API ${name}`;
  return [
    {
      ...common,
      ...threeOfFive,
      name: `${name}-errors`,
      description: `${where}: more than ${errorPercent} % of the requests end with a status of 500 or above. First look which alarms of load balancers, target groups and tasks are on: the last one on the request path is the cause. ${accessLogHint(api)}.`,
      metrics: [metric("errors", stageErrors[type].server, "Sum"), metric("requests", "Count", "Sum")],
      // Without requests there is no datapoint: a division by zero gives none.
      expression: "100 * errors / requests",
      label: "failed requests in percent",
      threshold: errorPercent,
    },
    {
      ...common,
      ...threeOfFive,
      name: `${name}-latency`,
      description: `${where}: one request of a hundred takes longer than ${latencyMilliseconds} ms. First compare Latency with IntegrationLatency: if they are close, the services are slow (see CPU and response time of each), otherwise API Gateway or an authorizer is.`,
      metrics: [metric("latency", "Latency", "p99")],
      threshold: latencyMilliseconds,
    },
  ];
}

/** Alarms of an ALB as a whole: requests that it answers itself because it could not hand them to a task. */
function albAlarms(balancer: OwnBalancer, { topic, errorPercent }: AlarmSettings): AlarmNode[] {
  const { name } = balancer;
  const metric = loadBalancerMetrics(balancer);
  const common = { topic, hop: { kind: "loadBalancer", name }, missing: "notBreaching", ...threeOfFive } as const;
  return [
    {
      ...common,
      name: `${name}-unserved`,
      description: `ALB ${name}: it answers more than ${errorPercent} % of its requests itself with a status of 500 or above, because no task took them or a task closed the connection. First look at the alarms of its target groups; if none is on, at the keep-alive and the response times of the tasks (502 and 504).`,
      metrics: [metric("errors", "HTTPCode_ELB_5XX_Count", "Sum"), metric("requests", "RequestCount", "Sum")],
      // RequestCount has no requests for which no target could be chosen.
      expression: "100 * errors / MAX([errors, FILL(requests, 0)])",
      label: "unserved requests in percent",
      comparison: "above",
      threshold: errorPercent,
    },
    {
      ...common,
      name: `${name}-rejected`,
      description: `ALB ${name}: it rejects connections, because it has reached its maximum number. First look whether the number of requests has jumped; AWS Support can reserve capacity (LCU reservation) for it.`,
      metrics: [metric("rejected", "RejectedConnectionCount", "Sum")],
      comparison: "atLeast",
      threshold: 1,
    },
  ];
}

/**
 * Alarms of an NLB as a whole. It changes the address of each connection to its own, and has 55,000 ports to each target.
 * It counts no ALB among its healthy targets, but flows that it sends on although no target is healthy. AWS does not say
 * that it counts them to an ALB too.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
 */
function nlbAlarms(balancer: OwnBalancer, { topic }: AlarmSettings): AlarmNode[] {
  const { name } = balancer;
  const metric = loadBalancerMetrics(balancer);
  const common = {
    ...threeOfFive,
    topic,
    hop: { kind: "loadBalancer", name },
    comparison: "atLeast",
    threshold: 1,
    missing: "notBreaching",
  } as const;
  const albs = balancer.targetGroups.flatMap(({ target }) => (target.kind === "alb" ? [target.balancer] : []));
  return [
    {
      ...common,
      name: `${name}-ports`,
      description: `NLB ${name}: it has no free port for new connections to a target, so that connections fail. First add tasks to the services behind it: each target takes 55,000 connections.`,
      metrics: [metric("ports", "PortAllocationErrorCount", "Sum")],
    },
    ...(albs.length === 0
      ? []
      : [
          {
            ...common,
            name: `${name}-failopen`,
            description: `NLB ${name}: it sends connections to an ALB that fails its health check, because no other target is left. First look at the alarms of ${albs.length === 1 ? `ALB ${albs.join("")}` : "the ALBs behind it"}: the health check passes through to a task.`,
            metrics: [metric("flows", "UnhealthyRoutingFlowCount", "Sum")],
          },
        ]),
  ];
}

/** Alarms of all hops of the request paths that the stack owns. Those of existing load balancers are their owners'. */
export function alarmsOf(plan: RequestPlan, settings: AlarmSettings): AlarmNode[] {
  return [
    ...apisByOption(plan).flatMap((api) => stageAlarms(api, settings)),
    ...ownBalancers(plan).flatMap((node) =>
      node.type === "alb" ? albAlarms(node, settings) : nlbAlarms(node, settings),
    ),
    ...targetGroups(plan).flatMap((owned) => targetGroupAlarms(owned, plan, settings)),
    ...plan.services.flatMap((service) => serviceAlarms(service, plan, settings)),
  ];
}
