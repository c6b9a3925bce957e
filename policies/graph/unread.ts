import { apiOf } from "./apis";
import { bodyNeeds, unreadBodies } from "./bodies";
import { foreignKinds, mayBelongToPath } from "./foreign";
import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import type { Kind } from "./kinds";
import { labelOf } from "./label";
import { isProtocolOpen } from "./protocols";
import type { Resource } from "./resource";
import { known, readString } from "./value";

/** A part of the stack that the pack cannot read, so that it may contain resources of some kinds. */
export interface Unread {
  readonly at: Resource;
  /** The value or resource that is needed. */
  readonly needs: string;
  readonly kinds: readonly Kind[];
}

const httpParts = ["httpRoute", "httpIntegration"] as const satisfies readonly Kind[];
const restParts = ["restResource", "restMethod", "restIntegration"] as const satisfies readonly Kind[];
const webSocketParts = ["webSocketRoute", "webSocketIntegration"] as const satisfies readonly Kind[];
/** Integrations of all types of APIs. */
export const integrationKinds = [
  "httpIntegration",
  "restIntegration",
  "webSocketIntegration",
] as const satisfies readonly Kind[];

const bodies = (graph: Graph): readonly Unread[] =>
  unreadBodies(graph).map((at) => ({
    at,
    needs: bodyNeeds(at),
    kinds: isKind(at, "httpApi") ? httpParts : restParts,
  }));

const protocols = (graph: Graph): readonly Unread[] =>
  graph.resources.filter(isProtocolOpen).map((at) => ({
    at,
    needs: `protocolType of the API ${at.type.includes("/api:") ? at.name : `of ${at.name}`}`,
    kinds: [...httpParts, ...webSocketParts],
  }));

/** Resources of types that other packages or other services offer, one entry per type. */
function foreign(graph: Graph): readonly Unread[] {
  const byType = groupBy(graph.resources, (resource) => (mayBelongToPath(graph, resource) ? resource.type : undefined));
  return [...byType].flatMap(([type, resources]) => {
    const [at, ...others] = resources;
    if (at === undefined) return [];
    const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
    const kinds = [...new Set(resources.flatMap(foreignKinds))];
    return [{ at, needs: `${at.name}${more} of type ${type}, which the pack does not read`, kinds }];
  });
}

/** Integrations of which the stack does not show whether they are private, or which API they belong to. */
const openIntegrations = (graph: Graph): readonly Unread[] =>
  integrationKinds
    .flatMap((kind) => ofKind(graph, kind).map((at) => ({ at, kind })))
    .flatMap(({ at, kind }): readonly Unread[] => {
      const type = readString(at, "connectionType");
      if (type.kind === "unknown") return [{ at, needs: `connectionType of ${labelOf(at)}`, kinds: [kind] }];
      if (known(type) !== "VPC_LINK") return [];
      const api = apiOf(graph, at);
      if (api.kind === "resource") return [];
      const named = api.kind === "id" ? ` ${api.id}` : "";
      const routes = isKind(at, "restIntegration") ? "restMethod" : "httpRoute";
      return [{ at, needs: `the API${named} of ${labelOf(at)}, which is not in the stack`, kinds: [routes] }];
    });

/** What the pack cannot read of a stack. */
export const unreadOf: (graph: Graph) => readonly Unread[] = perGraph((graph) => [
  ...bodies(graph),
  ...protocols(graph),
  ...openIntegrations(graph),
  ...foreign(graph),
]);

/** What the pack cannot read of a stack and may contain resources of the kinds. */
export const unreadFor = (graph: Graph, kinds: readonly Kind[]): readonly Unread[] =>
  unreadOf(graph).filter((unread) => unread.kinds.some((kind) => kinds.includes(kind)));
