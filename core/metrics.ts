import type { BalancerNode, ServiceNode } from "./plan";
import type { ApiNode } from "./plan-api";
import type { MetricNode } from "./plan-operation";
import type { OwnedTargetGroup } from "./plan-queries";

/** Seconds between the datapoints of API Gateway, Elastic Load Balancing and ECS. */
const periodSeconds = 60;

/** Makes metrics of one namespace and set of dimensions. Their names are checked against `policies/aws-metrics.ts`. */
type Series = (id: string, metric: string, statistic: string) => MetricNode;

const series =
  (namespace: string, dimensions: MetricNode["dimensions"]): Series =>
  (id, metric, statistic) => ({ id, namespace, metric, dimensions, statistic, periodSeconds });

/** Names of the metrics of errors of a stage, by type of API. */
export const stageErrors = {
  http: { client: "4xx", server: "5xx" },
  rest: { client: "4XXError", server: "5XXError" },
} as const;

/**
 * Metrics of a stage. A REST API is found by its name.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html and
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 */
export const stageMetrics = ({ name, type, stage }: ApiNode): Series =>
  series("AWS/ApiGateway", {
    ...(type === "http" ? { ApiId: { of: "apiId", name } } : { ApiName: { of: "apiName", name } }),
    Stage: stage,
  });

const namespaceOf = ({ type }: BalancerNode) => (type === "alb" ? "AWS/ApplicationELB" : "AWS/NetworkELB");

/** Metrics of a load balancer as a whole. */
export const loadBalancerMetrics = (balancer: BalancerNode): Series =>
  series(namespaceOf(balancer), { LoadBalancer: { of: "loadBalancer", name: balancer.name } });

/** Metrics of one target group of a load balancer. */
export const targetGroupMetrics = ({ balancer, targetGroup }: OwnedTargetGroup): Series =>
  series(namespaceOf(balancer), {
    TargetGroup: { of: "targetGroup", name: targetGroup.name },
    LoadBalancer: { of: "loadBalancer", name: balancer.name },
  });

/** Metrics of the tasks of a service. */
export const serviceMetrics = ({ name, vpc }: ServiceNode): Series =>
  series("AWS/ECS", { ClusterName: { of: "cluster", name: vpc }, ServiceName: { of: "service", name } });

/**
 * Metric that `functions/link-counter.mjs` writes, with the version of the links as a dimension; AWS has none. The function
 * may write metrics of this namespace only.
 */
export const linkMetric = { namespace: "PrivateIntegrations", name: "VpcLinks", versions: ["V1", "V2"] } as const;
