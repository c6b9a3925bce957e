import { assumptions } from "./assumptions";
import type { Report } from "./report";
import type { Given, Need, Scene, Step } from "./scene";

/** The steps of a scene that a run makes. */
export interface Chosen {
  readonly scene: Scene;
  readonly steps: readonly Step[];
}

/** A step that a run does not make, and why. */
export interface Skipped {
  readonly scene: string;
  readonly step: string;
  readonly reason: string;
}

const missing: Readonly<Record<Need, string>> = {
  domain: "needs --domain and --hosted-zone",
  endpointService: "needs --endpoint-service",
};

const stepsOf = (scenes: readonly Scene[]) => scenes.flatMap(({ steps }) => steps);

/** Ids that `--only` takes, steps and assumptions, and are not among these. */
export function unknownIds(only: readonly string[], scenes: readonly Scene[]): readonly string[] {
  const known = new Set([...stepsOf(scenes), ...assumptions].map(({ id }) => id));
  return only.filter((id) => !known.has(id));
}

/** Assumptions without a step that `--only` names, each with the reason. */
export const unsettledIn = (only: readonly string[]): readonly string[] =>
  assumptions.flatMap((row) => (only.includes(row.id) && "unsettled" in row ? [`${row.id}: ${row.unsettled}`] : []));

/** Steps that an earlier run has done. */
const doneIn = ({ steps }: Report) => steps.filter(({ state }) => state === "done").map(({ step }) => step);

/**
 * Chooses the steps of a run.
 *
 * @param only - ids of steps or assumptions; all if it is empty
 * @param earlier - report of a run whose steps are not made again
 */
export function select(
  scenes: readonly Scene[],
  given: Given,
  only: readonly string[],
  earlier?: Report,
): { readonly chosen: readonly Chosen[]; readonly skipped: readonly Skipped[] } {
  const named = new Set([
    ...only,
    ...assumptions.flatMap((row) => ("step" in row && only.includes(row.id) ? [row.step] : [])),
  ]);
  const done = earlier === undefined ? [] : doneIn(earlier);
  const isWanted = ({ id }: Step) => (only.length === 0 || named.has(id)) && !done.includes(id);
  const wanted = scenes
    .map((scene) => ({ scene, steps: scene.steps.filter(isWanted) }))
    .filter(({ steps }) => steps.length > 0);
  const lacks = ({ needs }: Scene) =>
    needs.filter((need) => given[need] === undefined || (need === "domain" && given.hostedZone === undefined));
  return {
    chosen: wanted.filter(({ scene }) => lacks(scene).length === 0),
    skipped: wanted.flatMap(({ scene, steps }) =>
      lacks(scene).flatMap((need) => steps.map(({ id }) => ({ scene: scene.id, step: id, reason: missing[need] }))),
    ),
  };
}
