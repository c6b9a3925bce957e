import type { PackConfig } from "./config";
import { ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Kind } from "./graph/kinds";
import type { Resource } from "./graph/resource";
import { notApplicable } from "./rule";
import type { Finding, Rule } from "./rule";

/** A rule that judges resources one by one. */
export interface ResourceRule extends Omit<Rule, "check" | "severity" | "enforcement"> {
  readonly severity?: Rule["severity"];
  readonly enforcement?: Rule["enforcement"];
  readonly kinds: readonly Kind[];
  /** Which of them the rule is about; all if it is not given. */
  readonly about?: (graph: Graph, resource: Resource) => boolean;
  /** Why the rule does not apply where there are none. */
  readonly none: string;
  readonly judge: (graph: Graph, resource: Resource, config: PackConfig) => readonly Finding[];
}

/** Makes a rule of a judgement on single resources. */
export function resourceRule({ kinds, about, none, judge, severity, enforcement, ...rule }: ResourceRule): Rule {
  return {
    ...rule,
    severity: severity ?? "high",
    enforcement: enforcement ?? "mandatory",
    check: (graph, config) => {
      const resources = kinds.flatMap((kind) => ofKind(graph, kind)).filter((one) => about?.(graph, one) ?? true);
      return resources.length === 0 ? notApplicable(none) : resources.flatMap((one) => judge(graph, one, config));
    },
  };
}
