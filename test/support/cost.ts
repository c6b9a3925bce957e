import { trafficCost } from "../../core/compare/traffic";
import { fixedCost } from "../../core/cost";
import type { Plan } from "../../core/plan";
import type { PreviewResult } from "../../report/result";
import { defaultTraffic } from "../../tools/traffic";

/** The cost of a plan, as a preview has it. */
export const costOf = (plan: Plan, region = "us-east-1"): PreviewResult["cost"] => ({
  ...fixedCost(plan, region),
  traffic: trafficCost(plan, defaultTraffic, region),
});
