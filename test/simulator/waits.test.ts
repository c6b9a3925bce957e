import assert from "node:assert/strict";
import type { Properties } from "../../simulator/values";
import { waitFor } from "../../simulator/aws/waits";
import { behindAlb, revision } from "./ecs-fixture";
import { TestAccount } from "./fixture";

const followed = { waitForSteadyState: true, deploymentController: { type: "ECS" } };
const arn = "arn:aws:ecs:us-east-1:123456789012:service/shop/orders";

/** Creates a service and waits for it; then updates it to an image that does not start, and waits again. */
function updateToBadImage(inputs: Properties): TestAccount {
  const account = new TestAccount();
  const created = account.create("ecs/service:Service", "orders", behindAlb(account, inputs));
  waitFor(account.account, created, "create", undefined);
  account.account.containers = ({ image }) => ({ starts: image !== "shop:bad" });
  const before = account.account.ecs.get(arn)?.deployment.number;
  account.update("orders", { taskDefinition: revision(account, "bad", "shop:bad") });
  waitFor(account.account, account.get("orders"), "update", before);
  return account;
}

describe("what the provider waits for", () => {
  it("a service with waitForSteadyState is answered after its last micro-step", () => {
    const account = new TestAccount();
    const create = (name: string, inputs: Properties) => account.create("ecs/service:Service", name, inputs);
    const inputs = behindAlb(account, followed);
    waitFor(account.account, create("orders", inputs), "create", undefined);
    assert.deepEqual(account.account.deployments, []);
    waitFor(
      account.account,
      create("other", { ...inputs, name: "other", waitForSteadyState: false }),
      "create",
      undefined,
    );
    assert.equal(account.account.deployments.length, 1);
  });

  it("a rollback is an error with ECS's reason", () => {
    assert.throws(() => updateToBadImage(followed), {
      message: `waiting for ECS Service (${arn}) update: Service deployment rolled back because the circuit breaker threshold was exceeded.`,
    });
  });

  it("without deploymentController the provider counts tasks, and a rollback is a success", () => {
    const account = updateToBadImage({ waitForSteadyState: true });
    assert.equal(account.account.ecs.get(arn)?.deployment.status, "ROLLBACK_SUCCESSFUL");
  });

  it("a deployment that stops without a reason has failed", () => {
    const deploymentCircuitBreaker = { enable: true, rollback: false };
    assert.throws(() => updateToBadImage({ ...followed, deploymentCircuitBreaker }), /update: Deployment failed$/);
    assert.throws(() => updateToBadImage({ waitForSteadyState: true, deploymentCircuitBreaker }), /'tfPENDING'/);
  });

  it("a deployment that never ends is a timeout", () => {
    const deploymentCircuitBreaker = { enable: false, rollback: false };
    assert.throws(() => updateToBadImage({ ...followed, deploymentCircuitBreaker }), {
      message: `waiting for ECS Service (${arn}) update: timeout while waiting for state to become 'tfSTABLE' (last state: 'tfPENDING', timeout: 20m0s)`,
    });
  });
});
