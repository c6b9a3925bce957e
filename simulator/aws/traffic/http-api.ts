import type { AwsAccount } from "../account";
import type { Existing } from "../existing";
import { list, value } from "../existing";
import type { Interfaces } from "../security";
import { interfacesOf } from "../security";
import type { Status } from "./answers";
import { asAnswer } from "./answers";
import type { Entry } from "./entry";
import { refusedByRoute } from "./http-access";
import { corsHeaders, toPreflight } from "./http-cors";
import { throttledByStage } from "./http-limits";
import type { Forwarded } from "./forwarded";
import { toLoadBalancer } from "./load-balancing";
import type { Outcome } from "./outcome";
import { answer, notModelled, reset, worst } from "./outcome";
import { chooseRoute } from "./path-match";
import { eligibleWithDraining, toTask } from "./tasks";
import { transportTo } from "./tls";
import type { Request, Traced } from "./types";

/** What an HTTP API answers if the connection to its integration fails; a doubt, see simulator/README.md. */
const failureStatus: Status = { reset: 503, timeout: 503, handshake: 500 };

const stageType = "aws:apigatewayv2/stage:Stage";

type Parameters = Readonly<Record<string, string>>;

/** The value of `overwrite:path`; without it the service sees the path with the stage or the base path in front. */
function mappedPath(integration: Existing, { requestPath, sentPath }: Entry, parameters: Parameters): string {
  const mapping = (integration.inputs["requestParameters"] ?? {}) as Readonly<Record<string, string>>;
  const overwrite = mapping["overwrite:path"];
  if (overwrite === undefined) return sentPath;
  return overwrite.replaceAll(
    /\$(?:\{request\.path(?:\.([\w-]+))?\}|request\.path(?:\.([\w-]+))?)/g,
    (whole, braced?: string, plain?: string) => {
      const name = braced ?? plain;
      return name === undefined ? requestPath : (parameters[name] ?? whole);
    },
  );
}

/** API Gateway finds the tasks in Cloud Map and connects to one of them. */
function toCloudMap(
  account: AwsAccount,
  arn: string,
  request: Omit<Forwarded, "from"> & { from: Interfaces },
): Outcome {
  const [service] = account.where("aws:servicediscovery/service:Service", "arn", arn);
  if (service === undefined)
    return notModelled("Cloud Map service", arn, "a Cloud Map service that is not in the account");
  const instances = eligibleWithDraining(account.ecs.targetsOf(arn));
  return instances.length === 0
    ? reset("Cloud Map service", service, "the Cloud Map service has no healthy instance")
    : worst(instances.map((instance) => toTask(account, request, instance, arn)));
}

const vpcsOf = (account: AwsAccount, subnets: readonly string[]) =>
  subnets.flatMap((id) => account.where("aws:ec2/subnet:Subnet", "id", id)).map((subnet) => value(subnet, "vpcId"));

/** Sends a request through a VPC link V2 to a load balancer, which must be in the VPC of the link. */
export function throughLink(
  account: AwsAccount,
  link: Existing,
  loadBalancer: string,
  port: number,
  request: Forwarded,
): Outcome {
  const [at] = account.where("aws:lb/loadBalancer:LoadBalancer", "arn", loadBalancer);
  const [own] = vpcsOf(account, list(link, "subnetIds"));
  const [other] = at === undefined ? [] : vpcsOf(account, list(at, "subnets"));
  if (own !== undefined && other !== undefined && own !== other)
    return reset("VPC link", link, `the load balancer is in ${other}, the link in ${own}`);
  return toLoadBalancer(account, loadBalancer, port, request);
}

/** The name in `tlsConfig`; empty if there is only the key, and undefined without it. */
function serverNameOf({ inputs }: Existing): string | undefined {
  const tlsConfig = inputs["tlsConfig"] as { readonly serverNameToVerify?: string } | undefined;
  return tlsConfig && (tlsConfig.serverNameToVerify ?? "");
}

function toIntegration(
  account: AwsAccount,
  integration: Existing,
  sent: Pick<Forwarded, "method" | "path" | "headers">,
): Outcome {
  const serverName = serverNameOf(integration);
  if (serverName === "") return notModelled("integration", integration, "a tlsConfig without serverNameToVerify");
  const [link] = account.where("aws:apigatewayv2/vpcLink:VpcLink", "id", value(integration, "connectionId"));
  if (link === undefined)
    return notModelled("integration", integration, "an integration without a VPC link of the account");
  const forwarded = { ...sent, from: interfacesOf(link), transport: transportTo(serverName) };
  const uri = value(integration, "integrationUri");
  if (!uri.includes(":listener/")) return toCloudMap(account, uri, forwarded);
  const [listener] = account.where("aws:lb/listener:Listener", "arn", uri);
  return listener === undefined
    ? notModelled("listener", uri, "a listener that is not in the account")
    : throughLink(account, link, value(listener, "loadBalancerArn"), Number(value(listener, "port")), forwarded);
}

function routesOf(account: AwsAccount, api: string) {
  return account.where("aws:apigatewayv2/route:Route", "apiId", api).map((resource) => {
    const [method = "", path] = value(resource, "routeKey").split(" ");
    // `$default` matches what no other route matches, as a greedy path below the root would.
    return path === undefined ? { method: "ANY", path: "", resource } : { method, path, resource };
  });
}

/** Follows a request to the integration of a route. */
function toRoute(
  account: AwsAccount,
  route: Existing,
  entry: Entry,
  { method, headers = {} }: Request,
  parameters: Parameters,
): Outcome {
  const [integration] = account.where(
    "aws:apigatewayv2/integration:Integration",
    "id",
    value(route, "target").replace("integrations/", ""),
  );
  if (integration === undefined) return answer(404, "route", route, "the route has no integration");
  return toIntegration(account, integration, { method, headers, path: mappedPath(integration, entry, parameters) });
}

/** The outcome of a request at a stage. The API answers preflights where their route is open, or where there is none. */
function atStage(account: AwsAccount, entry: Entry, request: Request): Outcome {
  const { api, path } = entry;
  const { method, atOnce } = request;
  const stage = account.where(stageType, "apiId", api.id).find((one) => value(one, "name") === entry.stage);
  if (stage === undefined) return answer(404, "stage", api, '{"message":"Not Found"}: the API has no such stage');
  if (stage.inputs["autoDeploy"] !== true) return notModelled("stage", stage, "a stage without autoDeploy");
  const routes = routesOf(account, api.id);
  const chosen = chooseRoute(routes, method, path.split("/").slice(1)) ?? fallback(routes);
  if (chosen === undefined)
    return (
      toPreflight(api, request) ?? answer(404, "route", api, `{"message":"Not Found"}: no route for ${method} ${path}`)
    );
  const { resource: route } = chosen.route;
  return (
    refusedByRoute(account, route, request) ??
    throttledByStage(stage, route, atOnce) ??
    toPreflight(api, request) ??
    toRoute(account, route, entry, request, chosen.parameters)
  );
}

function fallback(routes: ReturnType<typeof routesOf>) {
  const route = routes.find(({ path }) => path === "");
  return route && { route, parameters: {} };
}

/** Follows a request to an HTTP API. Its stage has the live routes and integrations if it deploys automatically. */
export function toHttpApi(account: AwsAccount, entry: Entry, request: Request): Traced {
  const found = asAnswer(atStage(account, entry, request), failureStatus);
  const headers = { ...corsHeaders(entry.api, request), ...found.headers };
  return Object.keys(headers).length === 0 ? found : { ...found, headers };
}
