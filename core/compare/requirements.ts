import type { Option, Requirements } from "../settings/settings";
import type { TopologyTraits } from "../topology-traits";
import { topologyTraits } from "../topology-traits";

/** Whether a topology gives what is required. `condition`: it does once AWS was asked. */
export type Answer =
  | { readonly kind: "yes" }
  | { readonly kind: "no"; readonly why: string; readonly source: string }
  | { readonly kind: "condition"; readonly what: string; readonly source: string };

const guide = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const choosing = `${guide}/http-api-vs-rest.html`;
const httpQuotas = `${guide}/http-api-quotas.html`;
const restQuotas = `${guide}/api-gateway-execution-service-limits-table.html`;
const privateIntegration = `${guide}/private-integration.html`;

const yes: Answer = { kind: "yes" };
const no = (why: string, source: string): Answer => ({ kind: "no", why, source });

const httpTimeoutSeconds = 30;
const restTimeoutSeconds = 29;
/** With the quota raised, for Regional and private REST APIs that buffer: https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/integration/ */
const restMaxTimeoutSeconds = 300;
const payloadMegabytes = 10;

function timeout({ api }: TopologyTraits, seconds: number): Answer {
  if (api === "http") {
    return seconds <= httpTimeoutSeconds
      ? yes
      : no(`HTTP APIs end a request after ${httpTimeoutSeconds} s; AWS does not raise it`, httpQuotas);
  }
  if (seconds <= restTimeoutSeconds) return yes;
  if (seconds > restMaxTimeoutSeconds)
    return no(`REST APIs end a request after ${restMaxTimeoutSeconds} s at most`, restQuotas);
  const what = `have AWS raise the integration timeout of ${restTimeoutSeconds} s (apigateway/L-E5AE38E3), which may cost throttle quota`;
  return { kind: "condition", what, source: restQuotas };
}

function passThrough({ entry }: TopologyTraits): Answer {
  if (entry === "nlb") {
    const what =
      "TCP listeners pass TLS through; this program makes HTTP services only, so the services must bring TLS themselves";
    return { kind: "condition", what, source: `${guide}/set-up-nlb-for-vpclink-using-console.html` };
  }
  return entry === "nlbToAlb"
    ? no(
        "TLS ends on the ALB",
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html",
      )
    : no("AWS documents no TLS pass-through behind VPC links V2", privateIntegration);
}

/** Everything that a topology cannot give of what is required, or can on a condition. */
export function answers(option: Option, required: Requirements): readonly Answer[] {
  const traits = topologyTraits[option];
  const http = traits.api === "http";
  const { waf, apiKeys, timeoutSeconds, payloadMegabytes: payload, tlsPassThrough } = required;
  return [
    ...(waf && http ? [no("AWS WAF does not stand before HTTP APIs", choosing)] : []),
    ...(apiKeys && http ? [no("HTTP APIs have no API keys", choosing)] : []),
    ...(timeoutSeconds === undefined ? [] : [timeout(traits, timeoutSeconds)]),
    ...(payload !== undefined && payload > payloadMegabytes
      ? [no(`API Gateway takes ${payloadMegabytes} MB at most; AWS does not raise it`, http ? httpQuotas : restQuotas)]
      : []),
    ...(tlsPassThrough ? [passThrough(traits)] : []),
  ].filter(({ kind }) => kind !== "yes");
}

/** What each kind of API cannot do, whether required or not. */
export const limitations: Readonly<Record<"http" | "rest", readonly string[]>> = {
  http: ["no WAF", "no API keys", "30 s per request", "10 MB"],
  rest: ["no Cloud Map", "29 s per request unless raised", "10 MB"],
};

/** Advice of the article and of AWS's guides that no number decides. */
export const advice: readonly { readonly text: string; readonly source: string }[] = [
  {
    text: "Choose an HTTP API for its price and few parts; a REST API for WAF, API keys, usage plans, request validation, caching or timeouts beyond 30 s.",
    source: choosing,
  },
  {
    text: "An ALB routes by path and needs one listener for many services; an NLB passes TCP through and tells services apart by port.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/what-is-load-balancing.html",
  },
  {
    text: "API, VPC link and balancer have to be in one account. Services of other accounts are reached through PrivateLink endpoints, or get an API of their own behind one domain.",
    source: privateIntegration,
  },
  {
    text: "Ask for higher quotas of VPC links, load balancers and vCPU before you need them: AWS decides each request for an increase.",
    source: "https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html",
  },
  {
    text: "Quota Monitor for AWS sees quotas with a metric in AWS/Usage, as of balancers, listeners and targets. VPC links and resources of REST APIs have none: only counting them, as here, tells how near they are.",
    source: "https://github.com/aws-solutions/quota-monitor-for-aws",
  },
];
