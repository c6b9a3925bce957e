import { minutesOf } from "./estimate";
import type { Chosen } from "./select";

/** What fits into a budget. */
export interface Schedule {
  /** Minutes until the last scene is destroyed. */
  readonly minutes: number;
  /** Ids of the steps that are made. */
  readonly made: readonly string[];
  /** Ids of the steps that no longer fit. */
  readonly left: readonly string[];
}

/** One scene that begins at a minute. @returns the minute at which nothing of it is left, and what it makes */
function inBudget({ scene, steps }: Chosen, begin: number, budgetMinutes: number): Schedule {
  if (begin + minutesOf(scene, steps.slice(0, 1)) > budgetMinutes)
    return { minutes: begin, made: [], left: steps.map(({ id }) => id) };
  let now = begin + scene.upMinutes;
  const fits = steps.filter(({ minutes }) => {
    const isShort = now + minutes + scene.downMinutes <= budgetMinutes;
    if (isShort) now += minutes;
    return isShort;
  });
  return {
    minutes: now + scene.downMinutes,
    made: fits.map(({ id }) => id),
    left: steps.filter((step) => !fits.includes(step)).map(({ id }) => id),
  };
}

/**
 * What a run makes by the estimates: the next scene begins as soon as one of those that exist is destroyed.
 *
 * @param atOnce - how many scenes exist at one time
 */
export function scheduleOf(chosen: readonly Chosen[], atOnce: number, budgetMinutes: number): Schedule {
  const ends = Array.from({ length: Math.min(atOnce, chosen.length) }, () => 0);
  const all = chosen.map((one) => {
    const begin = Math.min(...ends);
    const schedule = inBudget(one, begin, budgetMinutes);
    ends[ends.indexOf(begin)] = schedule.minutes;
    return schedule;
  });
  return {
    minutes: Math.max(0, ...ends),
    made: all.flatMap(({ made }) => made),
    left: all.flatMap(({ left }) => left),
  };
}
