import { count, usd } from "../../report/words";
import type { SceneEstimate } from "./estimate";
import type { Schedule } from "./schedule";
import type { Skipped } from "./select";

/** What the estimate says beside the scenes. */
interface Around {
  readonly budgetMinutes: number;
  readonly atOnce: number;
  readonly schedule: Schedule;
  readonly skipped: readonly Skipped[];
  readonly unsettled: readonly string[];
}

function sceneText({ scene, steps, minutes, usd: cost, creates }: SceneEstimate): string {
  const own = steps.map(({ id, title, minutes: long }) => `    ${id}: ${title} (${count(long, "minute")})`);
  return [
    `  ${scene.id}: ${scene.title}`,
    `    ${minutes} minutes, ${usd(cost)} USD; creates ${creates.join(", ")}`,
    ...own,
  ].join("\n");
}

/** The estimate of a run, which it prints before it begins. */
export function estimateText(estimates: readonly SceneEstimate[], around: Around): string {
  const { minutes, made, left } = around.schedule;
  const cost = estimates.reduce((sum, estimate) => sum + estimate.usd, 0);
  const steps = estimates.reduce((sum, estimate) => sum + estimate.steps.length, 0);
  const all = estimates.reduce((sum, estimate) => sum + estimate.minutes, 0);
  const total = `${count(steps, "step")} in ${count(estimates.length, "stack")}, at most ${around.atOnce} at one time: at most ${usd(cost)} USD at list prices, requests and data on top; ${all} minutes one after the other.`;
  const fits =
    left.length === 0
      ? `The budget of ${around.budgetMinutes} minutes suffices: about ${minutes} minutes.`
      : `The budget of ${around.budgetMinutes} minutes suffices for ${made.length} of ${count(steps, "step")}. Left for another run: ${left.join(", ")}.`;
  return [
    `${total} ${fits}`,
    ...estimates.map(sceneText),
    ...around.skipped.map(({ step, reason }) => `  skipped: ${step}: ${reason}`),
    ...around.unsettled.map((text) => `  no step settles ${text}`),
  ].join("\n");
}
