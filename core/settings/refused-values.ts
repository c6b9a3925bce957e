import type { z } from "zod";
import { pathText } from "./config-path";
import { mayFollow, placeOf, refusedPlace } from "./consequences";
import { placeholderFront, placeholderService, placeholderUsagePlan, placeholderVpc } from "./placeholders";

type Path = readonly PropertyKey[];
type Values = Record<PropertyKey, unknown>;

/** Paths of the values that a schema refuses; those of unknown keys are the keys themselves. */
export const refusedPaths = (issues: readonly z.core.$ZodIssue[]): readonly Path[] =>
  issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
  );

const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isContainer = (value: unknown): value is Values => typeof value === "object" && value !== null;

/** Deletes the value at a path; of a list inside an entry the whole list, so that no index moves. */
function deleteAt(values: Values, path: Path): void {
  let container: unknown = values;
  for (const [depth, step] of path.entries()) {
    if (!isContainer(container)) return;
    const value: unknown = container[step];
    if (depth === path.length - 1 || (depth >= 2 && Array.isArray(value))) {
      // An entry of a list stays as a gap, which a placeholder fills.
      if (Array.isArray(container)) container[step as number] = undefined;
      else Reflect.deleteProperty(container, step);
      return;
    }
    container = value;
  }
}

const entriesOf = (list: unknown): readonly unknown[] => (Array.isArray(list) ? (list as unknown[]) : []);

/** Fills the gaps of the lists, so that their other entries can be checked. */
function withPlaceholders(values: Values, refused: readonly Path[]): Values {
  const keys = new Set(refused.map((path) => pathText(path.slice(0, 3))));
  const isRefused = (...path: Path) => keys.has(pathText(path));
  const services = entriesOf(values["services"]);
  const wanted = services.flatMap((entry) => (isObject(entry) && typeof entry["vpc"] === "string" ? entry["vpc"] : []));
  const given = entriesOf(values["vpcs"]);
  const vpcs =
    given.length > 0
      ? given
      : [...new Set([...wanted, ...(wanted.length > 0 ? [] : [undefined])])].map((name) => ({ name, existing: {} }));
  const completeVpcs = vpcs.map((entry, index) =>
    placeholderVpc(isObject(entry) ? entry : {}, index, (key) => isRefused("vpcs", index, key)),
  );
  const firstVpc = completeVpcs[0]?.name ?? "";
  const completeServices = (services.length > 0 ? services : [{}]).map((entry, index) =>
    placeholderService(isObject(entry) ? entry : {}, index, {
      vpc: firstVpc,
      isRefused: (key) => isRefused("services", index, key),
    }),
  );
  const groups = entriesOf(values["groups"]).filter((entry) => isObject(entry) && typeof entry["name"] === "string");
  const { usagePlans } = values;
  return {
    ...values,
    ...placeholderFront(values),
    ...(Array.isArray(usagePlans) ? { usagePlans: entriesOf(usagePlans).map(placeholderUsagePlan) } : {}),
    vpcs: completeVpcs,
    services: completeServices,
    groups,
  };
}

/**
 * The configuration without the values that its schema refuses, so that the others can be checked in the same run.
 *
 * @param refused - paths of the refused values
 * @returns those values, and whether a problem at a place may be a consequence of a refused one
 */
export function withoutRefused(
  raw: Readonly<Record<string, unknown>>,
  refused: readonly Path[],
): { readonly values: Values; readonly isConsequence: (where: string) => boolean } {
  const values = structuredClone(raw) as Values;
  for (const path of refused) deleteAt(values, path);
  const places = refused.map(refusedPlace);
  return {
    values: withPlaceholders(values, refused),
    isConsequence: (where) => {
      const place = placeOf(where);
      return places.some((other) => mayFollow(place, other));
    },
  };
}
