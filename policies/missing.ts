import type { Graph } from "./graph/graph";
import type { Kind } from "./graph/kinds";
import type { Resource } from "./graph/resource";
import { unreadFor } from "./graph/unread";
import { undetermined, violation } from "./rule";
import type { Finding } from "./rule";

/**
 * Reports that the stack lacks a resource; undetermined if something that is not read may contain it.
 *
 * @param kinds - kinds of resources of which one more makes the resource right
 */
export function missing(
  graph: Graph,
  kinds: readonly Kind[],
  resource: Resource,
  { wrong, fix }: { readonly wrong: string; readonly fix?: string },
): Finding {
  const [unread] = unreadFor(graph, kinds);
  return unread === undefined
    ? violation(resource, wrong, fix)
    : undetermined(resource, `${unread.needs}; without it, ${wrong}`);
}
