import { failuresOf, underLoad } from "../load";
import { outputsOf } from "../outputs";
import type { Place, Step } from "../scene";
import { judged } from "../scene";
import { tagName } from "../scenes/services";
import { bakeMinutes, canary, canaryService } from "../scenes/canary";

/** Weight by ARN of the target group. */
type Weights = Readonly<Record<string, number>>;

interface Rule {
  readonly IsDefault?: boolean;
  readonly Actions: readonly {
    readonly ForwardConfig?: {
      readonly TargetGroups: readonly { readonly TargetGroupArn: string; readonly Weight?: number }[];
    };
  }[];
}

/** Live weights of the rule that ECS governs: the one with two target groups. */
async function weightsOf({ world, stack }: Place): Promise<Weights> {
  const { loadBalancers } = await outputsOf(stack);
  const [balancer] = Object.values(loadBalancers);
  const listeners = await world.aws("elbv2", "describe-listeners", { LoadBalancerArn: balancer?.arn });
  const found = listeners.ok ? (listeners.value["Listeners"] as readonly { readonly ListenerArn: string }[]) : [];
  for (const { ListenerArn } of found) {
    const answer = await world.aws("elbv2", "describe-rules", { ListenerArn });
    const rules = answer.ok ? (answer.value["Rules"] as readonly Rule[]) : [];
    const groups = rules.flatMap(({ Actions }) =>
      Actions.map(({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? []),
    );
    const governed = groups.find(({ length }) => length === 2);
    if (governed !== undefined)
      return Object.fromEntries(governed.map(({ TargetGroupArn, Weight = 1 }) => [TargetGroupArn, Weight]));
  }
  return {};
}

/** The weights in words, without ARNs: target groups in the order of their ARNs. */
const shown = (weights: Weights) =>
  Object.entries(weights)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, weight]) => String(weight))
    .join(" and ") || "no rule with two target groups";

const same = (a: Weights, b: Weights) => shown(a) === shown(b) && shown(a).includes(" and ");
const version = (text: string) => ({ services: [canaryService({ environment: { VERSION: text } })] });
const web = async ({ stack }: Place) => ({ web: { url: `${(await outputsOf(stack)).url}/web` } });

export const strategyCreate: Step = {
  id: "strategy-create",
  title: "reads the weights after the first deployment",
  minutes: 1,
  check: async (place) => {
    const weights = await weightsOf(place);
    const live = Object.values(weights);
    return [
      judged("strategy-circuit-breaker", true, "the service was created with it"),
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
        ? (listed.value["ResourceTagMappingList"] as readonly { readonly ResourceARN: string }[])
        : [];
      for (const { ResourceARN } of found)
        await world.aws("cloudwatch", "set-alarm-state", {
          ...{ AlarmName: ResourceARN.split(":alarm:")[1], StateValue: "ALARM" },
          StateReason: "the script live",
        });
    });
    const said = /Service deployment [^\n]*|ROLLBACK[^\n]*/.exec(ran.output)?.[0] ?? "without a reason";
    return [judged("strategy-alarm-rollback", ran.code !== 0, ran.code === 0 ? "the update succeeded" : said)];
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

export const strategyLeave: Step = {
  id: "strategy-leave",
  title: "leaves the strategy in three updates under load, and enters it again",
  minutes: 75,
  check: async (place) => {
    const { world, stack } = place;
    const leaving = (step: "both" | "primary") => ({
      services: [canaryService({ deployment: { ...canary, leaving: step } })],
    });
    const { samples } = await underLoad(
      world,
      await web(place),
      async () => {
        await stack.edit(leaving("both"));
        await stack.edit(leaving("primary"));
        await stack.edit({ services: [canaryService({ deployment: undefined })] });
      },
      60,
    );
    const failures = failuresOf(samples);
    const entered = await underLoad(world, await web(place), () => stack.edit({}), 30);
    const late = failuresOf(entered.samples);
    return [
      judged("strategy-leaving", failures === "", `${samples.length} requests, not served: ${failures || "none"}`),
      judged(
        "strategy-entering",
        late === "",
        `${entered.samples.length} requests, not served: ${late || "none"}; weights ${shown(await weightsOf(place))}`,
      ),
    ];
  },
};
