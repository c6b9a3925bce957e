import { apiOf, integrationTargetOf, linkOf, nlbsOf, stagesOf, uriOf } from "../graph/apis";
import { autoDeployByDefault, defaultConnectionType } from "../graph/aws-defaults";
import { balancerOf } from "../graph/load-balancers";
import { groupBy, isKind, ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey, resolve, resourceOf } from "../graph/references";
import { registeredUrn } from "../graph/registered";
import type { Resource } from "../graph/resource";
import { parseUri } from "../graph/rest-uri";
import { known, read, readBoolean, readString } from "../graph/value";
import { waitsFor } from "../graph/dependencies";
import { callBalancer, callListener } from "./load-balancing";
import type { Call } from "./load-balancing";
import { pass } from "./context";
import type { Mapped, Request } from "./mapping";
import { mapHttp, mapRest } from "./mapping";
import type { PathSpace } from "./path-space";
import { partsOf } from "./route-parts";
import type { Route } from "./routes";
import { routeName } from "./routes";
import { callDiscovered } from "./tasks";
import { throttle } from "./throttling";
import { mapWebSocket } from "./web-socket";
import type { Trace, TraceContext } from "./trace";
import { assuming, broken, prepend, step, undetermined, withUnknown } from "./trace";

/** A request, or all requests of a route. */
export interface Requests extends Request {
  readonly space: PathSpace;
}

/** Whether an integration uses a VPC link; other integrations are not traced. */
export const isPrivate = (integration: Resource) =>
  (known(readString(integration, "connectionType")) ?? defaultConnectionType) === "VPC_LINK";

const deploymentProperty = (stage: Resource) => (isKind(stage, "restStage") ? "deployment" : "deploymentId");

/** What a deployment of a stage may lack, because it may be created first. */
function missingFrom(graph: Graph, stage: Resource, { resource, integration }: Route): Trace | undefined {
  const kinds = ["restDeployment", "httpDeployment", "webSocketDeployment"] as const;
  const deployment = resourceOf(resolve(graph, stage, deploymentProperty(stage), ...kinds));
  if (deployment === undefined) return undefined;
  const included = waitsFor(graph, deployment);
  const missing = [resource, ...(integration === undefined ? [] : [integration])].find(
    ({ urn }) => !included.has(registeredUrn(urn)),
  );
  if (missing === undefined) return undefined;
  const wrong = `deployment ${deployment.name} may be created before ${missing.name}, so stage ${stage.name} may not include it`;
  const parts = isKind(stage, "restStage") ? "method" : "route";
  return broken("stage", stage, wrong, `Make the deployment depend on the ${parts} and its integration.`);
}

/**
 * A stage of an HTTP or WebSocket API deploys changes automatically or has a deployment. Otherwise a stage has the
 * routes and integrations that existed when its deployment was created.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
function enterStage(context: TraceContext, api: Resource, route: Route, next: () => Trace): Trace {
  const { graph } = context;
  const [stage] = stagesOf(graph, api);
  // An API with a target creates its own stage, $default.
  if (stage === undefined && read(api, "target").kind !== "absent") return prepend([step("stage", api)], next());
  if (stage === undefined) return withUnknown(next(), { ...step("stage", api), needs: `a stage of ${api.name}` });
  const serve = () => throttle(graph, api, stage, route, () => pass(context, "stage", stage, [api], next));
  const automatic = readBoolean(stage, "autoDeploy");
  if (known(automatic) ?? autoDeployByDefault) return serve();
  if (!isKind(stage, "restStage") && read(stage, "deploymentId").kind === "absent") {
    return automatic.kind === "unknown"
      ? withUnknown(serve(), { ...step("stage", stage), needs: `autoDeploy of stage ${stage.name}` })
      : broken("stage", stage, `stage ${stage.name} has no deployment`, "Set autoDeploy or deploymentId.");
  }
  return missingFrom(graph, stage, route) ?? serve();
}

/** Continues at the NLB of a V1 link, at the port of the uri. */
function throughV1(context: TraceContext, link: Resource, call: Call): Trace {
  const [nlb] = nlbsOf(context.graph, link).references;
  if (nlb?.kind === "resource") return callBalancer(context, nlb.resource, call);
  const named = nlb?.kind === "id" ? nlb.id : "the NLB";
  return undetermined("balancer", link, `${named} behind ${link.name}, which is not in the stack`);
}

/** Continues at the target of an integration with a V2 link: listener, load balancer or Cloud Map service. */
function throughV2(context: TraceContext, link: Resource, integration: Resource, call: Call): Trace {
  const { graph } = context;
  const target = integrationTargetOf(graph, integration);
  if (target.kind !== "resource") {
    const named = target.kind === "id" ? target.id : `the target of ${integration.name}`;
    return undetermined("balancer", integration, `${named}, which is not in the stack`);
  }
  if (isKind(target.resource, "discoveryService")) {
    return callDiscovered(context, link, integration, call.path ?? "");
  }
  if (isKind(target.resource, "loadBalancer")) {
    return callBalancer(context, target.resource, { ...call, from: link });
  }
  const balancer = balancerOf(graph, target.resource);
  if (balancer.kind !== "resource") {
    return undetermined(
      "balancer",
      target.resource,
      `the load balancer of ${target.resource.name}, which is not in the stack`,
    );
  }
  return callListener(context, balancer.resource, target.resource, { ...call, from: link });
}

const nlbOf = (graph: Graph, link: Resource) => {
  const [nlb] = nlbsOf(graph, link).references;
  return nlb && referenceKey(nlb);
};

const linksByNlb = perGraph((graph) => groupBy(ofKind(graph, "vpcLinkV1"), (link) => nlbOf(graph, link)));

/** V1 links to the same NLB: AWS rejects the one that is created second, which the stack does not determine. */
const rivalsOf = (graph: Graph, link: Resource): readonly Resource[] =>
  isKind(link, "vpcLinkV1") ? (linksByNlb(graph).get(nlbOf(graph, link) ?? "") ?? []) : [];

function throughLink(context: TraceContext, integration: Resource, call: Call): Trace {
  const link = linkOf(context.graph, integration);
  const at = resourceOf(link) ?? integration;
  return pass(context, "link", at, [integration, ...rivalsOf(context.graph, at)], () => {
    if (link.kind === "resource") {
      return isKind(link.resource, "vpcLinkV1")
        ? throughV1(context, link.resource, { ...call, by: [...call.by, link.resource] })
        : throughV2(context, link.resource, integration, call);
    }
    return undetermined(
      "link",
      integration,
      link.kind === "id" ? `VPC link ${link.id}, which is not in the stack` : "the VPC link",
    );
  });
}

/** For V2 links, AWS's guide says that the path includes the stage name; its samples show that it does not. */
const noStagePrefix = "API Gateway sends the path of the uri without the stage name (AWS's guide and samples disagree)";

function mapPath(graph: Graph, integration: Resource, request: Request): Mapped {
  if (isKind(integration, "restIntegration")) return mapRest(graph, integration, request);
  return isKind(integration, "webSocketIntegration")
    ? mapWebSocket(graph, integration)
    : mapHttp(graph, integration, request);
}

function callIntegration(context: TraceContext, integration: Resource, request: Requests): Trace {
  const { graph } = context;
  return pass(context, "integration", integration, [], () => {
    const rest = isKind(integration, "restIntegration");
    const mapped = mapPath(graph, integration, request);
    return pass(context, "path", integration, [], () => {
      if (mapped.kind === "wrong") return broken("path", integration, mapped.wrong, mapped.fix);
      const url = isKind(integration, "httpIntegration") ? undefined : known(uriOf(graph, integration));
      const uri = parseUri(url ?? "");
      const call: Call = {
        port: uri?.port,
        space: request.space,
        integration,
        path: mapped.kind === "path" ? mapped.path : undefined,
        // For HTTP APIs, a rule of the listener hop checks TLS.
        secure: uri?.secure,
        from: undefined,
        by: [integration],
      };
      const linked = throughLink(context, integration, call);
      const link = resourceOf(linkOf(graph, integration));
      const trace = rest && link !== undefined && isKind(link, "vpcLinkV2") ? assuming(linked, noStagePrefix) : linked;
      return mapped.kind === "unknown"
        ? withUnknown(trace, { ...step("path", integration), needs: mapped.needs })
        : trace;
    });
  });
}

/** Traces a request to a route, or all requests of it, starting at the stage. */
export function followRoute(context: TraceContext, route: Route, request: Requests): Trace {
  const api = resourceOf(apiOf(context.graph, route.resource));
  if (api === undefined) return undetermined("route", route.resource, `the API of ${route.resource.name}`);
  return enterStage(context, api, route, () =>
    pass(context, "route", route.resource, partsOf(context.graph, route.resource), () => {
      if (route.integration === undefined && route.needs !== undefined) {
        return undetermined("integration", route.resource, route.needs);
      }
      if (route.integration === undefined) {
        const wrong = `${routeName(route)} has no integration in the stack`;
        return broken(
          "integration",
          route.resource,
          wrong,
          "Add an integration, and set it as target of the route or add it to the REST method.",
        );
      }
      return callIntegration(context, route.integration, request);
    }),
  );
}
