import type { Existing } from "../existing";
import type { Outcome } from "./outcome";
import { answer } from "./outcome";
import type { Request } from "./types";

interface CorsConfiguration {
  readonly allowOrigins?: readonly string[];
  readonly allowMethods?: readonly string[];
  readonly allowHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly allowCredentials?: boolean;
  readonly maxAge?: number;
}

type Headers = Readonly<Record<string, string>>;

const configurationOf = ({ inputs }: Existing) => inputs["corsConfiguration"] as CorsConfiguration | undefined;

/** Whether a browser asks before it sends the request itself. */
const isPreflight = ({ method, origin, requestedMethod }: Request): boolean =>
  method === "OPTIONS" && origin !== undefined && requestedMethod !== undefined;

const joined = (name: string, values: readonly string[] = []): Headers =>
  values.length === 0 ? {} : { [name]: values.join(",") };

/** `access-control-allow-origin` of an origin; empty for one that is not allowed. */
function originHeaders({ allowOrigins = [], allowCredentials }: CorsConfiguration, origin: string): Headers {
  const allowed = allowOrigins.includes("*") ? "*" : allowOrigins.find((one) => one === origin);
  if (allowed === undefined) return {};
  const credentials: Headers = allowCredentials === true ? { "access-control-allow-credentials": "true" } : {};
  return { "access-control-allow-origin": allowed, ...credentials };
}

/**
 * CORS headers of any answer of an HTTP API, also of those of the service, whose own ones are lost.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function corsHeaders(api: Existing, { origin }: Request): Headers {
  const cors = configurationOf(api);
  if (cors === undefined || origin === undefined) return {};
  const headers = originHeaders(cors, origin);
  return "access-control-allow-origin" in headers
    ? { ...headers, ...joined("access-control-expose-headers", cors.exposeHeaders) }
    : {};
}

/** The answer of an HTTP API with CORS to a preflight, which no integration gets; undefined for another request. */
export function toPreflight(api: Existing, request: Request): Outcome | undefined {
  const cors = configurationOf(api);
  if (cors === undefined || !isPreflight(request)) return undefined;
  const allowed = originHeaders(cors, request.origin ?? "");
  const headers: Headers =
    "access-control-allow-origin" in allowed
      ? {
          ...allowed,
          ...joined("access-control-allow-methods", cors.allowMethods),
          ...joined("access-control-allow-headers", cors.allowHeaders),
          ...(cors.maxAge === undefined ? {} : { "access-control-max-age": String(cors.maxAge) }),
        }
      : {};
  return { ...answer(204, "API", api, "API Gateway answers the preflight"), headers };
}
