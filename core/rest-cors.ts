import type { Cors } from "./settings/settings";

const allowOrigin = "Access-Control-Allow-Origin";

/** Response headers that a preflight may have. All are declared always: one in use could not be removed before its use is. */
export const preflightHeaderNames: readonly string[] = [
  allowOrigin,
  "Access-Control-Allow-Methods",
  "Access-Control-Allow-Headers",
  "Access-Control-Allow-Credentials",
  "Access-Control-Max-Age",
  "Vary",
];

/** A static value in a mapping expression of API Gateway. No setting of `cors` may have a quote. */
const quoted = (value: string) => `'${value}'`;

const quotedValues = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, quoted(value)]));

/** The origin of a header that has one value for all requests: the first of several, or `*`, which is always the only one. */
const staticOrigin = ({ origins }: Cors): string => origins[0] ?? "";

const hasSeveralOrigins = ({ origins }: Cors): boolean => origins.length > 1;

/** Without `Vary`, a cache would give the answer for one origin to another. */
const shared = (cors: Cors): Record<string, string> => ({
  ...(cors.credentials ? { "Access-Control-Allow-Credentials": "true" } : {}),
  ...(hasSeveralOrigins(cors) ? { Vary: "Origin" } : {}),
});

/**
 * Headers of the answer to a preflight, as mapping expressions: `{ "Access-Control-Max-Age": "'600'" }`. Of several
 * origins it has the first, which {@link originTemplate} replaces.
 */
export function preflightHeaders(cors: Cors): Record<string, string> {
  const { methods, headers, maxAgeSeconds } = cors;
  return quotedValues({
    [allowOrigin]: staticOrigin(cors),
    "Access-Control-Allow-Methods": methods.join(","),
    ...(headers.length === 0 ? {} : { "Access-Control-Allow-Headers": headers.join(",") }),
    "Access-Control-Max-Age": String(maxAgeSeconds),
    ...shared(cors),
  });
}

/**
 * Mapping template that answers a preflight with its own origin if `cors` has that origin; undefined if the header is the
 * same for all. REST APIs distinguish `Origin`, as HTTP/1.1 has it, from `origin`, as HTTP/2 has it. Origins are
 * compared as they are: in a regular expression, a dot would match any character.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html,
 * https://github.com/aws/aws-cdk/issues/26623
 */
export function originTemplate(cors: Cors): string | undefined {
  if (!hasSeveralOrigins(cors)) return undefined;
  const isAllowed = cors.origins.map((origin) => `$origin == "${origin}"`).join(" || ");
  return [
    '#set($origin = $input.params().header.get("Origin"))',
    '#if(!$origin || $origin == "")#set($origin = $input.params().header.get("origin"))#end',
    `#if(${isAllowed})#set($context.responseOverride.header.${allowOrigin} = $origin)#end`,
  ].join("\n");
}

/**
 * Origin that may read errors. A gateway response has no template language, so it cannot compare several origins. It then
 * admits any: the bodies are API Gateway's own and have no data of a service. A browser that sent cookies accepts no
 * `*`, so the header of the request is returned, as HTTP/2 has it. Browsers use HTTP/2 here; under HTTP/1.1 the name is
 * `Origin`, which a REST API does not take for the same.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
function errorOrigin(cors: Cors): string {
  if (!hasSeveralOrigins(cors)) return quoted(staticOrigin(cors));
  return cors.credentials ? "method.request.header.origin" : quoted("*");
}

/** Headers of errors that API Gateway answers itself, as mapping expressions. Without them, browsers hide such an error. */
export const errorHeaders = (cors: Cors): Record<string, string> => ({
  [allowOrigin]: errorOrigin(cors),
  ...quotedValues({
    ...(cors.exposeHeaders.length === 0 ? {} : { "Access-Control-Expose-Headers": cors.exposeHeaders.join(",") }),
    ...shared(cors),
  }),
});
