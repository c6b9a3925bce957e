import { isObject } from "../values";
import type { Existing, Lookup } from "./existing";
import { objects } from "./existing";
import type { Weighting } from "./live-state";

const rule = "aws:lb/listenerRule:ListenerRule";
const listener = "aws:lb/listener:Listener";

const keyOf = ({ type }: Existing) => (type === rule ? "actions" : "defaultActions");

/** The listener rule or listener with this ARN. */
export const governedBy = (account: Lookup, arn: string): Existing | undefined =>
  account.where(rule, "arn", arn)[0] ?? account.where(listener, "arn", arn)[0];

/** Weights by ARN of the target groups that a listener rule or listener forwards to, as they are now; 1 where none is set. */
export function weightsOf(governed: Existing): Readonly<Record<string, number>> {
  const action = objects(governed, keyOf(governed)).at(-1) ?? {};
  const { forward, targetGroupArn } = action;
  const groups = isObject(forward) && Array.isArray(forward["targetGroups"]) ? forward["targetGroups"] : [];
  const weighted = groups.filter(isObject).map(({ arn, weight }) => [String(arn), Number(weight ?? 1)] as const);
  if (weighted.length > 0) return Object.fromEntries(weighted);
  return typeof targetGroupArn === "string" && targetGroupArn !== "" ? { [targetGroupArn]: 1 } : {};
}

/**
 * A listener rule or listener with other weights. ECS writes a list of target groups with weights, also where there was
 * one target group only.
 * Source: https://github.com/go-to-k/cdk-real-drift/issues/1730
 */
export function withWeights(governed: Existing, weights: Weighting["weights"]): Existing {
  const key = keyOf(governed);
  const actions = objects(governed, key);
  const last = Object.fromEntries(Object.entries(actions.at(-1) ?? {}).filter(([name]) => name !== "targetGroupArn"));
  const forward = isObject(last["forward"]) ? last["forward"] : {};
  const all = { ...weightsOf(governed), ...weights };
  const targetGroups = Object.entries(all).map(([arn, weight]) => ({ arn, weight }));
  const shifted = { ...last, type: "forward", forward: { ...forward, targetGroups } };
  return { ...governed, inputs: { ...governed.inputs, [key]: [...actions.slice(0, -1), shifted] } };
}
