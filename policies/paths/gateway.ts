import { apiOf, integrationTargetOf, linkOf, nlbsOf, uriOf } from "../graph/apis";
import { defaultConnectionType } from "../graph/aws-defaults";
import { balancerOf } from "../graph/load-balancers";
import { groupBy, isKind, ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { parseUri } from "../graph/rest-uri";
import { known, readString } from "../graph/value";
import { enterAccess } from "./access";
import { callBalancer, callListener } from "./load-balancing";
import type { Call } from "./load-balancing";
import { pass } from "./context";
import { tlsOf } from "./encryption";
import { enterApi } from "./entry";
import type { Entered, Mapped, Request } from "./mapping";
import { mapHttp, mapRest } from "./mapping";
import type { PathSpace } from "./path-space";
import { partsOf } from "./route-parts";
import type { Route } from "./routes";
import { routeName } from "./routes";
import { callDiscovered } from "./tasks";
import { mapWebSocket } from "./web-socket";
import type { Trace, TraceContext } from "./trace";
import { assuming, broken, step, undetermined, withUnknown } from "./trace";

/** A request, or all requests of a route. */
export interface Requests extends Request {
  readonly space: PathSpace;
}

/** Whether an integration uses a VPC link; other integrations are not traced. */
export const isPrivate = (integration: Resource) =>
  (known(readString(integration, "connectionType")) ?? defaultConnectionType) === "VPC_LINK";

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

function mapPath(graph: Graph, integration: Resource, request: Entered): Mapped {
  if (isKind(integration, "restIntegration")) return mapRest(graph, integration, request);
  return isKind(integration, "webSocketIntegration")
    ? mapWebSocket(graph, integration)
    : mapHttp(graph, integration, request);
}

function callIntegration(context: TraceContext, integration: Resource, request: Entered & Requests): Trace {
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
        tls: tlsOf(graph, integration),
        from: undefined,
        by: [integration],
      };
      const linked = throughLink(context, integration, call);
      const link = resourceOf(linkOf(graph, integration));
      const trace = rest && link !== undefined && isKind(link, "vpcLinkV2") ? assuming(linked, noStagePrefix) : linked;
      if (mapped.kind === "undocumented") return assuming(trace, mapped.assumed);
      return mapped.kind === "unknown"
        ? withUnknown(trace, { ...step("path", integration), needs: mapped.needs })
        : trace;
    });
  });
}

/** Continues at the integration of a route. */
export function leaveRoute(context: TraceContext, route: Route, request: Entered & Requests): Trace {
  const { resource, integration } = route;
  if (integration !== undefined) return callIntegration(context, integration, request);
  if (route.needs !== undefined) return undetermined("integration", resource, route.needs);
  const wrong = `${routeName(route)} has no integration in the stack`;
  const fix = "Add an integration, and set it as target of the route or add it to the REST method.";
  return broken("integration", resource, wrong, fix);
}

/** Traces a request to a route, or all requests of it, starting at the domain name or at the stage. */
export function followRoute(context: TraceContext, route: Route, request: Requests): Trace {
  const api = resourceOf(apiOf(context.graph, route.resource));
  if (api === undefined) return undetermined("route", route.resource, `the API of ${route.resource.name}`);
  return enterApi(context, api, route, ({ basePath, stage }) =>
    pass(context, "route", route.resource, partsOf(context.graph, route.resource), () =>
      enterAccess(context, stage, route, () => leaveRoute(context, route, { ...request, basePath })),
    ),
  );
}
