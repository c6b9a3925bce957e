import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { FormerNames } from "../core/former-names";
import { pathBelowDomain } from "../core/front";
import type { ApiNode, BackendNode, DomainNode, RouteNode } from "../core/plan-api";
import type { Access } from "../core/plan-access";
import { integrationKey, pathMapping, preflightRoutes, routePath } from "../core/routes";
import type { Throttle } from "../core/settings/settings";
import { integrationSeconds } from "../core/timeouts";
import { aliasesOf } from "./aliases";
import type { ApiTargets } from "./api-targets";
import { getOrThrow } from "./get-or-throw";

/** Arguments of {@link createHttpRoutes}. */
export interface HttpRoutesArgs {
  readonly api: ApiNode;
  readonly targets: ApiTargets;
  readonly former: FormerNames;
  /** The domain of the stack; its base path is no part of the paths that services receive. */
  readonly domain: DomainNode | undefined;
  readonly apiId: pulumi.Output<string>;
  /** Id of what checks tokens; undefined if no route needs one. */
  readonly authorizerId: pulumi.Output<string> | undefined;
}

/** A route with its limits; undefined for those of the account. */
interface CreatedRoute {
  readonly routeKey: string;
  readonly resource: aws.apigatewayv2.Route;
  readonly limits: Throttle | undefined;
}

const serverNameOf = ({ endpoint }: BackendNode): string | undefined =>
  endpoint.kind === "listener" ? endpoint.serverName : undefined;

/**
 * Part of the name of an integration that goes to a TLS endpoint. With it, such an integration is a new one, to which the
 * routes move: AWS documents no way to take `tlsConfig` from an integration, so that an update in place might not turn TLS
 * off. No service has a colon in its name.
 */
const scheme = (backend: BackendNode): string => (serverNameOf(backend) === undefined ? "" : ":https");

/** Authorization of a route; the provider resets what an update leaves out. */
function authorizationOf(access: Access | undefined, authorizerId: pulumi.Output<string> | undefined) {
  if (access === undefined || access.authorization === "none") return {};
  if (access.authorization === "iam") return { authorizationType: "AWS_IAM" };
  if (authorizerId === undefined) throw new Error("a route needs a token, and the API has no authorizer");
  const scopes = access.scopes.length === 0 ? {} : { authorizationScopes: [...access.scopes] };
  return { authorizationType: "JWT", authorizerId, ...scopes };
}

function createIntegration(
  name: string,
  { api, targets, apiId }: HttpRoutesArgs,
  backend: BackendNode,
  path: string,
  opts: pulumi.CustomResourceOptions,
): aws.apigatewayv2.Integration {
  const serverNameToVerify = serverNameOf(backend);
  return new aws.apigatewayv2.Integration(
    name,
    {
      apiId,
      integrationType: "HTTP_PROXY",
      integrationMethod: "ANY",
      payloadFormatVersion: "1.0",
      connectionType: "VPC_LINK",
      connectionId: targets.linkId(backend),
      integrationUri: targets.integrationUri(backend),
      // Written out: without it, the provider keeps the value that the integration has.
      timeoutMilliseconds: integrationSeconds(api, backend) * 1000,
      ...(serverNameToVerify === undefined ? {} : { tlsConfig: { serverNameToVerify } }),
      // The id of the request in the access log. It replaces a client's value.
      requestParameters: { "overwrite:path": path, "overwrite:header.X-Request-Id": "$context.requestId" },
    },
    { ...opts, dependsOn: targets.waitsFor(backend) },
  );
}

/** The integration of each route; routes of a service share one where they can. */
function integrationOf(name: string, args: HttpRoutesArgs, parent: pulumi.Resource) {
  const { api, domain, former } = args;
  const basePath = pathBelowDomain(domain);
  const backends = new Map(api.backends.map((backend) => [backend.service, backend]));
  const integrations = new Map<string, aws.apigatewayv2.Integration>();
  return (route: RouteNode): aws.apigatewayv2.Integration => {
    const backend = getOrThrow(backends, route.service);
    const keyOf = (service: string) => `${name}${scheme(backend)}${integrationKey({ ...route, service }, basePath)}`;
    const key = keyOf(route.service);
    const shared = integrations.get(key);
    if (shared !== undefined) return shared;
    const before = former("service", route.service).map(keyOf);
    const opts = { parent, ...aliasesOf(before.filter((one) => one !== key)) };
    const mapping = pathMapping(route, basePath);
    const integration = createIntegration(key, args, backend, mapping, opts);
    integrations.set(key, integration);
    return integration;
  };
}

/**
 * Creates the routes of an HTTP API with their integrations. A route for OPTIONS must have an integration, though API
 * Gateway answers preflights itself. Routes take effect one by one: a route that is to need authorization waits for those
 * of the preflights and public paths below it, which it would refuse otherwise.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 *
 * @param name - name of the API
 */
export function createHttpRoutes(name: string, args: HttpRoutesArgs, parent: pulumi.Resource): readonly CreatedRoute[] {
  const { api, apiId, authorizerId } = args;
  const integration = integrationOf(name, args, parent);
  const create = (route: RouteNode, verb: "ANY" | "OPTIONS", before: readonly CreatedRoute[]): CreatedRoute => {
    const path = routePath(route);
    const routeKey = `${verb} ${path}`;
    const target = pulumi.interpolate`integrations/${integration(route).id}`;
    const access = verb === "ANY" ? authorizationOf(route.access, authorizerId) : {};
    const resource = new aws.apigatewayv2.Route(
      verb === "ANY" ? `${name}${path}` : `${name}:OPTIONS${path}`,
      { apiId, routeKey, target, ...access },
      { parent, dependsOn: before.map((one) => one.resource) },
    );
    return { routeKey, resource, limits: route.throttle ?? api.throttle };
  };
  const open = new Map<string, CreatedRoute[]>();
  for (const route of api.routes.filter(({ access }) => access === undefined))
    open.set(route.service, [...(open.get(route.service) ?? []), create(route, "ANY", [])]);
  const preflights = new Set(preflightRoutes(api));
  const guarded = api.routes
    .filter(({ access }) => access !== undefined)
    .flatMap((route) => {
      const options = preflights.has(route) ? [create(route, "OPTIONS", [])] : [];
      return [...options, create(route, "ANY", [...options, ...(open.get(route.service) ?? [])])];
    });
  return [...[...open.values()].flat(), ...guarded];
}
