import type { AwsAccount } from "../../simulator/aws/account";
import { nameOf } from "../../simulator/aws/account";
import { request } from "../../simulator/aws/traffic";
import type { Answer } from "../../simulator/aws/traffic/types";
import type { Outcome, Probe } from "../../simulator/schedules/probe";
import type { Settings } from "../../core/settings/settings";
import type { Client } from "./clients";
import type { ClientRequest, RouteRequests } from "./requests";
import { requestsOf } from "./requests";

/** Whether the answer came from an expected service, with the path that it expects. */
function outcomeOf({ status, hop, reason, arrival }: Answer, { expected }: ClientRequest): Outcome {
  if (arrival === undefined) return { served: false, status, hop, reason };
  const [service, seen] = [nameOf(arrival.service), arrival.path];
  const served = status === 200 && expected.some((one) => one.service === service && one.seen === seen);
  return { served, status, hop, reason: served ? reason : `${service} answered, and saw ${seen}` };
}

/** A client has a certificate that the domain name trusts, in case it asks for one. */
function probeOf({ route, service, requests }: RouteRequests, { host, prefixes }: Client): Probe {
  const sent = requests.flatMap((one) => prefixes.map((prefix) => ({ one, path: `${prefix}${one.path}` })));
  const ask = (account: AwsAccount): Outcome => {
    const outcomes = sent.map(({ one, path }) =>
      outcomeOf(request(account, { host, method: "GET", path, clientCertificate: "trusted" }), one),
    );
    const found = outcomes.find(({ served }) => served) ?? outcomes.at(-1);
    if (found === undefined) throw new Error(`${route} has no requests`);
    return found;
  };
  return { route: host.includes(".execute-api.") ? route : `${host} ${route}`, service, ask };
}

/** Probes of all routes that are served before and after an update, for each of the clients. */
export const probesOf = (before: Settings, after: Settings, clients: readonly Client[]): readonly Probe[] =>
  clients.flatMap((client) => requestsOf(before, after).map((routes) => probeOf(routes, client)));
