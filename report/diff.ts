import type { Traffic } from "../core/compare/traffic-line";
import type { ApiChanges, RouteChanges } from "./api-changes";
import { apiChanges, routeChanges } from "./api-changes";
import type { Change } from "./change";
import { change, paired } from "./change";
import type { PassFinding } from "./passes";
import { joinedFindings } from "./passes";
import type { Replacing, ResourceChanges } from "./resource-changes";
import { resourceChanges } from "./resource-changes";
import type { PreviewResult } from "./result";

type Quota = PreviewResult["quotas"][number];
type CostLine = PreviewResult["cost"]["lines"][number];

/** What is new in one of two lists, and what is no longer there. */
interface NewAndGone<T> {
  readonly new: readonly T[];
  readonly gone: readonly T[];
}

/** Findings that only one of two previews has, and those whose message is another one, of the same policy and resource. */
interface FindingChanges extends NewAndGone<PassFinding> {
  readonly reworded: readonly Change<PassFinding>[];
}

/** Use of a quota in its fullest scope; a side is absent if the stack does not use the quota there. */
export interface QuotaChange {
  readonly quota: Quota["quota"];
  readonly name: string;
  readonly before?: Pick<Quota, "scope" | "used" | "limit">;
  readonly after?: Pick<Quota, "scope" | "used" | "limit">;
}

/** Fixed cost of one kind of resource. */
interface CostLineChange {
  readonly name: string;
  readonly count: Change<number>;
  readonly usdPerMonth: Change<number>;
}

/** Monthly costs that change. */
interface CostChanges {
  readonly fixedUsdPerMonth?: Change<number>;
  /** Cost of the requests of `traffic`. */
  readonly trafficUsdPerMonth?: Change<number>;
  readonly traffic: Traffic;
  readonly lines: readonly CostLineChange[];
}

/** The difference of two previews of one stack. */
export interface StackDiff {
  readonly stack: string;
  readonly accepted: Change<boolean>;
  readonly api: ApiChanges;
  readonly routes: RouteChanges;
  readonly resources: ResourceChanges;
  readonly cost: CostChanges;
  readonly quotas: readonly QuotaChange[];
  /** How many more services fit. */
  readonly growth?: Change<PreviewResult["growth"]>;
  readonly findings: FindingChanges;
  readonly notes: NewAndGone<string>;
}

function costChanges(before: PreviewResult, after: PreviewResult): CostChanges {
  const { requestsPerMonth, averageKilobytes } = after.cost.traffic;
  const none = (line: CostLine): CostLine => ({ ...line, count: 0, usdPerMonth: 0 });
  const { added, removed, kept } = paired(before.cost.lines, after.cost.lines, ({ name }) => name);
  const pairs = [
    ...kept,
    ...added.map((line) => ({ before: none(line), after: line })),
    ...removed.map((line) => ({ before: line, after: none(line) })),
  ];
  return {
    ...change("fixedUsdPerMonth", before.cost.usdPerMonth, after.cost.usdPerMonth),
    ...change("trafficUsdPerMonth", before.cost.traffic.usdPerMonth, after.cost.traffic.usdPerMonth),
    traffic: { requestsPerMonth, averageKilobytes },
    lines: pairs
      .filter((pair) => pair.before.count !== pair.after.count || pair.before.usdPerMonth !== pair.after.usdPerMonth)
      .map((pair) => ({
        name: pair.after.name,
        count: { before: pair.before.count, after: pair.after.count },
        usdPerMonth: { before: pair.before.usdPerMonth, after: pair.after.usdPerMonth },
      })),
  };
}

const useOf = ({ scope, used, limit }: Quota) => ({ scope, used, limit });

function quotaChanges(before: PreviewResult, after: PreviewResult): readonly QuotaChange[] {
  const { added, removed, kept } = paired(before.quotas, after.quotas, ({ quota }) => quota);
  const changed = kept.filter((pair) => pair.before.used !== pair.after.used || pair.before.limit !== pair.after.limit);
  return [
    ...changed.map((pair) => ({
      quota: pair.after.quota,
      name: pair.after.name,
      before: useOf(pair.before),
      after: useOf(pair.after),
    })),
    ...added.map((line) => ({ quota: line.quota, name: line.name, after: useOf(line) })),
    ...removed.map((line) => ({ quota: line.quota, name: line.name, before: useOf(line) })),
  ];
}

function newAndGone<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): NewAndGone<T> {
  const { added, removed } = paired(before, after, keyOf);
  return { new: added, gone: removed };
}

const subjectOf = ({ kind, policy, level, urn }: PassFinding) => [kind, policy, level, urn].join("\n");

/** A policy may find several things in one resource: the first new one is paired with the first that is gone. */
function findingChanges(before: readonly PassFinding[], after: readonly PassFinding[]): FindingChanges {
  const gone = new Map<string, PassFinding[]>();
  const { new: added, gone: removed } = newAndGone(before, after, (each) => `${subjectOf(each)}\n${each.message}`);
  for (const finding of removed) gone.set(subjectOf(finding), [...(gone.get(subjectOf(finding)) ?? []), finding]);
  const pairs = added.map((finding) => ({ before: gone.get(subjectOf(finding))?.shift(), after: finding }));
  return {
    new: pairs.filter((pair) => pair.before === undefined).map((pair) => pair.after),
    reworded: pairs.flatMap((pair) => (pair.before === undefined ? [] : [{ before: pair.before, after: pair.after }])),
    gone: [...gone.values()].flat(),
  };
}

const sameGrowth = (before: PreviewResult["growth"], after: PreviewResult["growth"]) =>
  before.more === after.more && before.atLeast === after.atLeast;

/**
 * Compares two previews of one stack.
 *
 * @param replacing - what the provider cannot change on an existing resource
 */
export function stackDiff(before: PreviewResult, after: PreviewResult, replacing: Replacing): StackDiff {
  return {
    stack: after.stack,
    accepted: { before: before.accepted !== false, after: after.accepted !== false },
    api: apiChanges(before, after),
    routes: routeChanges(before, after),
    resources: resourceChanges(before.resources, after.resources, replacing),
    cost: costChanges(before, after),
    quotas: quotaChanges(before, after),
    ...(sameGrowth(before.growth, after.growth) ? {} : { growth: { before: before.growth, after: after.growth } }),
    findings: findingChanges(joinedFindings(before), joinedFindings(after)),
    notes: newAndGone(before.notes, after.notes, (note) => note),
  };
}
