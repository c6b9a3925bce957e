import type { AwsAccount } from "../../simulator/aws/account";
import { nameOf } from "../../simulator/aws/account";
import { request } from "../../simulator/aws/traffic";
import type { Answer, Request } from "../../simulator/aws/traffic/types";
import type { Outcome, Probe } from "../../simulator/schedules/probe";
import type { Settings } from "../../core/settings/settings";
import type { Client } from "./clients";
import type { ClientRequest, RouteRequests } from "./requests";
import { requestsOf } from "./requests";

/** Whether a page of an origin may read an answer. */
const isReadable = ({ headers = {} }: Answer, origin: string): boolean =>
  ["*", origin].includes(headers["access-control-allow-origin"] ?? "");

/** What is wrong with the way of a request to its answer; undefined if nothing. */
function observedFault(answer: Answer, { readableBy, replacesHeaders, webAcl }: ClientRequest): string | undefined {
  if (webAcl !== undefined && answer.webAcl !== webAcl) return `${answer.webAcl ?? "no web ACL"} inspected the request`;
  const isOwn = answer.arrival !== undefined && replacesHeaders === undefined;
  return readableBy === undefined || isOwn || isReadable(answer, readableBy)
    ? undefined
    : `a page of ${readableBy} cannot read the answer: ${answer.reason}`;
}

/** Whether an answer that no service made is the one that a client has to get. */
function isFromApi(answer: Answer, { expected, preflightOf, isThrottled }: ClientRequest): boolean {
  const { status, hop } = answer;
  if (preflightOf !== undefined) return status === 204 && isReadable(answer, preflightOf);
  if (isThrottled) return status === 429 && hop === "limits";
  return expected.length === 0 && hop === "access" && [401, 403].includes(status);
}

/** Why an answer is not one that a client has to get; undefined if it is. */
function answerFault(answer: Answer, asked: ClientRequest): string | undefined {
  const { status, arrival, reason } = answer;
  if (arrival === undefined) return isFromApi(answer, asked) ? undefined : reason;
  const [service, seen] = [nameOf(arrival.service), arrival.path];
  const isExpected = asked.expected.some((one) => one.service === service && one.seen === seen);
  return status === 200 && isExpected && asked.isThrottled === undefined
    ? undefined
    : `${service} answered, and saw ${seen}`;
}

/** Whether the answer came from an expected service, with the path that it expects, or is one that API Gateway has to give. */
function outcomeOf(answer: Answer, asked: ClientRequest): Outcome {
  const { status, hop, reason } = answer;
  const fault = answerFault(answer, asked) ?? observedFault(answer, asked);
  return { served: fault === undefined, status, hop, reason: fault ?? reason };
}

/** A request of a client. It has a certificate that the domain name trusts, in case it asks for one. */
function sentBy({ host, keys }: Client, asked: ClientRequest, path: string): Request {
  const { shown = {}, preflightOf, readableBy, atOnce } = asked;
  const sent: Request = { host, method: "GET", path, clientCertificate: "trusted" };
  if (preflightOf !== undefined) return { ...sent, method: "OPTIONS", origin: preflightOf, requestedMethod: "GET" };
  const { key = "", ...credentials } = shown;
  return {
    ...{ ...sent, ...credentials },
    ...(keys[key] === undefined ? {} : { apiKey: keys[key] }),
    ...(readableBy === undefined ? {} : { origin: readableBy }),
    ...(atOnce === undefined ? {} : { atOnce }),
  };
}

/** Asks for one of the requests of a route by one of the URLs of a client. */
export function probeOf({ route, service, requests }: RouteRequests, client: Client): Probe {
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
