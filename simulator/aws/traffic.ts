import type { AwsAccount } from "./account";
import { toHttpApi } from "./traffic/http-api";
import type { Outcome } from "./traffic/outcome";
import { answer } from "./traffic/outcome";
import { toRestApi } from "./traffic/rest-api";
import type { Answer, Request } from "./traffic/types";

const hostName = /^([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/;

/** What the API answers if the connection to its integration fails; doubts, see simulator/README.md. */
const ofHttpApi = { reset: 503, timeout: 503 };
const ofRestApi = { reset: 500, timeout: 504 };

function asAnswer(outcome: Outcome, status: { readonly reset: number; readonly timeout: number }): Answer {
  const { hop, resource, reason } = outcome;
  if (outcome.kind !== "answer") return { status: status[outcome.kind], hop, resource, reason };
  const { arrival } = outcome;
  return { status: outcome.status, hop, resource, reason, ...(arrival === undefined ? {} : { arrival }) };
}

/**
 * Sends a request through the account as it is now: API, stage, route, integration, VPC link, load balancer, target
 * group, task. A request that may go to several targets gets the worst of their answers.
 *
 * @returns the status, and the hop that decided it; status 0 where a hop is outside the account or not modelled
 */
export function request(account: AwsAccount, { host, method, path }: Request): Answer {
  const [, id = ""] = hostName.exec(host) ?? [];
  const [httpApi] = account.where("aws:apigatewayv2/api:Api", "id", id);
  if (httpApi !== undefined) return asAnswer(toHttpApi(account, httpApi, method, path), ofHttpApi);
  const [restApi] = account.where("aws:apigateway/restApi:RestApi", "id", id);
  if (restApi !== undefined) return asAnswer(toRestApi(account, restApi, method, path), ofRestApi);
  return asAnswer(answer(403, "API", host, '{"message":"Forbidden"}: there is no API with this host'), ofHttpApi);
}
