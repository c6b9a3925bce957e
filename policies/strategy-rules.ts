import type { Rule } from "./rule";
import { alternateChecksHealthAlike } from "./rules/alternate-checks-health-alike";
import { alternateIsATwin } from "./rules/alternate-is-a-twin";
import { cloudMapServiceRolls } from "./rules/cloud-map-service-rolls";
import { deploymentStrategySettings } from "./rules/deployment-strategy-settings";
import { ecsMayShiftTraffic } from "./rules/ecs-may-shift-traffic";
import { governedActionNamesBothGroups } from "./rules/governed-action-names-both-groups";
import { productionRuleFitsService } from "./rules/production-rule-fits-service";
import { scalingSignalFitsStrategy } from "./rules/scaling-signal-fits-strategy";
import { shiftingServiceWaitsForRole } from "./rules/shifting-service-waits-for-role";
import { strategyNamesAlternates } from "./rules/strategy-names-alternates";

/** Rules on ECS services whose traffic ECS shifts: blue/green, linear and canary deployments. */
export const strategyRules: readonly Rule[] = [
  alternateChecksHealthAlike,
  alternateIsATwin,
  cloudMapServiceRolls,
  deploymentStrategySettings,
  ecsMayShiftTraffic,
  governedActionNamesBothGroups,
  productionRuleFitsService,
  scalingSignalFitsStrategy,
  shiftingServiceWaitsForRole,
  strategyNamesAlternates,
];
