import { apiOf, greedyParameterOf, membersOf, uriOf } from "../graph/apis";
import type { Graph } from "../graph/graph";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { parseUri } from "../graph/rest-uri";
import { keyPath, known, readKeys, readString } from "../graph/value";
import { fill } from "./pattern";

/** A request to an integration. */
export interface Request {
  readonly path: string;
  /** Values of the path parameters of the route. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A request that came by a domain name under a base path, which API Gateway removes before it chooses the route. */
export interface Entered extends Request {
  /** Empty for none; undefined if it is unknown. */
  readonly basePath: string | undefined;
}

/** What is sent may have the base path or not. Where the load balancer does not look at it, that is an assumption. */
const withBasePath = (integration: Resource, basePath: string | undefined): Mapped => ({
  kind: "undocumented",
  assumed: `requests of ${integration.name} work with and without base path ${basePath ?? "of the mapping"} in their path (AWS does not document whether API Gateway sends it)`,
});

/** The path that an integration sends. `wrong`: the integration does not send a valid path. */
export type Mapped =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "unknown"; readonly needs: string }
  | { readonly kind: "undocumented"; readonly assumed: string }
  | { readonly kind: "wrong"; readonly wrong: string; readonly fix: string };

/**
 * HTTP API: the value of `overwrite:path`, with the path or parameters of the request. Without it, the path of the
 * request with the stage name as a prefix, unless the stage is `$default`.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function mapHttp(graph: Graph, integration: Resource, { path, parameters, basePath }: Entered): Mapped {
  const overwrite = readString(integration, keyPath("requestParameters", "overwrite:path"));
  if (overwrite.kind === "unknown") return { kind: "unknown", needs: `the path mapping of ${integration.name}` };
  const takesWhole = overwrite.kind === "absent" || /\$(request\.path(?!\.)|\{request\.path\})/.test(overwrite.value);
  if (takesWhole && basePath !== "") return withBasePath(integration, basePath);
  if (overwrite.kind === "known") {
    const mapped = overwrite.value.replaceAll(
      /\$(?:request\.path(?:\.([\w-]+))?|\{request\.path(?:\.([\w-]+))?\})/g,
      (whole, plain?: string, braced?: string) => {
        const name = plain ?? braced;
        return name === undefined ? path : (parameters[name] ?? whole);
      },
    );
    // Context and stage variables, and parameters that the route does not have.
    if (mapped.includes("$"))
      return { kind: "unknown", needs: `the path mapping of ${integration.name}, ${overwrite.value}` };
    return { kind: "path", path: mapped };
  }
  const api = resourceOf(apiOf(graph, integration));
  const [stage] = api === undefined ? [] : membersOf(graph, api, "httpStage");
  const name = stage && known(readString(stage, "name"));
  if (stage !== undefined && name === undefined) return { kind: "unknown", needs: `the name of stage ${stage.name}` };
  return { kind: "path", path: name === undefined || name === "$default" ? path : `/${name}${path}` };
}

/** Values for the `{...}` in a REST uri: mapped from path parameters, or constants. */
function integrationParameters(integration: Resource, { parameters }: Request): Readonly<Record<string, string>> {
  const prefix = "integration.request.path.";
  const keys = known(readKeys(integration, "requestParameters")) ?? [];
  return Object.fromEntries(
    keys
      .filter((key) => key.startsWith(prefix))
      .flatMap((key) => {
        const source = known(readString(integration, keyPath("requestParameters", key))) ?? "";
        const value = source.startsWith("'")
          ? source.slice(1, -1)
          : parameters[source.replace(/^method\.request\.path\./, "")];
        return value === undefined ? [] : [[key.slice(prefix.length), value]];
      }),
  );
}

/**
 * REST API: the path of the uri, with the values that the integration maps.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 */
export function mapRest(graph: Graph, integration: Resource, request: Request): Mapped {
  const uri = uriOf(graph, integration);
  if (uri.kind === "unknown") return { kind: "unknown", needs: `the path in the uri of ${integration.name}` };
  const parsed = uri.kind === "known" ? parseUri(uri.value) : undefined;
  if (parsed === undefined) {
    return {
      kind: "wrong",
      wrong: `the uri of ${integration.name} is not a URL`,
      fix: "Set uri to a URL with scheme, host, port and path.",
    };
  }
  const path = fill(parsed.path, integrationParameters(integration, request));
  const left = /\{[^{}]+\}/.exec(path)?.[0];
  if (left !== undefined) {
    const wrong = `${left} in the uri of ${integration.name} has no value`;
    return { kind: "wrong", wrong, fix: "Map integration.request.path to a path parameter of the method." };
  }
  const greedy = greedyParameterOf(graph, integration);
  if (greedy !== undefined && !parsed.path.includes(`{${greedy}}`)) {
    return {
      kind: "wrong",
      wrong: `the uri of ${integration.name} drops the path that {${greedy}+} matches`,
      fix: `End the uri with {${greedy}}.`,
    };
  }
  return { kind: "path", path };
}
