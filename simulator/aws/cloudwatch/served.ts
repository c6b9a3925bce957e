import type { AwsAccount } from "../account";
import type { Existing } from "../existing";
import { isNetwork, value } from "../existing";
import { loadBalancersOf } from "../target-health";
import { serve } from "../traffic";
import type { Entry } from "../traffic/entry";
import { httpApi } from "../traffic/entry";
import type { Answer, Hop, Passed, Request } from "../traffic/types";
import type { Metrics } from "./metrics";

/** When a request arrives, and how long the services take to answer. */
interface Served {
  readonly atSeconds: number;
  /** From API Gateway to the answer of the task, 20 by default. A connection that times out takes the integration's time. */
  readonly milliseconds?: number;
}

/** Time that API Gateway itself takes, and its integration timeout. */
const [ownMilliseconds, timeoutMilliseconds] = [5, 29_000];

/** Hops at which no request has reached an integration. */
const before: readonly Hop[] = ["DNS", "domain name", "mapping", "API", "stage", "route", "access", "limits"];

const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer";
const namespaceOf = (loadBalancer: Existing) => (isNetwork(loadBalancer) ? "AWS/NetworkELB" : "AWS/ApplicationELB");

/**
 * Metrics of a stage: of an HTTP API by its id, of a REST API by its name. Each request has a sample of each count.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
function recordStage(
  metrics: Metrics,
  { api, stage }: Entry,
  answer: Answer,
  { atSeconds, milliseconds = 20 }: Served,
) {
  const isHttp = api.type === httpApi;
  const dimensions = { ...(isHttp ? { ApiId: api.id } : { ApiName: value(api, "name") }), Stage: stage };
  const put = (name: string, amount: number) => {
    metrics.put({ namespace: "AWS/ApiGateway", name, dimensions }, atSeconds, amount);
  };
  const of = (from: number) => (answer.status >= from && answer.status < from + 100 ? 1 : 0);
  put("Count", 1);
  put(isHttp ? "4xx" : "4XXError", of(400));
  put(isHttp ? "5xx" : "5XXError", of(500));
  const reached = !before.includes(answer.hop);
  const behind = answer.status === 504 || answer.hop === "security group" ? timeoutMilliseconds : milliseconds;
  if (reached) put("IntegrationLatency", behind);
  put("Latency", ownMilliseconds + (reached ? behind : 0));
}

type Count = readonly [name: string, of: "load balancer" | "target group"];

/** What an ALB counts of a request. Errors that are zero are not reported. */
function albCounts({ result, status = 0 }: Passed): readonly Count[] {
  const own = (code: number): Count[] => [
    [`HTTPCode_ELB_${Math.floor(code / 100)}XX_Count`, "load balancer"],
    ...(code >= 500 ? [[`HTTPCode_ELB_${code}_Count`, "load balancer"] as const] : []),
  ];
  // A request counts only if a target could be chosen for it.
  const chosen: Count[] = [
    ["RequestCount", "load balancer"],
    ["RequestCount", "target group"],
  ];
  switch (result) {
    case "target":
      return [...chosen, [`HTTPCode_Target_${Math.floor(status / 100)}XX_Count`, "target group"]];
    case "own":
      return own(status);
    case "no target":
      return own(503);
    case "refused":
      return [...chosen, ...own(502), ["TargetConnectionErrorCount", "target group"]];
    case "silent":
      return [...chosen, ...own(504), ["TargetConnectionErrorCount", "target group"]];
    case "target TLS":
      return [...chosen, ...own(502), ["TargetTLSNegotiationErrorCount", "target group"]];
    case "client TLS":
      return [["ClientTLSNegotiationErrorCount", "load balancer"]];
  }
}

/** What an NLB counts of a request, which here is a connection of its own. */
function nlbCounts({ result, toUnhealthy }: Passed): readonly Count[] {
  const flow: Count[] = [
    ["NewFlowCount", "load balancer"],
    ...(toUnhealthy ? [["UnhealthyRoutingFlowCount", "load balancer"] as const] : []),
  ];
  switch (result) {
    case "no target":
      return [["TCP_ELB_Reset_Count", "load balancer"]];
    case "refused":
      return [...flow, ["TCP_Target_Reset_Count", "load balancer"]];
    case "target TLS":
      return [...flow, ["TargetTLSNegotiationErrorCount", "load balancer"]];
    case "client TLS":
      return [["ClientTLSNegotiationErrorCount", "load balancer"]];
    default:
      return flow;
  }
}

/** The end of an ARN that is the value of the dimension; for resources outside the account the ARN itself. */
const suffixOf = (account: AwsAccount, type: string, arn: string): string => {
  const [found] = account.where(type, "arn", arn);
  return found === undefined ? arn : value(found, "arnSuffix");
};

const dimensionsOf = (account: AwsAccount, loadBalancer: string, targetGroup: string) => ({
  LoadBalancer: suffixOf(account, loadBalancerType, loadBalancer),
  TargetGroup: suffixOf(account, "aws:lb/targetGroup:TargetGroup", targetGroup),
});

/**
 * Metrics of a load balancer, without those by zone.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
 */
function recordLoadBalancer(account: AwsAccount, metrics: Metrics, passed: Passed, atSeconds: number): void {
  const [at] = account.where(loadBalancerType, "arn", passed.loadBalancer);
  if (at === undefined) return;
  const both = dimensionsOf(account, passed.loadBalancer, passed.targetGroup ?? "");
  for (const [name, of] of isNetwork(at) ? nlbCounts(passed) : albCounts(passed)) {
    const dimensions = of === "target group" ? both : { LoadBalancer: both.LoadBalancer };
    metrics.put({ namespace: namespaceOf(at), name, dimensions }, atSeconds, 1);
  }
}

/** Sends a request through the account, and records what CloudWatch gets to know of it. @returns the answer */
export function record(account: AwsAccount, metrics: Metrics, asked: Request, served: Served): Answer {
  const { answer, entry, passed } = serve(account, asked);
  if (entry !== undefined) recordStage(metrics, entry, answer, served);
  for (const one of passed) recordLoadBalancer(account, metrics, one, served.atSeconds);
  return answer;
}

/** Health of the targets of the groups that a load balancer forwards to. A group without targets has no datapoint. */
function measureTargets(account: AwsAccount, metrics: Metrics, atSeconds: number): void {
  for (const group of account.of("aws:lb/targetGroup:TargetGroup")) {
    const arn = value(group, "arn");
    const healths = account.ecs.targetsOf(arn).map(({ health }) => health);
    if (healths.length === 0) continue;
    for (const loadBalancer of new Set(loadBalancersOf(account, arn))) {
      const [at] = account.where(loadBalancerType, "arn", loadBalancer);
      if (at === undefined) continue;
      const dimensions = dimensionsOf(account, loadBalancer, arn);
      const put = (name: string, of: string) => {
        const count = healths.filter((health) => health === of).length;
        metrics.put({ namespace: namespaceOf(at), name, dimensions }, atSeconds, count);
      };
      put("HealthyHostCount", "healthy");
      put("UnHealthyHostCount", "unhealthy");
    }
  }
}

/**
 * Records what CloudWatch measures each minute without requests: health of targets, and utilization of each task that runs.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-metrics.html
 *
 * @param percent - CPU and memory that each task uses, 10 by default
 */
export function measure(account: AwsAccount, metrics: Metrics, atSeconds: number, percent = 10): void {
  measureTargets(account, metrics, atSeconds);
  for (const service of account.of("aws:ecs/service:Service")) {
    const tasks = account.ecs.get(value(service, "arn"))?.tasks ?? [];
    const running = tasks.filter(({ status }) => status !== "PENDING" && status !== "STOPPED").map(() => percent);
    if (running.length === 0) continue;
    const cluster = value(service, "cluster").split("/").at(-1) ?? "";
    const dimensions = { ClusterName: cluster, ServiceName: value(service, "name") };
    for (const name of ["CPUUtilization", "MemoryUtilization"])
      metrics.put({ namespace: "AWS/ECS", name, dimensions }, atSeconds, ...running);
  }
}
