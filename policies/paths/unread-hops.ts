import type { Graph } from "../graph/graph";
import type { Kind } from "../graph/kinds";
import { unreadFor } from "../graph/unread";
import type { Hop } from "../hops";
import type { Trace } from "./trace";
import { breakOf } from "./trace";

/** Kinds of resources by whose absence a request path can break at a hop. */
const missingAt: Partial<Readonly<Record<Hop, readonly Kind[]>>> = {
  stage: ["httpStage", "restStage", "webSocketStage", "httpDeployment", "restDeployment", "webSocketDeployment"],
  integration: ["httpIntegration", "restIntegration", "webSocketIntegration"],
  listener: ["listener", "listenerRule"],
  rule: ["listenerRule"],
  "target group": ["ecsService", "targetGroupAttachment"],
  "discovery service": ["ecsService"],
  "security group": ["ingressRule", "egressRule", "securityGroup"],
  container: ["taskDefinition"],
};

/** A path that breaks where a resource that is not read may be what is missing is undetermined. */
export function withUnreadHops(graph: Graph, trace: Trace): Trace {
  const { broken = breakOf(trace), ...rest } = trace;
  if (broken === undefined) return trace;
  const [unread] = unreadFor(graph, missingAt[broken.hop] ?? []);
  if (unread === undefined) return trace;
  const { hop, urn, name, wrong } = broken;
  return {
    ...rest,
    leaves: true,
    open: [...rest.open, { hop, urn, name, needs: `${unread.needs}; without it, ${wrong}` }],
  };
}
