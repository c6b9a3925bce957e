import type { CostAlone } from "../costs-alone";
import { costsAlone } from "../costs-alone";
import { fixedCost } from "../cost";
import type { Plan } from "../plan";
import { targetGroupsByService } from "../plan-queries";
import { planStack } from "../planner";
import type { Problem } from "../problem";
import { limitProblems } from "../standby-quotas";
import type { Raw } from "../records";
import { parseSettings } from "../settings/parse";
import type { Option, Settings } from "../settings/settings";
import { trafficCost } from "./traffic";
import type { Traffic } from "./traffic-line";

/** What two topologies of a stack cost and need while one serves and the other stands by. */
export interface Together {
  readonly option: Option;
  readonly standby: Option;
  /** Why the stack is refused with both: keys, and quotas and subnets that are full only then. */
  readonly problems: readonly Problem[];
  /** In USD per month; absent if the configuration is refused, so that there is no whole plan. */
  readonly cost?: {
    readonly fixedUsdPerMonth: number;
    readonly trafficUsdPerMonth: number;
    readonly alone: readonly CostAlone[];
  };
  /** Services that are deployed again, because their target groups change: when the standby comes, and when the other goes. */
  readonly redeployed?: { readonly whenItComes: readonly string[]; readonly whenTheOtherGoes: readonly string[] };
}

/** Services that run under both plans, with other target groups. */
function redeployed(before: Plan, after: Plan): readonly string[] {
  const groupsIn = (plan: Plan) => {
    const groups = targetGroupsByService(plan);
    return (service: string) =>
      (groups.get(service) ?? [])
        .map(({ targetGroup }) => targetGroup.name)
        .sort()
        .join();
  };
  const [old, next] = [groupsIn(before), groupsIn(after)];
  return before.services.map(({ name }) => name).filter((name) => old(name) !== next(name));
}

const planOfOnly = (settings: Settings, option: Option): Plan =>
  planStack({ ...settings, option, standby: undefined }).plan;

/**
 * A stack with both of its topologies.
 *
 * @param values - configuration values by key, without the project's namespace
 * @returns undefined for a stack without a standby
 */
export function together(values: Raw, region: string | undefined, traffic: Traffic): Together | undefined {
  const { option = 1, standby } = values as { readonly option?: Option; readonly standby?: Option };
  if (standby === undefined) return undefined;
  const parsed = parseSettings(values, region);
  if ("problems" in parsed) return { option, standby, problems: parsed.problems };
  const { settings } = parsed;
  const { plan, problems } = planStack(settings);
  if (problems.length > 0) return { option, standby, problems };
  return {
    option,
    standby,
    problems: limitProblems(plan, settings),
    cost: {
      fixedUsdPerMonth: fixedCost(plan, settings.region).usdPerMonth,
      trafficUsdPerMonth: trafficCost(plan, traffic, settings.region).usdPerMonth,
      alone: costsAlone(settings),
    },
    redeployed: {
      whenItComes: redeployed(planOfOnly(settings, option), plan),
      whenTheOtherGoes: redeployed(plan, planOfOnly(settings, standby)),
    },
  };
}
