/** Metrics of one namespace that have the same sets of dimensions. */
interface MetricFamily {
  readonly metrics: readonly string[];
  /** Sets of dimensions with which AWS publishes them. */
  readonly dimensions: readonly (readonly string[])[];
  readonly source: string;
}

const docs = "https://docs.aws.amazon.com";
const http = `${docs}/apigateway/latest/developerguide/http-api-metrics.html`;
const rest = `${docs}/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html`;
const alb = `${docs}/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html`;
const nlb = `${docs}/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html`;
const ecs = `${docs}/AmazonECS/latest/developerguide/available-metrics.html`;
const usage = `${docs}/AmazonCloudWatch/latest/monitoring/CloudWatch-Service-Quota-Integration.html`;

const zone = "AvailabilityZone";
const balancer = [["LoadBalancer"], [zone, "LoadBalancer"]];
const group = [
  ["LoadBalancer", "TargetGroup"],
  [zone, "LoadBalancer", "TargetGroup"],
];

/**
 * Metrics of the services on a request path, by namespace; not all of each service, but all of those that tell about
 * requests, connections and health. Other namespaces are not known here.
 *
 * All names were read from the pages named on 2026-11-27.
 */
export const awsMetrics: Readonly<Record<string, readonly MetricFamily[]>> = {
  "AWS/ApiGateway": [
    {
      metrics: ["4xx", "5xx", "DataProcessed"],
      dimensions: [["ApiId"], ["ApiId", "Stage"], ["ApiId", "Method", "Resource", "Stage"]],
      source: http,
    },
    {
      metrics: ["4XXError", "5XXError", "CacheHitCount", "CacheMissCount"],
      dimensions: [["ApiName"], ["ApiName", "Stage"], ["ApiName", "Method", "Resource", "Stage"]],
      source: rest,
    },
    {
      metrics: ["Count", "IntegrationLatency", "Latency"],
      dimensions: [
        ["ApiId"],
        ["ApiId", "Stage"],
        ["ApiId", "Method", "Resource", "Stage"],
        ["ApiName"],
        ["ApiName", "Stage"],
        ["ApiName", "Method", "Resource", "Stage"],
      ],
      source: `${http} and ${rest}`,
    },
  ],
  "AWS/ApplicationELB": [
    {
      metrics: [
        "ActiveConnectionCount",
        "ClientTLSNegotiationErrorCount",
        "HTTP_Fixed_Response_Count",
        "HTTPCode_ELB_3XX_Count",
        "HTTPCode_ELB_4XX_Count",
        "HTTPCode_ELB_5XX_Count",
        "HTTPCode_ELB_500_Count",
        "HTTPCode_ELB_502_Count",
        "HTTPCode_ELB_503_Count",
        "HTTPCode_ELB_504_Count",
        "NewConnectionCount",
        "ProcessedBytes",
        "RejectedConnectionCount",
      ],
      dimensions: balancer,
      source: alb,
    },
    {
      metrics: ["CapacityUtilization", "ConsumedLCUs", "PeakLCUs", "ReservedLCUs", "RuleEvaluations"],
      dimensions: [["LoadBalancer"]],
      source: alb,
    },
    {
      metrics: [
        "HTTPCode_Target_2XX_Count",
        "HTTPCode_Target_3XX_Count",
        "HTTPCode_Target_4XX_Count",
        "HTTPCode_Target_5XX_Count",
        "RequestCount",
        "TargetConnectionErrorCount",
        "TargetResponseTime",
        "TargetTLSNegotiationErrorCount",
      ],
      dimensions: [...balancer, ...group],
      source: alb,
    },
    {
      metrics: ["HealthyHostCount", "UnHealthyHostCount", "AnomalousHostCount", "UnhealthyRoutingRequestCount"],
      dimensions: group,
      source: alb,
    },
    {
      metrics: ["RequestCountPerTarget"],
      dimensions: [["TargetGroup"], [zone, "TargetGroup"], ...group],
      source: alb,
    },
  ],
  "AWS/NetworkELB": [
    {
      metrics: [
        "ActiveFlowCount",
        "ActiveFlowCount_TCP",
        "ActiveFlowCount_TLS",
        "NewFlowCount",
        "NewFlowCount_TCP",
        "NewFlowCount_TLS",
      ],
      dimensions: [...balancer, ["TargetGroup"]],
      source: nlb,
    },
    {
      metrics: [
        "PeakBytesPerSecond",
        "PeakPacketsPerSecond",
        "PortAllocationErrorCount",
        "ProcessedBytes",
        "ProcessedBytes_TCP",
        "ProcessedBytes_TLS",
        "ProcessedPackets",
        "RejectedFlowCount",
        "RejectedFlowCount_TCP",
        "SecurityGroupBlockedFlowCount_Inbound_TCP",
        "SecurityGroupBlockedFlowCount_Outbound_TCP",
        "TCP_Client_Reset_Count",
        "TCP_ELB_Reset_Count",
        "TCP_Target_Reset_Count",
        "UnhealthyRoutingFlowCount",
        "ZonalHealthStatus",
      ],
      dimensions: balancer,
      source: nlb,
    },
    {
      metrics: [
        "ClientTLSNegotiationErrorCount",
        "ConsumedLCUs",
        "ConsumedLCUs_TCP",
        "ConsumedLCUs_TLS",
        "ReservedLCUs",
        "TargetTLSNegotiationErrorCount",
      ],
      dimensions: [["LoadBalancer"]],
      source: nlb,
    },
    { metrics: ["HealthyHostCount", "UnHealthyHostCount"], dimensions: group, source: nlb },
  ],
  "AWS/ECS": [
    {
      metrics: ["CPUUtilization", "MemoryUtilization"],
      dimensions: [["ClusterName"], ["ClusterName", "ServiceName"]],
      source: ecs,
    },
    {
      metrics: ["CPUReservation", "MemoryReservation", "GPUReservation"],
      dimensions: [["ClusterName"]],
      source: ecs,
    },
  ],
  "AWS/Usage": [
    {
      metrics: ["CallCount", "ResourceCount"],
      dimensions: [["Class", "Resource", "Service", "Type"]],
      source: usage,
    },
  ],
};
