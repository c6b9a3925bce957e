import { apiOf, integrationTargetOf, linkOf, membersOf, nlbsOf } from "../graph/apis";
import { balancerOf } from "../graph/balancers";
import { group, isKind, ofKind, perGraph } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey, resolve, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { parseUri } from "../graph/rest-uri";
import { known, read, readBoolean, readString } from "../graph/value";
import { waitsFor } from "../graph/waiting";
import { callBalancer, callListener } from "./balancing";
import type { Call } from "./balancing";
import type { Journey } from "./journey";
import { pass } from "./journey";
import type { Mapped, Request } from "./mapping";
import { mapHttp, mapRest } from "./mapping";
import type { Route } from "./routes";
import { callDiscovered } from "./tasks";
import type { Walk } from "./walk";
import { after, assuming, lost, step, stop, unless } from "./walk";

/** Whether an integration leads into a VPC; the others are none of a path proof's business. */
export const isPrivate = (integration: Resource) => known(readString(integration, "connectionType")) === "VPC_LINK";

/**
 * A stage of an HTTP API follows its routes or shows a deployment; one of a REST API shows the methods and integrations
 * that were there when its deployment was made.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
function enterStage({ graph }: Journey, api: Resource, { resource, integration }: Route, onward: () => Walk): Walk {
  const rest = isKind(api, "restApi");
  const [stage] = membersOf(graph, api, rest ? "restStage" : "httpStage");
  if (stage === undefined) return unless(onward(), { ...step("stage", api), needs: `a stage of ${api.name}` });
  const shows = read(stage, "deploymentId").kind !== "absent" || known(readBoolean(stage, "autoDeploy")) === true;
  if (!rest && !shows) {
    return stop("stage", stage, `stage ${stage.name} shows no deployment`, "Set autoDeploy, or name a deployment.");
  }
  const deployment = rest ? resourceOf(resolve(graph, stage, "deployment", "restDeployment")) : undefined;
  if (deployment !== undefined) {
    const shown = waitsFor(graph, deployment);
    const missing = [resource, ...(integration === undefined ? [] : [integration])].find(({ urn }) => !shown.has(urn));
    if (missing !== undefined) {
      const wrong = `deployment ${deployment.name} may be made before ${missing.name}, and stage ${stage.name} shows what was there`;
      return stop("stage", stage, wrong, "Let the deployment depend on the method and its integration.");
    }
  }
  return after([step("stage", stage)], onward());
}

/** The V1 link's NLB, called at the port of the uri. */
function throughV1(journey: Journey, link: Resource, call: Call): Walk {
  const [nlb] = nlbsOf(journey.graph, link).references;
  if (nlb?.kind === "resource") return callBalancer(journey, nlb.resource, call);
  const named = nlb?.kind === "id" ? nlb.id : "the NLB";
  return lost("balancer", link, `${named} behind ${link.name}, which is not in the stack`);
}

/** What the integration names behind a V2 link: listener, balancer or Cloud Map service. */
function throughV2(journey: Journey, link: Resource, integration: Resource, call: Call): Walk {
  const { graph } = journey;
  const target = integrationTargetOf(graph, integration);
  if (target.kind !== "resource") {
    const named = target.kind === "id" ? target.id : `what ${integration.name} names`;
    return lost("balancer", integration, `${named}, which is not in the stack`);
  }
  if (isKind(target.resource, "discoveryService")) {
    return callDiscovered(journey, link, integration, call.path ?? "");
  }
  if (isKind(target.resource, "loadBalancer")) {
    return callBalancer(journey, target.resource, { ...call, from: link });
  }
  const balancer = balancerOf(graph, target.resource);
  if (balancer.kind !== "resource") {
    return lost("balancer", target.resource, `the balancer of ${target.resource.name}, which is not in the stack`);
  }
  return callListener(journey, balancer.resource, target.resource, { ...call, from: link });
}

const nlbOf = (graph: Graph, link: Resource) => {
  const [nlb] = nlbsOf(graph, link).references;
  return nlb && referenceKey(nlb);
};

const linksByNlb = perGraph((graph) => group(ofKind(graph, "vpcLinkV1"), (link) => nlbOf(graph, link)));

/** V1 links to one NLB: AWS refuses the second that is made, whichever that is. */
const rivalsOf = (graph: Graph, link: Resource): readonly Resource[] =>
  isKind(link, "vpcLinkV1") ? (linksByNlb(graph).get(nlbOf(graph, link) ?? "") ?? []) : [];

function throughLink(journey: Journey, integration: Resource, call: Call): Walk {
  const link = linkOf(journey.graph, integration);
  const at = resourceOf(link) ?? integration;
  return pass(journey, "link", at, [integration, ...rivalsOf(journey.graph, at)], () => {
    if (link.kind === "resource") {
      return isKind(link.resource, "vpcLinkV1")
        ? throughV1(journey, link.resource, { ...call, by: [...call.by, link.resource] })
        : throughV2(journey, link.resource, integration, call);
    }
    return lost(
      "link",
      integration,
      link.kind === "id" ? `VPC link ${link.id}, which is not in the stack` : "the VPC link",
    );
  });
}

/** Stage names in the paths of REST APIs behind V2 links: AWS's guide says that they are sent, its samples show that they are not. */
const noStagePrefix =
  "API Gateway sends the path of the uri without the stage's name (AWS's guide and samples disagree)";

function callIntegration(journey: Journey, integration: Resource, request: Request): Walk {
  const { graph } = journey;
  return pass(journey, "integration", integration, [], () => {
    const rest = isKind(integration, "restIntegration");
    const mapped: Mapped = rest ? mapRest(graph, integration, request) : mapHttp(graph, integration, request);
    return pass(journey, "path", integration, [], () => {
      if (mapped.kind === "wrong") return stop("path", integration, mapped.wrong, mapped.fix);
      const uri = rest ? parseUri(known(readString(integration, "uri")) ?? "") : undefined;
      const call: Call = {
        port: uri?.port,
        path: mapped.kind === "path" ? mapped.path : undefined,
        // HTTP APIs: a rule of the listener hop judges TLS by the listener's own protocol.
        secure: uri?.secure,
        from: undefined,
        by: [integration],
      };
      const onward = throughLink(journey, integration, call);
      const v2 = resourceOf(linkOf(graph, integration));
      const walk = rest && v2 !== undefined && isKind(v2, "vpcLinkV2") ? assuming(onward, noStagePrefix) : onward;
      return mapped.kind === "hidden" ? unless(walk, { ...step("path", integration), needs: mapped.needs }) : walk;
    });
  });
}

/** A request that API Gateway took for a route, from the stage on. */
export function followRoute(journey: Journey, route: Route, request: Request): Walk {
  const api = resourceOf(apiOf(journey.graph, route.resource));
  if (api === undefined) return lost("route", route.resource, `the API of ${route.resource.name}`);
  return enterStage(journey, api, route, () =>
    pass(journey, "route", route.resource, [], () => {
      if (route.integration === undefined) {
        const wrong = `${route.verb} ${route.path} has no integration in the stack`;
        return stop(
          "integration",
          route.resource,
          wrong,
          "Make one, and name it in the route or on the method's resource.",
        );
      }
      return callIntegration(journey, route.integration, request);
    }),
  );
}
