import type { AwsAccount } from "../../simulator/aws/account";
import { nameOf } from "../../simulator/aws/account";
import { request } from "../../simulator/aws/traffic";
import type { Answer, Request } from "../../simulator/aws/traffic/types";
import type { Outcome, Probe } from "../../simulator/schedules/probe";
import type { Settings } from "../../core/settings/settings";
import type { Client } from "./clients";
import type { ClientRequest, RouteRequests } from "./requests";
import { requestsOf } from "./requests";

/** Whether a browser may send the request after this answer to its preflight. */
const allows = ({ status, headers = {} }: Answer, origin: string | undefined): boolean =>
  origin !== undefined && status === 204 && ["*", origin].includes(headers["access-control-allow-origin"] ?? "");

/** Whether the answer came from an expected service, with the path that it expects, or allows a page its request. */
function outcomeOf(answer: Answer, { expected, preflightOf }: ClientRequest): Outcome {
  const { status, hop, reason, arrival } = answer;
  if (arrival === undefined) return { served: allows(answer, preflightOf), status, hop, reason };
  const [service, seen] = [nameOf(arrival.service), arrival.path];
  const served = status === 200 && expected.some((one) => one.service === service && one.seen === seen);
  return { served, status, hop, reason: served ? reason : `${service} answered, and saw ${seen}` };
}

/** A request of a client. It has a certificate that the domain name trusts, in case it asks for one. */
function sentBy({ host, keys }: Client, { shown = {}, preflightOf }: ClientRequest, path: string): Request {
  const { key = "", ...credentials } = shown;
  const apiKey = keys[key] === undefined ? {} : { apiKey: keys[key] };
  const asked: Request = { host, method: "GET", path, clientCertificate: "trusted" };
  return preflightOf === undefined
    ? { ...asked, ...credentials, ...apiKey }
    : { ...asked, method: "OPTIONS", origin: preflightOf, requestedMethod: "GET" };
}

function probeOf({ route, service, requests }: RouteRequests, client: Client): Probe {
  const { host, prefixes } = client;
  const sent = requests.flatMap((one) =>
    prefixes.map((prefix) => ({ one, request: sentBy(client, one, `${prefix}${one.path}`) })),
  );
  const ask = (account: AwsAccount): Outcome => {
    const outcomes = sent.map((each) => outcomeOf(request(account, each.request), each.one));
    const found = outcomes.find(({ served }) => served) ?? outcomes.at(-1);
    if (found === undefined) throw new Error(`${route} has no requests`);
    return found;
  };
  return { route: host.includes(".execute-api.") ? route : `${host} ${route}`, service, ask };
}

/** Probes of all routes that are served before and after an update, for each of the clients. */
export const probesOf = (before: Settings, after: Settings, clients: readonly Client[]): readonly Probe[] =>
  clients.flatMap((client) => requestsOf(before, after).map((routes) => probeOf(routes, client)));
