import { fixedCost, hoursPerMonth, toCents } from "../../core/cost";
import { decide } from "../../core/decide";
import { formatProblems } from "../../core/problem";
import type { Given, Scene, Step } from "./scene";

/** What a scene creates, how long it takes, and what that costs. */
export interface SceneEstimate {
  readonly scene: Scene;
  readonly steps: readonly Step[];
  /** Minutes of its first update, its steps and its destruction. */
  readonly minutes: number;
  readonly usd: number;
  /** What AWS charges for while it exists, for example `2 × NAT gateway`. */
  readonly creates: readonly string[];
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);

/** Minutes from the first call of a scene until nothing of it is left. */
export const minutesOf = ({ upMinutes, downMinutes }: Scene, steps: readonly Step[]): number =>
  upMinutes + downMinutes + sum(steps.map(({ minutes }) => minutes));

/**
 * Estimates a scene at list prices. What is charged by the request is left out: a run sends some thousand requests.
 *
 * @throws Error if the program refuses the keys of the scene
 */
export function estimate(scene: Scene, steps: readonly Step[], given: Given): SceneEstimate {
  const decision = decide(scene.keys(given), given.region);
  if ("problems" in decision) throw new Error(`scene ${scene.id}: ${formatProblems(decision.problems)}`);
  const { lines, usdPerMonth } = fixedCost(decision.plan, given.region);
  const minutes = minutesOf(scene, steps);
  return {
    scene,
    steps,
    minutes,
    usd: toCents((usdPerMonth / hoursPerMonth) * (minutes / 60)),
    creates: lines.map(({ name, count }) => `${count} × ${name}`),
  };
}
