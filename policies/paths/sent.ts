import { isKind } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { parseUri } from "../graph/rest-uri";
import { keyPath, known, readKeys, readString } from "../graph/value";

/** A header or query parameter of the request that a load balancer gets. */
export type Sent =
  /** The client decides whether to send it, and its value. */
  | { readonly kind: "client" }
  | { readonly kind: "value"; readonly value: string }
  | { readonly kind: "absent" }
  | { readonly kind: "unknown" };

/** What an integration sends beside the path. Names are in lower case. */
export interface SentValues {
  /** Host header; empty if it is unknown. Two spellings if AWS does not document whether it contains the port. */
  readonly hosts: readonly string[];
  readonly headers: ReadonlyMap<string, Sent>;
  readonly queries: ReadonlyMap<string, Sent>;
  /** The method, if it is not that of the client. */
  readonly method: string | undefined;
  /** Of all other headers and query parameters. */
  readonly others: Sent;
}

/** A value of `requestParameters`: a constant, a value of the client's request, or one that AWS sets. */
function sentBy(source: string | undefined, rest: boolean): Sent {
  if (source === undefined) return { kind: "unknown" };
  if (rest && /^'.*'$/.test(source)) return { kind: "value", value: source.slice(1, -1) };
  if (rest) return source.startsWith("method.request.") ? { kind: "client" } : { kind: "unknown" };
  if (!source.includes("$")) return { kind: "value", value: source };
  return /^\$\{?request\.(header|querystring|body)/.test(source) ? { kind: "client" } : { kind: "unknown" };
}

/** Headers or query parameters that an integration sets. `append` is unknown, because it depends on the client's value. */
function mappedValues(integration: Resource, place: "header" | "querystring"): ReadonlyMap<string, Sent> {
  const rest = isKind(integration, "restIntegration");
  const keys = known(readKeys(integration, "requestParameters")) ?? [];
  const pattern = rest
    ? new RegExp(`^()integration\\.request\\.${place}\\.(.+)$`)
    : new RegExp(`^(overwrite|append|remove):${place}\\.(.+)$`);
  return new Map(
    keys.flatMap((key): [string, Sent][] => {
      const [, operation, name] = pattern.exec(key) ?? [];
      if (name === undefined) return [];
      const source = known(readString(integration, keyPath("requestParameters", key)));
      const sent: Sent =
        operation === "remove"
          ? { kind: "absent" }
          : operation === "append"
            ? { kind: "unknown" }
            : sentBy(source, rest);
      return [[name.toLowerCase(), sent]];
    }),
  );
}

/**
 * The Host header. REST API: the host of the uri. HTTP API: only a constant of a parameter mapping is known, because
 * AWS does not document which host a private integration sends.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-api-with-vpclink-cli.html
 */
function hostsOf(integration: Resource, headers: ReadonlyMap<string, Sent>): readonly string[] {
  const mapped = headers.get("host");
  if (mapped !== undefined) return mapped.kind === "value" ? [mapped.value] : [];
  const uri = isKind(integration, "restIntegration")
    ? parseUri(known(readString(integration, "uri")) ?? "")
    : undefined;
  // A stage variable or parameter in the host.
  if (uri === undefined || /[${}]/.test(uri.host)) return [];
  return uri.port === (uri.secure ? 443 : 80) ? [uri.host] : [uri.host, `${uri.host}:${uri.port}`];
}

/** An integration sends the method of the client, unless it names another one than `ANY`. */
function methodOf(integration: Resource): string | undefined {
  const property = isKind(integration, "restIntegration") ? "integrationHttpMethod" : "integrationMethod";
  const method = known(readString(integration, property))?.toUpperCase();
  return method === "ANY" ? undefined : method;
}

function readValues(integration: Resource): SentValues {
  const headers = mappedValues(integration, "header");
  const custom = isKind(integration, "restIntegration") && known(readString(integration, "type")) === "HTTP";
  return {
    hosts: hostsOf(integration, headers),
    method: methodOf(integration),
    headers,
    queries: mappedValues(integration, "querystring"),
    others: {
      kind: readKeys(integration, "requestParameters").kind === "unknown" ? "unknown" : custom ? "absent" : "client",
    },
  };
}

const cached = new WeakMap<Resource, SentValues>();

/** The health check of a load balancer: a host that is an address, and no header or query of the rules. */
const ofHealthCheck: SentValues = {
  hosts: [],
  method: undefined,
  headers: new Map(),
  queries: new Map(),
  others: { kind: "absent" },
};

/** What an integration sends, or a health check; read once. A REST integration that is no proxy sends only what it maps. */
export function valuesOf(integration: Resource | undefined): SentValues {
  if (integration === undefined) return ofHealthCheck;
  const found = cached.get(integration) ?? readValues(integration);
  cached.set(integration, found);
  return found;
}

/** Headers that AWS sets or changes. */
const setByAws = /^(x-amzn-|x-forwarded-|forwarded$|via$)/;

/** What is sent as a header. */
export const headerOf = ({ headers, others }: SentValues, name: string): Sent =>
  headers.get(name.toLowerCase()) ?? (setByAws.test(name.toLowerCase()) ? { kind: "unknown" } : others);

/** What is sent as a query parameter. */
export const queryOf = ({ queries, others }: SentValues, key: string): Sent => queries.get(key.toLowerCase()) ?? others;
