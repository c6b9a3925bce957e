import type { AwsAccount } from "../../simulator/aws/account";
import { nameOf } from "../../simulator/aws/account";
import { request } from "../../simulator/aws/traffic";
import type { Answer } from "../../simulator/aws/traffic/types";
import type { Outcome, Probe } from "../../simulator/schedules/probe";
import type { Settings } from "../../core/settings/settings";
import type { ClientRequest, RouteRequests } from "./requests";
import { requestsOf } from "./requests";

/** What clients send requests to. */
export interface Client {
  /** Host name of the API: `a1b2c3d4e5.execute-api.us-east-1.amazonaws.com`. */
  readonly host: string;
  readonly stage: string;
}

/** Whether the answer came from an expected service, with the path that it expects. */
function outcomeOf({ status, hop, reason, arrival }: Answer, { expected }: ClientRequest): Outcome {
  if (arrival === undefined) return { served: false, status, hop, reason };
  const [service, seen] = [nameOf(arrival.service), arrival.path];
  const served = status === 200 && expected.some((one) => one.service === service && one.seen === seen);
  return { served, status, hop, reason: served ? reason : `${service} answered, and saw ${seen}` };
}

function probeOf({ route, service, requests }: RouteRequests, { host, stage }: Client): Probe {
  const prefix = stage === "$default" ? "" : `/${stage}`;
  const send = (account: AwsAccount, one: ClientRequest) =>
    outcomeOf(request(account, { host, method: "GET", path: `${prefix}${one.path}` }), one);
  const ask = (account: AwsAccount): Outcome => {
    const outcomes = requests.map((one) => send(account, one));
    const found = outcomes.find(({ served }) => served) ?? outcomes.at(-1);
    if (found === undefined) throw new Error(`${route} has no requests`);
    return found;
  };
  return { route, service, ask };
}

/** Probes of all routes that are served before and after an update. */
export const probesOf = (before: Settings, after: Settings, client: Client): readonly Probe[] =>
  requestsOf(before, after).map((routes) => probeOf(routes, client));
