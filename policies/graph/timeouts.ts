import { apiOf } from "./apis";
import { defaultTimeoutMs } from "./aws-defaults";
import { isKind } from "./graph";
import type { Graph } from "./graph";
import { endpointTypeOf } from "./protocol";
import { resourceOf } from "./references";
import type { Resource } from "./resource";
import { known, readNumber, readString } from "./value";

/** Timeout of an integration in milliseconds; undefined if the program sets a value that is not known yet. */
export function timeoutOf(integration: Resource): number | undefined {
  const timeout = readNumber(integration, "timeoutMilliseconds");
  if (timeout.kind !== "absent") return known(timeout);
  return isKind(integration, "httpIntegration") ? defaultTimeoutMs.http : defaultTimeoutMs.restOrWebSocket;
}

/**
 * Seconds after which API Gateway ends a stream in which nothing is sent.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html
 */
const idleStreamSeconds = { EDGE: 30, other: 300 } as const;

/**
 * For how many seconds an integration waits while its service sends nothing: until its timeout, or, if it streams, until
 * the idle timeout of streams. Undefined if the timeout is not known yet.
 */
export function silentSeconds(graph: Graph, integration: Resource): number | undefined {
  const timeout = timeoutOf(integration);
  if (timeout === undefined) return undefined;
  const seconds = timeout / 1000;
  if (known(readString(integration, "responseTransferMode")) !== "STREAM") return seconds;
  const api = resourceOf(apiOf(graph, integration));
  const edge = api !== undefined && isKind(api, "restApi") && endpointTypeOf(api) === "EDGE";
  return Math.min(seconds, edge ? idleStreamSeconds.EDGE : idleStreamSeconds.other);
}
