import { shortened } from "../naming";
import type { Action, RuleNode, TargetGroupNode } from "../plan";
import type { Deployment } from "../settings/settings";
import { strategyOf } from "../strategies";
import type { BalancedService } from "./load-balancing";

/** What a service in whose deployments ECS moves requests has beside its target group. */
export interface Shifting {
  /** The twin of its target group. */
  readonly alternate: TargetGroupNode;
  /** Action that has both target groups. */
  readonly action: Action;
}

/** Whether the stack sets the weights of the action, and not ECS. */
function declaredBy({ entering, leaving }: Deployment): Pick<Action & { readonly kind: "forward" }, "declared"> {
  if (entering) return { declared: "entering" };
  return leaving === "primary" ? { declared: "leaving" } : {};
}

/** The alternate target group of a service and the action in front of both; undefined if its tasks are replaced one by one. */
export function shiftingOf(service: BalancedService, primary: TargetGroupNode): Shifting | undefined {
  const strategy = strategyOf(service);
  if (strategy === undefined) return undefined;
  const alternate = { ...primary, name: shortened(`${primary.name}-alt`), alternateOf: primary.name };
  const both = { kind: "forward", targetGroup: primary.name, alternate: alternate.name } as const;
  return { alternate, action: { ...both, ...declaredBy(strategy) } };
}

/**
 * The rule by which requests with the header of a service reach its new tasks before clients do, if it has one: the same
 * paths as its production rule, which comes after it.
 *
 * @param production - the production rule
 */
export function testRules(service: BalancedService, production: RuleNode, priority: number): readonly RuleNode[] {
  const testHeader = strategyOf(service)?.testHeader;
  return testHeader === undefined ? [] : [{ ...production, name: `${production.name}-test`, priority, testHeader }];
}
