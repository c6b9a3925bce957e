import { called } from "../call";
import { outputsOf } from "../outputs";
import type { Place } from "../scene";

/** Weight by ARN of the target group. */
export type Weights = Readonly<Record<string, number>>;

interface Rule {
  readonly RuleArn: string;
  readonly Actions: readonly {
    readonly ForwardConfig?: {
      readonly TargetGroups: readonly { readonly TargetGroupArn: string; readonly Weight?: number }[];
    };
  }[];
}

interface Governed extends Rule {
  readonly weights: Weights;
}

/** The rule that ECS governs, as it is now: the one with two target groups. */
export async function governedRule({ world, stack }: Place): Promise<Governed | undefined> {
  const { loadBalancers } = await outputsOf(stack);
  const [balancer] = Object.values(loadBalancers);
  const listeners = await world.aws("elbv2", "describe-listeners", { LoadBalancerArn: balancer?.arn });
  const found = listeners.ok ? (listeners.value["Listeners"] as readonly { readonly ListenerArn: string }[]) : [];
  for (const { ListenerArn } of found) {
    const answer = await world.aws("elbv2", "describe-rules", { ListenerArn });
    const rules = answer.ok ? (answer.value["Rules"] as readonly Rule[]) : [];
    for (const { RuleArn, Actions } of rules) {
      const groups = Actions.map(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []);
      const two = groups.find(({ length }) => length === 2);
      if (two === undefined) continue;
      const weights = Object.fromEntries(two.map(({ TargetGroupArn, Weight = 1 }) => [TargetGroupArn, Weight]));
      return { RuleArn, Actions, weights };
    }
  }
  return undefined;
}

/** Writes the rule as it was. Pulumi ignores its weights, so no update does it. @throws Error with AWS's message */
export async function putRuleBack({ world }: Place, { RuleArn, Actions }: Governed): Promise<void> {
  await called(world, "elbv2", "modify-rule", { RuleArn, Actions });
}

/** Live weights of the rule that ECS governs; empty if none has two target groups. */
export const weightsOf = async (place: Place): Promise<Weights> => (await governedRule(place))?.weights ?? {};

/** The weights in words, without ARNs: target groups in the order of their ARNs. */
export const shown = (weights: Weights) =>
  Object.entries(weights)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, weight]) => String(weight))
    .join(" and ") || "no rule with two target groups";

export const same = (a: Weights, b: Weights) => shown(a) === shown(b) && shown(a).includes(" and ");
