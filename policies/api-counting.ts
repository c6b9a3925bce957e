import { membersOf } from "./graph/apis";
import type { ApiMember } from "./graph/apis";
import { bodyNeeds, hasUnreadBody } from "./graph/bodies";
import { ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Usage } from "./quota-rule";

/**
 * Counts the members of each API; APIs without any are left out.
 *
 * @param own - members that every API has by itself
 */
export const countMembers =
  (what: string, kind: "httpApi" | "restApi", member: ApiMember, own = 0) =>
  (graph: Graph): readonly Usage[] =>
    ofKind(graph, kind)
      .map((at): Usage => ({
        at,
        used: membersOf(graph, at, member).length + own,
        what: `${what} ${at.name}`,
        ...(hasUnreadBody(at) ? { open: { most: Infinity, needs: bodyNeeds(at) } } : {}),
      }))
      .filter(({ used, open }) => used > 0 || open !== undefined);
