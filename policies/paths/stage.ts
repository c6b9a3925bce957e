import { autoDeployByDefault } from "../graph/aws-defaults";
import { waitsFor } from "../graph/dependencies";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { resolve, resourceOf } from "../graph/references";
import { registeredUrn } from "../graph/registered";
import type { Resource } from "../graph/resource";
import { responsesOf } from "../graph/rest-responses";
import { known, read, readBoolean, readString } from "../graph/value";
import { pass } from "./context";
import type { Route } from "./routes";
import { throttle } from "./throttling";
import { broken, prepend, step, withUnknown } from "./trace";
import type { Trace, TraceContext } from "./trace";

const deploymentProperty = (stage: Resource) => (isKind(stage, "restStage") ? "deployment" : "deploymentId");

/** Responses without which API Gateway cannot answer; a proxy integration has none. */
function answersOf(graph: Graph, integration: Resource): readonly Resource[] {
  const type = isKind(integration, "restIntegration") ? known(readString(integration, "type")) : undefined;
  if (type === undefined || type.endsWith("_PROXY")) return [];
  const responses = responsesOf(graph, integration);
  return responses === undefined ? [] : [...responses.method, ...responses.integration];
}

/** What a deployment of a stage may lack, because it may be created first. */
function missingFrom(graph: Graph, stage: Resource, { resource, integration }: Route): Trace | undefined {
  const kinds = ["restDeployment", "httpDeployment", "webSocketDeployment"] as const;
  const deployment = resourceOf(resolve(graph, stage, deploymentProperty(stage), ...kinds));
  if (deployment === undefined) return undefined;
  const included = waitsFor(graph, deployment);
  const parts = [resource, ...(integration === undefined ? [] : [integration, ...answersOf(graph, integration)])];
  const missing = parts.find(({ urn }) => !included.has(registeredUrn(urn)));
  if (missing === undefined) return undefined;
  const wrong = `deployment ${deployment.name} may be created before ${missing.name}, so stage ${stage.name} may not include it`;
  const fix = isKind(stage, "restStage")
    ? "Make the deployment depend on the method, its integration and their responses."
    : "Make the deployment depend on the route and its integration.";
  return broken("stage", stage, wrong, fix);
}

/**
 * A stage of an HTTP or WebSocket API deploys changes automatically or has a deployment. Otherwise a stage has the
 * routes and integrations that existed when its deployment was created.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
export function enterStage(
  context: TraceContext,
  api: Resource,
  stage: Resource | undefined,
  route: Route,
  next: () => Trace,
): Trace {
  const { graph } = context;
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
