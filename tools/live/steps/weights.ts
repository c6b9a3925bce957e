import { outputsOf } from "../outputs";
import type { Place } from "../scene";

/** Weight by ARN of the target group. */
export type Weights = Readonly<Record<string, number>>;

interface Rule {
  readonly IsDefault?: boolean;
  readonly Actions: readonly {
    readonly ForwardConfig?: {
      readonly TargetGroups: readonly { readonly TargetGroupArn: string; readonly Weight?: number }[];
    };
  }[];
}

/** Live weights of the rule that ECS governs: the one with two target groups. */
export async function weightsOf({ world, stack }: Place): Promise<Weights> {
  const { loadBalancers } = await outputsOf(stack);
  const [balancer] = Object.values(loadBalancers);
  const listeners = await world.aws("elbv2", "describe-listeners", { LoadBalancerArn: balancer?.arn });
  const found = listeners.ok ? (listeners.value["Listeners"] as readonly { readonly ListenerArn: string }[]) : [];
  for (const { ListenerArn } of found) {
    const answer = await world.aws("elbv2", "describe-rules", { ListenerArn });
    const rules = answer.ok ? (answer.value["Rules"] as readonly Rule[]) : [];
    const groups = rules.flatMap(({ Actions }) =>
      Actions.map(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []),
    );
    const governed = groups.find(({ length }) => length === 2);
    if (governed !== undefined)
      return Object.fromEntries(governed.map(({ TargetGroupArn, Weight = 1 }) => [TargetGroupArn, Weight]));
  }
  return {};
}

/** The weights in words, without ARNs: target groups in the order of their ARNs. */
export const shown = (weights: Weights) =>
  Object.entries(weights)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, weight]) => String(weight))
    .join(" and ") || "no rule with two target groups";

export const same = (a: Weights, b: Weights) => shown(a) === shown(b) && shown(a).includes(" and ");
