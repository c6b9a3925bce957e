import { addressProblems } from "./addresses";
import type { Plan } from "./plan";
import { planStack } from "./planner";
import type { Problem } from "./problem";
import { exceededQuotas, quotaProblems } from "./quotas/problems";
import type { Settings } from "./settings/settings";

/** A limit that only both topologies together reach. */
const together = ({ message, fix }: Problem, { option, standby }: Settings): Problem => ({
  where: "standby",
  message: `got ${String(standby)}; option ${option} fits alone, and while both options exist: ${message}`,
  fix: `remove standby, or set another one; or ${fix}`,
});

/**
 * Quotas that a plan exceeds, and subnets that are too small for it. Where the topology that serves fits alone, the
 * problem is the standby.
 */
export function limitProblems(plan: Plan, settings: Settings): readonly Problem[] {
  const excesses = quotaProblems(plan, settings);
  const shortages = addressProblems(plan, settings);
  if (settings.standby === undefined || excesses.length + shortages.length === 0)
    return [...excesses.map(({ problem }) => problem), ...shortages];
  const alone = { ...settings, standby: undefined };
  const serving = planStack(alone).plan;
  const exceeded = new Set(exceededQuotas(serving, alone).map(({ quota, scope }) => `${quota} ${scope}`));
  const small = new Set(addressProblems(serving, alone).map(({ where }) => where));
  return [
    ...excesses.map(({ usage: { quota, scope }, problem }) =>
      exceeded.has(`${quota} ${scope}`) ? problem : together(problem, settings),
    ),
    ...shortages.map((problem) => (small.has(problem.where) ? problem : together(problem, settings))),
  ];
}
