import type { Plan } from "../plan";
import { servicesByBalancer } from "../request-paths";
import type { Requirements, Settings } from "../settings/settings";
import { defaultSeconds, longestSeconds } from "../settings/timeouts";
import { transferOf } from "../settings/transfer";
import { topologyTraits } from "../topology-traits";
import { authorization, keysRequired, webAcl } from "./access-answers";
import type { Answer } from "./answer";
import { condition, no, yes } from "./answer";
import { encryption, passThrough } from "./tls-answers";

const guide = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const choosing = `${guide}/http-api-vs-rest.html`;
const httpQuotas = `${guide}/http-api-quotas.html`;
const streamed = `${guide}/response-transfer-mode.html`;
const restQuotas = `${guide}/api-gateway-execution-service-limits-table.html`;
const privateIntegration = `${guide}/private-integration.html`;

const payloadMegabytes = 10;

/** The longest time that API Gateway waits for any service of a stack, in seconds. */
const configuredSeconds = (settings: Settings): number =>
  Math.max(
    ...settings.services
      .filter(({ retired }) => !retired)
      .map(
        (service) =>
          transferOf(settings, service).timeoutSeconds ?? defaultSeconds[topologyTraits[settings.option].api],
      ),
  );

function timeout(settings: Settings, seconds: number): Answer {
  const { http, rest, restStreaming } = longestSeconds;
  const { api } = topologyTraits[settings.option];
  if (api === "http" && seconds > http)
    return no(`HTTP APIs time out after ${http} s; AWS does not raise this quota`, httpQuotas);
  if (seconds > restStreaming) return no(`REST APIs time out after at most ${restStreaming} s`, streamed);
  if (configuredSeconds(settings) >= seconds) return yes;
  const key = `set timeoutSeconds: ${Math.ceil(seconds)}`;
  if (seconds > rest)
    return condition(
      `${key} and streaming: true; the service then has to write a part of its answer at least every 300 s`,
      streamed,
    );
  return condition(
    seconds <= defaultSeconds[api]
      ? key
      : `${key}, and either request an increase of the integration timeout of ${defaultSeconds.rest} s (apigateway/L-E5AE38E3, which may reduce the throttle quota) or set streaming: true, which needs none`,
    restQuotas,
  );
}

/** Largest requests and answers; streaming lifts the limit of answers only. */
const payload = (settings: Settings, megabytes: number): Answer =>
  megabytes <= payloadMegabytes
    ? yes
    : no(
        `API Gateway accepts at most ${payloadMegabytes} MB; AWS does not raise this quota`,
        topologyTraits[settings.option].api === "http" ? httpQuotas : restQuotas,
      );

/** A requirement that a stack does not meet. */
export type Unmet = Exclude<Answer, { kind: "yes" }> & { readonly requirement: keyof Requirements };

/** Requirements that the settings alone decide. The plan decides on shared load balancers; `lowestCost` is a preference. */
type Judged = Exclude<keyof Requirements, "independentDeployment" | "lowestCost">;

/** What each requirement asks of the settings. */
const judges: Readonly<Record<Judged, (settings: Settings) => Answer>> = {
  waf: webAcl,
  apiKeys: keysRequired,
  timeoutSeconds: (settings) => timeout(settings, settings.requirements.timeoutSeconds ?? 0),
  payloadMegabytes: (settings) => payload(settings, settings.requirements.payloadMegabytes ?? 0),
  tls: encryption,
  authorization,
  tlsPassThrough: passThrough,
};

/** Requirements that the settings do not meet. */
export const unmetBySettings = (settings: Settings): readonly Unmet[] =>
  Object.entries(judges).flatMap(([key, judge]) => {
    const requirement = key as Judged;
    if (!settings.requirements[requirement]) return [];
    const answer = judge(settings);
    return answer.kind === "yes" ? [] : [{ ...answer, requirement }];
  });

/** Whether services share a load balancer, which they then change together. */
function unmetByPlan({ requirements }: Settings, plan: Plan): readonly Unmet[] {
  const largest = Math.max(0, ...[...servicesByBalancer(plan).values()].map(({ size }) => size));
  if (!requirements.independentDeployment || largest <= 1) return [];
  const why = `up to ${largest} services share a load balancer`;
  return [{ kind: "no", why, source: "this plan", requirement: "independentDeployment" }];
}

/** Requirements that a stack does not meet. */
export const unmetRequirements = (settings: Settings, plan: Plan): readonly Unmet[] => [
  ...unmetBySettings(settings),
  ...unmetByPlan(settings, plan),
];

/** Limitations of each type of API, whether required or not. */
export const limitations: Readonly<Record<"http" | "rest", readonly string[]>> = {
  http: ["no WAF", "no API keys", "no streaming", "30 s per request", "10 MB"],
  rest: ["no Cloud Map", "tokens of Cognito only", "29 s per request without an increase or streaming", "10 MB"],
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
