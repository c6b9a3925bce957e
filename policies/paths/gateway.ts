import { apiOf, integrationTargetOf, linkOf, membersOf, nlbsOf } from "../graph/apis";
import { balancerOf } from "../graph/load-balancers";
import { groupBy, isKind, ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey, resolve, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { parseUri } from "../graph/rest-uri";
import { known, read, readBoolean, readString } from "../graph/value";
import { waitsFor } from "../graph/dependencies";
import { callBalancer, callListener } from "./load-balancing";
import type { Call } from "./load-balancing";
import { pass } from "./context";
import type { Mapped, Request } from "./mapping";
import { mapHttp, mapRest } from "./mapping";
import type { Route } from "./routes";
import { callDiscovered } from "./tasks";
import type { Trace, TraceContext } from "./trace";
import { prepend, assuming, undetermined, step, broken, withUnknown } from "./trace";

/** Whether an integration leads into a VPC; the others are none of a path proof's business. */
export const isPrivate = (integration: Resource) => known(readString(integration, "connectionType")) === "VPC_LINK";

/**
 * A stage of an HTTP API follows its routes or shows a deployment; one of a REST API shows the methods and integrations
 * that were there when its deployment was made.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
function enterStage(
  { graph }: TraceContext,
  api: Resource,
  { resource, integration }: Route,
  onward: () => Trace,
): Trace {
  const rest = isKind(api, "restApi");
  const [stage] = membersOf(graph, api, rest ? "restStage" : "httpStage");
  if (stage === undefined) return withUnknown(onward(), { ...step("stage", api), needs: `a stage of ${api.name}` });
  const shows = read(stage, "deploymentId").kind !== "absent" || known(readBoolean(stage, "autoDeploy")) === true;
  if (!rest && !shows) {
    return broken("stage", stage, `stage ${stage.name} shows no deployment`, "Set autoDeploy, or name a deployment.");
  }
  const deployment = rest ? resourceOf(resolve(graph, stage, "deployment", "restDeployment")) : undefined;
  if (deployment !== undefined) {
    const shown = waitsFor(graph, deployment);
    const missing = [resource, ...(integration === undefined ? [] : [integration])].find(({ urn }) => !shown.has(urn));
    if (missing !== undefined) {
      const wrong = `deployment ${deployment.name} may be made before ${missing.name}, and stage ${stage.name} shows what was there`;
      return broken("stage", stage, wrong, "Let the deployment depend on the method and its integration.");
    }
  }
  return prepend([step("stage", stage)], onward());
}

/** The V1 link's NLB, called at the port of the uri. */
function throughV1(context: TraceContext, link: Resource, call: Call): Trace {
  const [nlb] = nlbsOf(context.graph, link).references;
  if (nlb?.kind === "resource") return callBalancer(context, nlb.resource, call);
  const named = nlb?.kind === "id" ? nlb.id : "the NLB";
  return undetermined("balancer", link, `${named} behind ${link.name}, which is not in the stack`);
}

/** What the integration names behind a V2 link: listener, balancer or Cloud Map service. */
function throughV2(context: TraceContext, link: Resource, integration: Resource, call: Call): Trace {
  const { graph } = context;
  const target = integrationTargetOf(graph, integration);
  if (target.kind !== "resource") {
    const named = target.kind === "id" ? target.id : `what ${integration.name} names`;
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
      `the balancer of ${target.resource.name}, which is not in the stack`,
    );
  }
  return callListener(context, balancer.resource, target.resource, { ...call, from: link });
}

const nlbOf = (graph: Graph, link: Resource) => {
  const [nlb] = nlbsOf(graph, link).references;
  return nlb && referenceKey(nlb);
};

const linksByNlb = perGraph((graph) => groupBy(ofKind(graph, "vpcLinkV1"), (link) => nlbOf(graph, link)));

/** V1 links to one NLB: AWS refuses the second that is made, whichever that is. */
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

/** Stage names in the paths of REST APIs behind V2 links: AWS's guide says that they are sent, its samples show that they are not. */
const noStagePrefix =
  "API Gateway sends the path of the uri without the stage's name (AWS's guide and samples disagree)";

function callIntegration(context: TraceContext, integration: Resource, request: Request): Trace {
  const { graph } = context;
  return pass(context, "integration", integration, [], () => {
    const rest = isKind(integration, "restIntegration");
    const mapped: Mapped = rest ? mapRest(graph, integration, request) : mapHttp(graph, integration, request);
    return pass(context, "path", integration, [], () => {
      if (mapped.kind === "wrong") return broken("path", integration, mapped.wrong, mapped.fix);
      const uri = rest ? parseUri(known(readString(integration, "uri")) ?? "") : undefined;
      const call: Call = {
        port: uri?.port,
        path: mapped.kind === "path" ? mapped.path : undefined,
        // HTTP APIs: a rule of the listener hop judges TLS by the listener's own protocol.
        secure: uri?.secure,
        from: undefined,
        by: [integration],
      };
      const onward = throughLink(context, integration, call);
      const v2 = resourceOf(linkOf(graph, integration));
      const trace = rest && v2 !== undefined && isKind(v2, "vpcLinkV2") ? assuming(onward, noStagePrefix) : onward;
      return mapped.kind === "hidden"
        ? withUnknown(trace, { ...step("path", integration), needs: mapped.needs })
        : trace;
    });
  });
}

/** A request that API Gateway took for a route, from the stage on. */
export function followRoute(context: TraceContext, route: Route, request: Request): Trace {
  const api = resourceOf(apiOf(context.graph, route.resource));
  if (api === undefined) return undetermined("route", route.resource, `the API of ${route.resource.name}`);
  return enterStage(context, api, route, () =>
    pass(context, "route", route.resource, [], () => {
      if (route.integration === undefined) {
        const wrong = `${route.verb} ${route.path} has no integration in the stack`;
        return broken(
          "integration",
          route.resource,
          wrong,
          "Make one, and name it in the route or on the method's resource.",
        );
      }
      return callIntegration(context, route.integration, request);
    }),
  );
}
