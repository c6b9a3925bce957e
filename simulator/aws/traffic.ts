import type { AwsAccount } from "./account";
import { atDomain } from "./traffic/domain";
import { atDefaultEndpoint, httpApi, isDefaultEndpoint } from "./traffic/entry";
import { toHttpApi } from "./traffic/http-api";
import type { Outcome } from "./traffic/outcome";
import { toRestApi } from "./traffic/rest-api";
import type { Answer, Request } from "./traffic/types";

type Status = Readonly<Record<Exclude<Outcome["kind"], "answer">, number>>;

/**
 * What the API answers if the connection to its integration fails; doubts, see simulator/README.md.
 * Source of 500 for certificates: https://repost.aws/knowledge-center/api-gateway-500-error-vpc,
 * https://github.com/hashicorp/terraform-provider-aws/issues/15768 (HTTP API)
 */
const ofHttpApi: Status = { reset: 503, timeout: 503, handshake: 500 };
const ofRestApi: Status = { reset: 500, timeout: 504, handshake: 500 };

function asAnswer(outcome: Outcome, status: Status): Answer {
  const { hop, resource, reason } = outcome;
  if (outcome.kind !== "answer") return { status: status[outcome.kind], hop, resource, reason };
  const { arrival } = outcome;
  return { status: outcome.status, hop, resource, reason, ...(arrival === undefined ? {} : { arrival }) };
}

/**
 * Sends a request through the account as it is now: DNS, domain name and mapping, or default endpoint; API, stage, route,
 * integration, VPC link, load balancer, target group, task. A request that may go to several targets gets the worst of
 * their answers.
 *
 * @returns the status, and the hop that decided it; status 0 where a hop is outside the account or not modelled
 */
export function request(account: AwsAccount, asked: Request): Answer {
  const { host, method, path } = asked;
  const entry = isDefaultEndpoint(host) ? atDefaultEndpoint(account, host, path) : atDomain(account, asked);
  if (entry.kind !== "entry") return asAnswer(entry, ofHttpApi);
  return entry.api.type === httpApi
    ? asAnswer(toHttpApi(account, entry, method), ofHttpApi)
    : asAnswer(toRestApi(account, entry, method), ofRestApi);
}
