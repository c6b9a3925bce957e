import type { AwsAccount } from "./account";
import { given } from "./traffic/answers";
import { atDomain } from "./traffic/domain";
import { atDefaultEndpoint, httpApi, isDefaultEndpoint } from "./traffic/entry";
import { toHttpApi } from "./traffic/http-api";
import { toRestApi } from "./traffic/rest-api";
import type { Entry } from "./traffic/entry";
import type { Answer, Passed, Request } from "./traffic/types";

/**
 * Sends a request through the account as it is now: DNS, domain name and mapping, or default endpoint; API, stage, route,
 * integration, VPC link, load balancer, target group, task. A request that may go to several targets gets the worst of
 * their answers.
 *
 * @returns the status, and the hop that decided it; status 0 where a hop is outside the account or not modelled
 */
export const request = (account: AwsAccount, asked: Request): Answer => serve(account, asked).answer;

/** A request with its answer, the API that it reached if any, and the load balancers on its way. */
export interface ServedRequest {
  readonly answer: Answer;
  readonly entry?: Entry;
  readonly passed: readonly Passed[];
}

/** Sends a request like `request`, and says which resources saw it. */
export function serve(account: AwsAccount, asked: Request): ServedRequest {
  const { host, path } = asked;
  const entry = isDefaultEndpoint(host) ? atDefaultEndpoint(account, host, path) : atDomain(account, asked);
  if (entry.kind !== "entry") return { answer: given(entry), passed: [] };
  const found = entry.api.type === httpApi ? toHttpApi(account, entry, asked) : toRestApi(account, entry, asked);
  const { passed = [], ...answer } = found;
  return { answer, entry, passed };
}
