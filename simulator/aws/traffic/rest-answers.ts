import type { Properties } from "../../values";
import type { Existing } from "../existing";
import type { Outcome } from "./outcome";
import { answer } from "./outcome";
import type { Hop, Request, Traced } from "./types";

/**
 * Status and message of the answers that a REST API makes itself, by type of the gateway response.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const responses = {
  ACCESS_DENIED: [403, "Forbidden"],
  API_CONFIGURATION_ERROR: [500, "Internal server error"],
  INVALID_API_KEY: [403, "Forbidden"],
  MISSING_AUTHENTICATION_TOKEN: [403, "Missing Authentication Token"],
  QUOTA_EXCEEDED: [429, "Limit Exceeded"],
  THROTTLED: [429, "Too Many Requests"],
  UNAUTHORIZED: [401, "Unauthorized"],
} as const;

/** An answer that a REST API makes itself. */
export function gatewayAnswer(
  responseType: keyof typeof responses,
  hop: Hop,
  resource: Existing | string,
  why: string,
): Outcome {
  const [status, message] = responses[responseType];
  return { ...answer(status, hop, resource, `{"message":"${message}"}: ${why}`), responseType };
}

/** Types of the gateway responses to connections that fail. */
const failures: Readonly<Record<Exclude<Outcome["kind"], "answer">, string>> = {
  reset: "INTEGRATION_FAILURE",
  handshake: "INTEGRATION_FAILURE",
  timeout: "INTEGRATION_TIMEOUT",
};

/** Type of the gateway response; undefined if API Gateway passes on what a hop behind it answers. */
const typeOf = (outcome: Outcome): string | undefined =>
  outcome.kind === "answer" ? outcome.responseType : failures[outcome.kind];

/**
 * Headers of a request that the simulator knows. Browsers use HTTP/2, in which names are in small letters, and a REST API
 * distinguishes capital letters.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export const requestHeaders = ({ origin }: Request): Readonly<Record<string, string>> =>
  origin === undefined ? {} : { origin };

/** A value of a parameter: a text in single quotes, or a header of the request. */
function parameterValue(source: string, request: Request): string | undefined {
  const [, text] = /^'(.*)'$/.exec(source) ?? [];
  return text ?? requestHeaders(request)[source.replace("method.request.header.", "")];
}

/** Headers of a response from its parameters. @param prefix - of the parameters: `method.response.header.` */
export function headersOf(parameters: unknown, prefix: string, request: Request): Readonly<Record<string, string>> {
  const given = Object.entries((parameters ?? {}) as Readonly<Record<string, string>>);
  const headers = given.flatMap(([key, source]) => {
    const text = key.startsWith(prefix) ? parameterValue(source, request) : undefined;
    return text === undefined ? [] : [[key.slice(prefix.length).toLowerCase(), text] as const];
  });
  return Object.fromEntries(headers);
}

/**
 * An answer with the status and headers that a gateway response of the deployment gives it: the one of its type, or the
 * default one of its class.
 */
export function withGatewayResponse(
  found: Traced,
  outcome: Outcome,
  responses: readonly Properties[],
  request: Request,
): Traced {
  const type = typeOf(outcome);
  if (type === undefined) return found;
  const ofType = (wanted: string) => responses.find((one) => one["responseType"] === wanted);
  const response = ofType(type) ?? ofType(found.status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");
  if (response === undefined) return found;
  const headers = headersOf(response["responseParameters"], "gatewayresponse.header.", request);
  return {
    ...found,
    status: Number(response["statusCode"] ?? found.status),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
  };
}
