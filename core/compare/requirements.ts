import type { Settings } from "../settings/settings";
import type { TopologyTraits } from "../topology-traits";
import { topologyTraits } from "../topology-traits";
import type { Answer } from "./answer";
import { condition, no, yes } from "./answer";
import { encryption, passThrough } from "./tls-answers";

const guide = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const choosing = `${guide}/http-api-vs-rest.html`;
const httpQuotas = `${guide}/http-api-quotas.html`;
const restQuotas = `${guide}/api-gateway-execution-service-limits-table.html`;
const privateIntegration = `${guide}/private-integration.html`;

const httpTimeoutSeconds = 30;
const restTimeoutSeconds = 29;
/** With an increased quota, for Regional and private REST APIs that buffer responses: https://www.pulumi.com/registry/packages/aws/api-docs/apigateway/integration/ */
const restMaxTimeoutSeconds = 300;
const payloadMegabytes = 10;

function timeout({ api }: TopologyTraits, seconds: number): Answer {
  if (api === "http") {
    return seconds <= httpTimeoutSeconds
      ? yes
      : no(`HTTP APIs time out after ${httpTimeoutSeconds} s; AWS does not raise this quota`, httpQuotas);
  }
  if (seconds <= restTimeoutSeconds) return yes;
  if (seconds > restMaxTimeoutSeconds)
    return no(`REST APIs time out after at most ${restMaxTimeoutSeconds} s`, restQuotas);
  const what = `request an increase of the integration timeout of ${restTimeoutSeconds} s (apigateway/L-E5AE38E3), which may reduce the throttle quota`;
  return condition(what, restQuotas);
}

/** Requirements that a topology does not meet, or meets on a condition. */
export function answers(settings: Settings): readonly Answer[] {
  const traits = topologyTraits[settings.option];
  const http = traits.api === "http";
  const { waf, apiKeys, timeoutSeconds, payloadMegabytes: payload, tls, tlsPassThrough } = settings.requirements;
  return [
    ...(waf && http ? [no("AWS WAF does not support HTTP APIs", choosing)] : []),
    ...(apiKeys && http ? [no("HTTP APIs do not support API keys", choosing)] : []),
    ...(timeoutSeconds === undefined ? [] : [timeout(traits, timeoutSeconds)]),
    ...(payload !== undefined && payload > payloadMegabytes
      ? [
          no(
            `API Gateway accepts at most ${payloadMegabytes} MB; AWS does not raise this quota`,
            http ? httpQuotas : restQuotas,
          ),
        ]
      : []),
    ...(tls ? [encryption(settings)] : []),
    ...(tlsPassThrough ? [passThrough(settings)] : []),
  ].filter(({ kind }) => kind !== "yes");
}

/** Limitations of each type of API, whether required or not. */
export const limitations: Readonly<Record<"http" | "rest", readonly string[]>> = {
  http: ["no WAF", "no API keys", "30 s per request", "10 MB"],
  rest: ["no Cloud Map", "29 s per request without an increase", "10 MB"],
};

/** Advice from the article and the AWS guides that does not depend on a number. */
export const advice: readonly { readonly text: string; readonly source: string }[] = [
  {
    text: "Choose an HTTP API for its price and simplicity. Choose a REST API for WAF, API keys, usage plans, request validation, caching or timeouts beyond 30 s.",
    source: choosing,
  },
  {
    text: "An ALB routes by path and serves many services with one listener. An NLB passes TCP through and needs one listener port per service.",
    source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/what-is-load-balancing.html",
  },
  {
    text: "The API, the VPC link and the load balancer must be in the same account. Reach services in other accounts through PrivateLink endpoints, or give them their own API under the same custom domain name.",
    source: privateIntegration,
  },
  {
    text: "Request increases of the quotas for VPC links, load balancers and vCPU before you need them: AWS decides on each request.",
    source: "https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html",
  },
  {
    text: "Quota Monitor for AWS covers quotas with a metric in AWS/Usage, such as load balancers, listeners and targets. VPC links and REST API resources have no such metric: count them, as this comparison does.",
    source: "https://github.com/aws-solutions/quota-monitor-for-aws",
  },
];
