import type { PackConfig } from "./config";
import { ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Kind } from "./graph/kinds";
import type { Resource } from "./graph/resource";
import { unreadFor } from "./graph/unread";
import { notApplicable, undetermined } from "./rule";
import type { Finding, Rule } from "./rule";

/** A rule that checks each resource of some kinds separately. */
export interface ResourceRule extends Omit<Rule, "check" | "severity" | "enforcement"> {
  readonly severity?: Rule["severity"];
  readonly enforcement?: Rule["enforcement"];
  readonly kinds: readonly Kind[];
  /** Selects the resources that the rule checks; all by default. */
  readonly about?: (graph: Graph, resource: Resource) => boolean;
  /** The reason that the rule does not apply if no resource is selected. */
  readonly none: string;
  readonly judge: (graph: Graph, resource: Resource, config: PackConfig) => readonly Finding[];
}

/** Returns the rule; severity is `high` and enforcement `mandatory` by default. */
export function resourceRule({ kinds, about, none, judge, severity, enforcement, ...rule }: ResourceRule): Rule {
  return {
    ...rule,
    severity: severity ?? "high",
    enforcement: enforcement ?? "mandatory",
    check: (graph, config) => {
      const resources = kinds
        .flatMap((kind) => ofKind(graph, kind))
        .filter((resource) => about?.(graph, resource) ?? true);
      // What is not read may contain such resources, so the rule does apply.
      const unread = unreadFor(graph, kinds);
      return resources.length === 0 && unread.length === 0
        ? notApplicable(none)
        : [
            ...resources.flatMap((resource) => judge(graph, resource, config)),
            ...unread.map(({ at, needs }) => undetermined(at, needs)),
          ];
    },
  };
}
