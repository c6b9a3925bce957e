import type { Quota } from "../policies/quota";
import type { QuotaKey } from "../policies/quotas";
import { quotas } from "../policies/quotas";
import type { AlarmNode, MetricNode } from "./plan-operation";
import { linkMetric } from "./metrics";
import { quotaValue } from "./quotas/limits";
import type { Settings } from "./settings/settings";

const ofElb = (resource: string) => ({
  Service: "Elastic Load Balancing",
  Type: "Resource",
  Resource: resource,
  Class: "None",
});

/**
 * Dimensions of the usage metrics of AWS, by quota. AWS publishes no list: those of ELB are the ones that several public
 * repositories use with `SERVICE_QUOTA`, and were not tried in an account. For a quota of one resource, the metric is
 * read as that of the fullest.
 * Sources: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/monitoring-fargate-usage.html,
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Quotas-Visualize-Alarms.html
 */
const usageMetrics: Partial<Record<QuotaKey, Readonly<Record<string, string>>>> = {
  "elb.albsPerRegion": ofElb("ApplicationLoadBalancersPerRegion"),
  "elb.nlbsPerRegion": ofElb("NetworkLoadBalancersPerRegion"),
  "elb.targetGroupsPerRegion": ofElb("TargetGroupsPerRegion"),
  "elb.nlbInterfacesPerVpc": ofElb("NetworkLoadBalancersENIsPerVPC"),
  "elb.listenersPerAlb": ofElb("ListenersPerApplicationLoadBalancer"),
  "elb.listenersPerNlb": ofElb("ListenersPerNetworkLoadBalancer"),
  "elb.rulesPerAlb": ofElb("RoutingRulesPerApplicationLoadBalancer"),
  "elb.targetGroupsPerAlb": ofElb("TargetGroupsPerApplicationLoadBalancer"),
  "elb.targetsPerAlb": ofElb("TargetsPerApplicationLoadBalancer"),
  "elb.targetsPerZonePerNlb": ofElb("TargetsPerAvailabilityZonePerNetworkLoadBalancer"),
  "elb.targetsPerTargetGroup": ofElb("TargetsPerTargetGroupPerRegion"),
  "elb.certificatesPerAlb": ofElb("CertificatesPerApplicationLoadBalancer"),
  "elb.certificatesPerNlb": ofElb("CertificatesPerNetworkLoadBalancer"),
  "fargate.onDemandVcpu": { Service: "Fargate", Type: "Resource", Resource: "vCPU", Class: "Standard/OnDemand" },
  "fargate.spotVcpu": { Service: "Fargate", Type: "Resource", Resource: "vCPU", Class: "Standard/Spot" },
};

const links = [
  { quota: "apigateway.vpcLinksV1", version: "V1" },
  { quota: "apigateway.vpcLinksV2", version: "V2" },
] as const;

type QuotaAlarms = NonNullable<NonNullable<Settings["account"]>["quotaAlarms"]>;

/** What to do first when usage comes near a quota. */
function firstStep(key: QuotaKey): string {
  const { adjustable, code }: Quota = quotas[key];
  if (!adjustable) return "AWS does not raise it: let services share, or use another VPC, account or option";
  const name = code === undefined ? "" : ` (${code})`;
  return `request an increase${name}, for example by account.quotaRequests`;
}

const describe = (key: QuotaKey, percent: number) =>
  `account: ${percent} percent or more of the quota "${quotas[key].name}" are used; ${firstStep(key)}`;

type Measured = Pick<AlarmNode, "expression" | "label" | "threshold" | "periods" | "breaching" | "missing">;

function alarm(
  key: QuotaKey,
  { topic, percent }: QuotaAlarms,
  metric: Pick<MetricNode, "namespace" | "metric" | "dimensions" | "periodSeconds">,
  rest: Measured,
): AlarmNode {
  return {
    name: `quota-${key}`,
    topic,
    hop: { kind: "account", name: key },
    description: describe(key, percent),
    metrics: [{ id: "m", ...metric, statistic: "Maximum" }],
    ...rest,
    comparison: "atLeast",
  };
}

/**
 * Alarms on the quotas whose usage AWS measures: CloudWatch itself knows the value of the quota. A metric exists only where
 * the account uses the quota.
 */
const usageAlarms = (given: QuotaAlarms): AlarmNode[] =>
  Object.entries(usageMetrics).map(([key, dimensions]) =>
    alarm(
      key as QuotaKey,
      given,
      { namespace: "AWS/Usage", metric: "ResourceCount", dimensions, periodSeconds: 300 },
      {
        expression: "100*m/SERVICE_QUOTA(m)",
        label: "percent of the quota",
        threshold: given.percent,
        periods: 1,
        breaching: 1,
        missing: "notBreaching",
      },
    ),
  );

/**
 * Alarms on the number of VPC links that the function counts. CloudWatch does not know their quotas, so the thresholds
 * are made from `quotas` or AWS's defaults; a request that AWS has not granted yet does not count. When the counts end, the
 * topic is notified: the function fails, and nobody would notice. One count in three hours is enough, because two of them may
 * fall in the same hour of the clock.
 */
const linkAlarms = (settings: Settings, given: QuotaAlarms): AlarmNode[] =>
  links.map(({ quota, version }) =>
    alarm(
      quota,
      given,
      {
        namespace: linkMetric.namespace,
        metric: linkMetric.name,
        dimensions: { Version: version },
        periodSeconds: 3600,
      },
      {
        threshold: (quotaValue(settings, quota) * given.percent) / 100,
        periods: 3,
        breaching: 1,
        missing: "missing",
      },
    ),
  );

/** Alarms on the quotas of the account; none without `account.quotaAlarms`. */
export function quotaAlarms(settings: Settings): readonly AlarmNode[] {
  const { quotaAlarms: given, linkCounter = false } = settings.account ?? {};
  if (given === undefined) return [];
  return [...usageAlarms(given), ...(linkCounter ? linkAlarms(settings, given) : [])];
}
