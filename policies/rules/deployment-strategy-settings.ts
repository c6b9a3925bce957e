import type { Resource } from "../graph/resource";
import { isSet, known, readElements, readNumber, readString, readStrings } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

const block = "deploymentConfiguration";
const strategies: readonly string[] = ["ROLLING", "BLUE_GREEN", "LINEAR", "CANARY"];

/**
 * Configuration of the two strategies that move requests in steps.
 * Sources: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinearConfiguration.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CanaryConfiguration.html
 */
const stepped = [
  { strategy: "LINEAR", at: "linearConfiguration", percent: "stepPercent", least: 3, wait: "stepBakeTimeInMinutes" },
  {
    strategy: "CANARY",
    at: "canaryConfiguration",
    percent: "canaryPercent",
    least: 0.1,
    wait: "canaryBakeTimeInMinutes",
  },
] as const;

/** `PRE_PRODUCTION_TRAFFIC_SHIFT` is newer than the documentation of the provider. */
const hookStages: readonly string[] = [
  "RECONCILE_SERVICE",
  "PRE_SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRE_PRODUCTION_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
  "POST_PRODUCTION_TRAFFIC_SHIFT",
];
const notForPauses: readonly string[] = ["TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT"];

const longestPauseMinutes = 20_160;

function minutesFault(service: Resource, path: string, most = 1440): readonly string[] {
  const text = known(readString(service, path));
  if (text === undefined || text === "") return [];
  const minutes = Number(text);
  return Number.isInteger(minutes) && minutes >= 0 && minutes <= most
    ? []
    : [`${path} is ${text}, and ECS allows whole minutes from 0 to ${most}`];
}

function percentFault(service: Resource, path: string, least: number): readonly string[] {
  const percent = known(readNumber(service, path));
  if (percent === undefined) return [];
  // A tenth such as 0.3 is no exact number.
  const isTenth = Math.abs(percent * 10 - Math.round(percent * 10)) < 1e-6;
  return isTenth && percent >= least && percent <= 100
    ? []
    : [`${path} is ${percent}, and ECS allows ${least.toFixed(1)} to 100.0 in steps of 0.1`];
}

function stepFaults(service: Resource, strategy: string): readonly string[] {
  return stepped.flatMap(({ strategy: own, at, percent, least, wait }) => {
    const path = `${block}.${at}`;
    if (strategy !== own) return [];
    return isSet(service, path)
      ? [...percentFault(service, `${path}.${percent}`, least), ...minutesFault(service, `${path}.${wait}`)]
      : [`strategy ${own} needs ${path}`];
  });
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html */
function hookFaults(service: Resource, at: string): readonly string[] {
  const type = readString(service, `${at}.targetType`);
  const stages = known(readStrings(service, `${at}.lifecycleStages`)) ?? [];
  const unknownStages = stages.filter((stage) => !hookStages.includes(stage));
  const paused = stages.filter((stage) => notForPauses.includes(stage));
  const missing = ["hookTargetArn", "roleArn"].filter((name) => !isSet(service, `${at}.${name}`));
  const target = type.kind === "absent" ? "AWS_LAMBDA" : known(type);
  const ofStages = unknownStages.length === 0 ? [] : [`${at} has no such stage as ${unknownStages.join(", ")}`];
  if (target === "PAUSE")
    return [
      ...ofStages,
      ...(paused.length === 0 ? [] : [`${at} cannot pause at ${paused.join(" and ")}`]),
      ...minutesFault(service, `${at}.timeoutConfiguration.timeoutInMinutes`, longestPauseMinutes),
    ];
  if (target === undefined) return ofStages;
  if (target !== "AWS_LAMBDA") return [`${at} has targetType ${target}, and ECS has AWS_LAMBDA and PAUSE`];
  return [...ofStages, ...(missing.length === 0 ? [] : [`${at} has no ${missing.join(" and no ")}`])];
}

function faultsOf(service: Resource): readonly string[] {
  const strategy = known(readString(service, `${block}.strategy`)) ?? "ROLLING";
  const hooks = known(readElements(service, `${block}.lifecycleHooks`)) ?? [];
  const bake = `${block}.bakeTimeInMinutes`;
  if (!strategies.includes(strategy)) return [`${block}.strategy is ${strategy}, and ECS has ${strategies.join(", ")}`];
  return [
    ...(strategy === "BLUE_GREEN" && !isSet(service, bake) ? [`strategy BLUE_GREEN needs ${bake}`] : []),
    ...minutesFault(service, bake),
    ...stepFaults(service, strategy),
    ...hooks.flatMap((at) => hookFaults(service, at)),
  ];
}

export const deploymentStrategySettings = resourceRule({
  id: "deployment-strategy-settings",
  displayName: "ECS accepts the deployment strategy",
  description: "Strategy, bake time, steps and hooks of an ECS service are those that ECS accepts.",
  severity: "critical",
  remediation: "Change the setting named in the finding.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
  tags: ["wiring", "ecs"],
  hop: "service",
  kinds: ["ecsService"],
  about: (_, service) => isSet(service, block) && readString(service, `${block}.strategy`).kind !== "unknown",
  none: "no ECS service sets deploymentConfiguration",
  judge: (_, service) => {
    const faults = faultsOf(service);
    return faults.length === 0
      ? []
      : [violation(service, `the deployment settings of ECS service ${service.name} are wrong: ${faults.join("; ")}`)];
  },
});
