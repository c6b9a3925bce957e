import { called } from "../call";
import { tail } from "../live-stack";
import type { Sample } from "../load";
import { failuresOf, underLoad } from "../load";
import { outputsOf } from "../outputs";
import type { Finding, Place, Step } from "../scene";
import { judged, notSeen } from "../scene";
import { tagName } from "../scenes/services";
import { same, shown, weightsOf } from "./weights";
import type { Values } from "../world";
import { deploymentOf, describedService } from "./ecs-service";
import { bakeMinutes, canary, canaryService } from "../scenes/canary";

const version = (text: string) => ({ services: [canaryService({ environment: { VERSION: text } })] });
const web = async ({ stack }: Place) => ({ web: { url: `${(await outputsOf(stack)).url}/web` } });

export const strategyCreate: Step = {
  id: "strategy-create",
  title: "reads the weights after the first deployment",
  minutes: 1,
  check: async (place) => {
    const weights = await weightsOf(place);
    const live = Object.values(weights);
    const { strategy, deploymentCircuitBreaker } = deploymentOf(await describedService(place));
    const { enable = false } = (deploymentCircuitBreaker ?? {}) as Values;
    return [
      judged(
        "strategy-circuit-breaker",
        strategy === "CANARY" && enable === true,
        `strategy ${JSON.stringify(strategy)}, circuit breaker ${JSON.stringify(enable)}`,
      ),
      judged("strategy-narrow-role", live.length === 2, "its first deployment ended with the role of the stack"),
      judged("strategy-after-creation", live.includes(100) && live.includes(0), `weights ${shown(weights)}`),
    ];
  },
};

export const strategyUpdate: Step = {
  id: "strategy-update",
  title: "deploys by canary under load, and updates with --refresh afterwards",
  minutes: 40,
  check: async (place) => {
    const { world, stack } = place;
    const deployed = await underLoad(world, await web(place), () => stack.edit(version("2")), 30);
    const before = await weightsOf(place);
    const refreshed = await underLoad(world, await web(place), () => stack.up("--refresh"), 30);
    const after = await weightsOf(place);
    const failures = failuresOf([...deployed.samples, ...refreshed.samples]);
    const seen = `weights before ${shown(before)}, after ${shown(after)}; not served: ${failures || "none"}`;
    return [judged("strategy-ignored-weights", same(before, after) && failures === "", seen)];
  },
};

/** Starts a deployment, does something in its bake time, and waits for its end. */
async function inBake<T>(place: Place, work: () => Promise<T>) {
  const { world, stack } = place;
  const update = stack.tryUpWith(version("3"));
  await world.sleep(bakeMinutes * 60);
  const value = await work();
  return { value, ran: await update };
}

export const strategyAlarm: Step = {
  id: "strategy-alarm",
  title: "sets the alarm off in the bake time",
  minutes: 45,
  check: async (place) => {
    const { world } = place;
    const { ran } = await inBake(place, async () => {
      // Only alarms with the tag of this run: other alarms of the account must stay as they are.
      const listed = await world.aws("resourcegroupstaggingapi", "get-resources", {
        TagFilters: [{ Key: tagName, Values: [place.given.runId] }],
        ResourceTypeFilters: ["cloudwatch:alarm"],
      });
      const found = listed.ok
        ? ((listed.value["ResourceTagMappingList"] ?? []) as readonly { readonly ResourceARN: string }[])
        : [];
      for (const { ResourceARN } of found)
        await world.aws("cloudwatch", "set-alarm-state", {
          ...{ AlarmName: ResourceARN.split(":alarm:")[1], StateValue: "ALARM" },
          StateReason: "the script live",
        });
    });
    const ids = ["strategy-alarm-rollback", "strategy-alarm-reason"] as const;
    if (ran.code === 0) return ids.map((id) => judged(id, false, "the update succeeded"));
    const said = /[Dd]eployment [^\n]*(?:alarm|roll)[^\n]*/.exec(tail(ran.output))?.[0];
    if (said === undefined) return ids.map((id) => notSeen(id, tail(ran.output)));
    return [judged(ids[0], true, said), judged(ids[1], said.includes("deployment failed: alarm detected."), said)];
  },
};

export const strategyMidBake: Step = {
  id: "strategy-mid-bake",
  title: "refreshes and updates in the bake time",
  minutes: 60,
  check: async (place) => {
    const { world, stack } = place;
    // The deployment goes on when the command has ended, so the next one begins in its bake time.
    await stack.edit({ services: [canaryService({ environment: { VERSION: "4" }, wait: false })] });
    await world.sleep(bakeMinutes * 60);
    const before = await weightsOf(place);
    await stack.up("--refresh");
    const after = await weightsOf(place);
    const { samples } = await underLoad(world, await web(place), () => stack.edit(version("5")), 30);
    const failures = failuresOf(samples);
    return [
      judged("strategy-refresh-in-bake", same(before, after), `weights before ${shown(before)}, after ${shown(after)}`),
      judged(
        "strategy-update-in-bake",
        failures === "",
        `${samples.length} requests, not served: ${failures || "none"}`,
      ),
    ];
  },
};

/** Deploys once more, after the update that deleted the alarm of the service. */
async function afterAlarm(place: Place): Promise<Finding> {
  const id = "strategy-disabled-alarms";
  const { alarms } = deploymentOf(await describedService(place));
  const { enable, alarmNames = [] } = (alarms ?? {}) as {
    readonly enable?: boolean;
    readonly alarmNames?: readonly string[];
  };
  if (enable !== false || alarmNames.length === 0) return notSeen(id, "ECS keeps no disabled alarms of the service");
  const found = await called(place.world, "cloudwatch", "describe-alarms", { AlarmNames: alarmNames });
  if (((found["MetricAlarms"] ?? []) as readonly unknown[]).length > 0) return notSeen(id, "the alarm exists still");
  const services = [canaryService({ deployment: undefined, environment: { VERSION: "2" } })];
  const ran = await place.stack.tryUpWith({ services });
  return judged(id, ran.code === 0, ran.code === 0 ? "the next deployment succeeded" : tail(ran.output));
}

export const strategyLeave: Step = {
  id: "strategy-leave",
  title: "leaves the strategy in three updates under load, enters it, leaves it half and goes back",
  minutes: 100,
  check: async (place) => {
    const { world, stack } = place;
    const leaving = (step: "both" | "primary") => ({
      services: [canaryService({ deployment: { ...canary, leaving: step } })],
    });
    const samplesOf = async (...updates: readonly (() => Promise<unknown>)[]) => {
      const all = async () => {
        for (const update of updates) await update();
      };
      return (await underLoad(world, await web(place), all, 60)).samples;
    };
    const both = () => stack.edit(leaving("both"));
    const primary = () => stack.edit(leaving("primary"));
    const left = await samplesOf(both, primary);
    const weights = shown(await weightsOf(place));
    const gone = await samplesOf(() => stack.edit({ services: [canaryService({ deployment: undefined })] }));
    const disabled = await afterAlarm(place);
    const entered = await samplesOf(() => stack.edit({}));
    const back = await samplesOf(both, () => stack.edit({}));
    const judge = (id: string, samples: readonly Sample[], more = "") =>
      judged(
        id,
        failuresOf(samples) === "",
        `${samples.length} requests, not served: ${failuresOf(samples) || "none"}${more}`,
      );
    return [
      judge("strategy-leaving", [...left, ...gone]),
      judge("strategy-weights-equal", left, `; weights ${weights}`),
      disabled,
      judge("strategy-entering", entered, `; weights ${shown(await weightsOf(place))}`),
      judge("strategy-leave-back", back),
    ];
  },
};
