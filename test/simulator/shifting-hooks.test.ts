import assert from "node:assert/strict";
import { waitFor } from "../../simulator/aws/waits";
import type { HookAnswer } from "../../simulator/aws/strategy";
import { revision } from "./ecs-fixture";
import { blueGreen, canary, follow, scene, started, weights } from "./shifted-service";

const lambda = "arn:aws:lambda:us-east-1:123456789012:function:check";
const hooked = (stages: readonly string[], inputs: object = { hookTargetArn: lambda, roleArn: "arn:role" }) => ({
  ...blueGreen,
  lifecycleHooks: [{ ...inputs, lifecycleStages: stages }],
});

/** A running service whose next deployment has a hook at a stage that answers so. */
function deployed(stages: readonly string[], answer: HookAnswer, inputs?: object) {
  const at = scene("ALB");
  const service = started(at);
  assert.equal(follow(at, service).end, "SUCCESSFUL");
  service.account.account.hooks = () => answer;
  service.account.update("orders", {
    deploymentConfiguration: hooked(stages, inputs),
    taskDefinition: revision(at.account, "second", "shop:2"),
  });
  return { at, service, ...follow(at, service) };
}

describe("lifecycle hooks", () => {
  it("are asked at their stage, at the creation of a service too", () => {
    const at = scene("ALB");
    const asked: string[] = [];
    at.account.account.hooks = ({ stage }) => {
      asked.push(stage);
      return "SUCCEEDED";
    };
    const stages = ["RECONCILE_SERVICE", "PRE_SCALE_UP", "PRODUCTION_TRAFFIC_SHIFT", "POST_PRODUCTION_TRAFFIC_SHIFT"];
    const service = started(at, { deploymentConfiguration: hooked(stages) });
    assert.equal(follow(at, service).end, "SUCCESSFUL");
    assert.deepEqual([...new Set(asked)], stages.slice(1));
  });

  it("are asked before each step of the requests", () => {
    const at = scene("ALB");
    const { lifecycleHooks } = hooked(["PRE_PRODUCTION_TRAFFIC_SHIFT"]);
    const service = started(at, { deploymentConfiguration: { ...canary, lifecycleHooks } });
    const { steps } = follow(at, service);
    assert.equal(steps.filter((step) => step === "hooks at PRE_PRODUCTION_TRAFFIC_SHIFT succeeded").length, 2);
  });

  it("one that fails, or answers no status, rolls back in ECS's words and loses no request", () => {
    const failed = "Service deployment rolled back because POST_SCALE_UP lifecycle hook(s) failed.";
    for (const [answer, reason] of [
      ["FAILED", `${failed} Lifecycle hook target ${lambda} returned FAILED status.`],
      ["exception", `${failed} ECS was unable to parse the response from ${lambda} due to HookStatus must not be null`],
    ] as const) {
      const { end, lost, at } = deployed(["POST_SCALE_UP"], answer);
      assert.deepEqual([end, lost, weights(at)], [`ROLLBACK_SUCCESSFUL: ${reason}`, [], "blue 0, green 100"]);
    }
  });

  it("one that fails after the shift takes the requests back", () => {
    const { steps, lost, at } = deployed(["POST_PRODUCTION_TRAFFIC_SHIFT"], "FAILED");
    assert.deepEqual(steps.slice(5, 8), [
      "100 % of the requests go to revision 2",
      "rollback to revision 1 started",
      "requests go back to green-0000001",
    ]);
    assert.deepEqual([lost, weights(at)], [[], "blue 0, green 100"]);
  });

  it("one that fails at creation leaves nothing to go back to", () => {
    const at = scene("ALB");
    at.account.account.hooks = () => "FAILED";
    const service = started(at, { deploymentConfiguration: hooked(["PRE_SCALE_UP"]) });
    assert.equal(follow(at, service).end, "ROLLBACK_FAILED: No rollback candidate was found to run the rollback.");
  });

  it("one that is never answered holds the deployment, until it is answered or an alarm is on", () => {
    for (const [release, end] of [
      ["hooks", "SUCCESSFUL"],
      ["alarms", "ROLLBACK_SUCCESSFUL: deployment failed: alarm detected."],
    ] as const) {
      const { at, service, end: held } = deployed(["POST_TEST_TRAFFIC_SHIFT"], "never");
      const { account } = at.account;
      const [deployment] = account.deployments;
      assert.ok(deployment);
      assert.deepEqual([held, account.ecs.isStalled(deployment)], ["IN_PROGRESS", true]);
      if (release === "hooks") account.hooks = () => "SUCCEEDED";
      else account.alarms = () => "ALARM";
      assert.equal(follow(at, service).end, end);
    }
  });

  it("nobody continues after a pause unless a test says so, and a pause that times out rolls back", () => {
    const at = scene("ALB");
    const pause = hooked(["POST_SCALE_UP"], { targetType: "PAUSE" });
    assert.equal(follow(at, started(at, { deploymentConfiguration: pause })).end, "IN_PROGRESS");
    const { end } = deployed(["POST_SCALE_UP"], "FAILED", { targetType: "PAUSE" });
    assert.equal(
      end,
      "ROLLBACK_SUCCESSFUL: Service deployment rolled back because POST_SCALE_UP pause hook timed out.",
    );
  });
});

describe("how long the provider waits for a shift", () => {
  /** Updates a service behind an NLB, whose shift takes 25 minutes, and waits for it. */
  function waiting(minutes: number | undefined, before?: (service: ReturnType<typeof started>) => void) {
    const at = scene("NLB");
    const service = started(at);
    follow(at, service);
    before?.(service);
    service.account.update("orders", { taskDefinition: revision(at.account, "second", "shop:2") });
    waitFor(at.account.account, service.account.get("orders"), "update", 1, minutes);
    return weights(at);
  }

  it("until its end, with the bake time", () => {
    assert.equal(waiting(25), "blue 100, green 0");
  });

  it("20 minutes if the program states no timeout; the deployment goes on", () => {
    const message = (timeout: string) => new RegExp(`'tfSTABLE' \\(last state: 'tfPENDING', timeout: ${timeout}\\)$`);
    assert.throws(() => waiting(undefined), message("20m0s"));
    assert.throws(() => waiting(24), message("24m0s"));
    assert.throws(
      () =>
        waiting(75, ({ account }) => {
          account.update("orders", { deploymentConfiguration: { ...blueGreen, bakeTimeInMinutes: "60" } });
        }),
      message("1h15m0s"),
    );
  });

  it("a rollback is an error with ECS's reason", () => {
    const alarm = ({ account }: ReturnType<typeof started>) => {
      account.account.alarms = () => "ALARM";
    };
    assert.throws(
      () => waiting(60, alarm),
      /^Error: waiting for ECS Service \(.*\) update: deployment failed: alarm detected\.$/,
    );
  });
});
