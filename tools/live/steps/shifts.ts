import { called } from "../call";
import { failuresOf, underLoad } from "../load";
import { outputsOf } from "../outputs";
import type { Finding, Place, Step } from "../scene";
import { judged, notSeen } from "../scene";
import { bakeMinutes, canary, canaryService } from "../scenes/canary";
import type { Values } from "../world";
import { deploymentOf, describedService, ecsService } from "./ecs-service";
import { governedRule, putRuleBack, shown, weightsOf } from "./weights";

/** Long enough to act while only a share of the requests has moved. */
const stepMinutes = 10;
const slow = { ...canary, stepMinutes };

/** The service with another version, whose deployment nobody waits for. */
const started = (VERSION: string, more: Values = {}): Values => ({
  services: [canaryService({ deployment: slow, environment: { VERSION }, wait: false, ...more })],
});

/** Starts a deployment and waits until a share of the requests has moved. @returns the weights then */
async function intoShift(place: Place, version: string) {
  await place.stack.edit(started(version));
  // The new task starts, then the first share moves and stays for `stepMinutes`.
  await place.world.sleep((stepMinutes / 2) * 60);
  return weightsOf(place);
}

async function runningTasks(place: Place): Promise<number> {
  const { cluster, service } = await ecsService(place);
  const { taskArns } = await called(place.world, "ecs", "list-tasks", { cluster, serviceName: service });
  return (taskArns as readonly string[]).length;
}

export const strategyMidShift: Step = {
  id: "strategy-mid-shift",
  title: "asks for more tasks and updates while a share of the requests has moved",
  minutes: 60,
  check: async (place) => {
    const { world, stack } = place;
    const weights = await intoShift(place, "6");
    const isMidShift = shown(weights) === "50 and 50";
    await stack.edit(started("6", { desiredCount: 2 }));
    await world.sleep(180);
    const tasks = await runningTasks(place);
    const { url } = await outputsOf(stack);
    const { samples } = await underLoad(world, { web: { url: `${url}/web` } }, () => stack.edit(started("7")), 120);
    const failures = failuresOf(samples);
    return [
      judged("strategy-weights-as-shares", isMidShift, `weights ${shown(weights)} after half of the requests`),
      isMidShift
        ? judged("strategy-count-in-shift", tasks === 4, `${tasks} tasks with two in each revision`)
        : notSeen("strategy-count-in-shift", "the deployment was not in its first step"),
      judged(
        "strategy-update-in-shift",
        failures === "",
        `${samples.length} requests, not served: ${failures || "none"}`,
      ),
    ];
  },
};

async function stopped(place: Place): Promise<Finding> {
  const id = "strategy-stopped-keeps-weights";
  const governed = await governedRule(place);
  const before = shown(await intoShift(place, "8"));
  const { cluster, service } = await ecsService(place);
  const listed = await called(place.world, "ecs", "list-service-deployments", { cluster, service });
  const [latest] = listed["serviceDeployments"] as readonly Values[];
  const serviceDeploymentArn = latest?.["serviceDeploymentArn"];
  const stop = { serviceDeploymentArn, stopType: "ABORT" };
  const answer = await place.world.aws("ecs", "stop-service-deployment", stop);
  if (!answer.ok) return notSeen(id, `${answer.code}: ${answer.message}`);
  await place.world.sleep(60);
  const after = shown(await weightsOf(place));
  // ECS begins no deployment while two target groups serve, and the old tasks are where they were.
  if (governed !== undefined) await putRuleBack(place, governed);
  return judged(id, before === after, `weights before ${before}, after ${after}`);
}

/**
 * Beside Pulumi: the strategy ROLLING alone, in the middle of a shift. Afterwards both target groups may serve, and ECS
 * begins no deployment with a strategy any more, so nothing but the destruction of the stack may follow.
 */
async function rolled(place: Place): Promise<readonly Finding[]> {
  const ids = ["strategy-rolling-in-shift", "strategy-rolling-clears"] as const;
  const before = shown(await intoShift(place, "9"));
  const { cluster, service } = await ecsService(place);
  const deploymentConfiguration = { strategy: "ROLLING" };
  const answer = await place.world.aws("ecs", "update-service", {
    ...{ cluster, service, deploymentConfiguration, forceNewDeployment: true },
  });
  if (!answer.ok) return ids.map((id) => notSeen(id, `${answer.code}: ${answer.message}`));
  await place.world.sleep(60);
  const after = shown(await weightsOf(place));
  const { bakeTimeInMinutes, lifecycleHooks } = deploymentOf(await describedService(place));
  const isClear = (bakeTimeInMinutes ?? 0) === 0 && ((lifecycleHooks ?? []) as readonly unknown[]).length === 0;
  return [
    judged(ids[0], before === after, `weights before ${before}, after ${after}`),
    judged(ids[1], isClear, `bake time ${JSON.stringify(bakeTimeInMinutes ?? 0)}`),
  ];
}

/** The last step of its scene. */
export const strategyStop: Step = {
  id: "strategy-stop",
  title: "stops a deployment in its shift, and makes another one a rolling deployment",
  minutes: 75,
  check: async (place) => {
    const first = await stopped(place);
    await place.stack.putBack();
    await place.world.sleep(bakeMinutes * 60);
    return [first, ...(await rolled(place))];
  },
};
