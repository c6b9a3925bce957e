import { successMinutes } from "./deployment-minutes";
import { drainByService } from "./drain";
import { isRunning } from "./load-balancing/load-balancing";
import type { DeploymentNode, Plan } from "./plan";
import { targetGroupsByService } from "./plan-queries";
import type { Problem } from "./problem";
import { serviceAt } from "./settings/config-path";
import type { Settings } from "./settings/settings";
import { hookMinutes, shiftMinutesByService } from "./shift-minutes";
import { movesRequests, strategyOf } from "./strategies";

const texts = {
  entering:
    "what is in front of its tasks gets the second target group, and requests stay where they are; when the update has succeeded, remove entering, and the next update begins the strategy",
  both: "its tasks register in both target groups, and requests stay where they are; when the update has succeeded, set leaving: primary",
  primary:
    "requests go to its first target group, and the second one is kept; when the update has succeeded, remove deployment, and the next update ends the strategy",
} as const;

const strategyNames = { blueGreen: "blue/green", linear: "linear", canary: "canary" } as const;

/** Stages at which deployments of a service wait for a function or a person. */
function hookNote(name: string, { hooks, ...deployment }: DeploymentNode): readonly string[] {
  const longest = hookMinutes({ hooks, ...deployment });
  if (longest === 0) return [];
  const pauses = hooks.flatMap((hook) => ("pause" in hook ? hook.stages : []));
  const answer =
    pauses.length === 0
      ? ""
      : `; at ${[...new Set(pauses)].join(", ")} it goes on when someone runs aws ecs continue-service-deployment`;
  return [`${name}: its hooks may hold an update for up to ${longest} minutes more${answer}`];
}

/** What rolls back a deployment, and what does not. */
function alarmNote(
  name: string,
  { alarmNames, errorPercent, alarmsOff }: DeploymentNode,
  isAlb: boolean,
): readonly string[] {
  if (alarmNames.length === 0 && errorPercent === undefined) return [];
  if (alarmsOff) return [`${name}: its alarms roll no deployment back; the next update may have no alarms`];
  const counted =
    isAlb || errorPercent === undefined ? "" : "; behind an NLB, errorPercent counts errors of the whole API";
  return [
    `${name}: only an alarm in the state ALARM rolls a deployment back, so one without data (INSUFFICIENT_DATA) does not${counted}`,
  ];
}

/** What updates do to services in whose deployments ECS moves requests, and how long they take. */
export function deploymentNotes(plan: Plan): readonly string[] {
  const [drains, shiftMinutes, groups] = [
    drainByService(plan),
    shiftMinutesByService(plan),
    targetGroupsByService(plan),
  ];
  return plan.services.flatMap((service) => {
    const { name, deployment, wait } = service;
    if (deployment === undefined) return [];
    if (!movesRequests(deployment)) return [`${name}: ${texts[deployment.leaving ?? "entering"]}`];
    const drain = drains.get(name);
    const moving = shiftMinutes.get(name) ?? 0;
    const isAlb = groups.get(name)?.[0]?.balancer.type === "alb";
    const minutes = drain === undefined ? moving : successMinutes(service, drain, moving);
    return [
      `${name}: a deployment (${strategyNames[deployment.strategy]}) may take ${minutes} minutes, of which ${moving} from the first request that moves${isAlb ? "" : "; behind an NLB, ECS waits 10 minutes at each move"}. To leave the strategy, write leaving: both`,
      ...(wait
        ? []
        : [
            `${name}: with wait: false an update ends while requests still move, and does not fail if ECS rolls back; let a deployment end before the next update`,
          ]),
      ...alarmNote(name, deployment, isAlb),
      ...hookNote(name, deployment),
    ];
  });
}

/** Names of the target groups of each service. */
const groupNames = (plan: Pick<Plan, "balancers">) =>
  new Map(
    [...targetGroupsByService(plan)].map(([name, groups]) => [
      name,
      groups.map(({ targetGroup }) => targetGroup.name).join(", "),
    ]),
  );

/**
 * Services with a strategy whose target groups differ between the topology that serves and the one that stands by: ECS moves
 * requests between two target groups of one place.
 */
export function strategiesBesideStandby(
  settings: Settings,
  [serving, standby]: readonly Pick<Plan, "balancers">[],
): readonly Problem[] {
  if (serving === undefined || standby === undefined) return [];
  const [now, then] = [groupNames(serving), groupNames(standby)];
  return settings.services
    .filter(isRunning)
    .filter((service) => strategyOf(service) !== undefined && now.get(service.name) !== then.get(service.name))
    .map(({ name }) => ({
      where: serviceAt(settings, name, "deployment"),
      message: `moves requests between two target groups, and with standby: ${String(settings.standby)} the tasks have others there (${then.get(name) ?? "none"}; under option ${settings.option}: ${now.get(name) ?? "none"})`,
      fix: "leave the strategy before standby is set (leaving: both, then leaving: primary, then no deployment), or remove standby",
    }));
}
