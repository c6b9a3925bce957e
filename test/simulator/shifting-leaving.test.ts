import assert from "node:assert/strict";
import type { TestService } from "./ecs-fixture";
import type { Scene } from "./shifted-service";
import { ask, blueGreen, declared, follow, image, linear, running, scene, started, weights } from "./shifted-service";

const rolling = { strategy: "ROLLING" };

/** A service behind the primary target group alone, as it was before it had a strategy. */
function withoutStrategy(kind: "ALB" | "NLB"): [Scene, TestService] {
  const at = scene(kind);
  const key = kind === "NLB" ? "defaultActions" : "actions";
  at.account.update("production", { [key]: [{ type: "forward", targetGroupArn: at.account.get("blue").id }] });
  const service = started(at, { loadBalancers: at.plain, deploymentConfiguration: rolling });
  assert.equal(follow(at, service).end, "SUCCESSFUL");
  return [at, service];
}

describe("entering and leaving a strategy", () => {
  for (const kind of ["ALB", "NLB"] as const) {
    const key = kind === "NLB" ? "defaultActions" : "actions";

    it(`behind an ${kind}: ECS may add the alternate target group to an action that names only the primary`, () => {
      const [at, service] = withoutStrategy(kind);
      at.account.account.outside = { ...at.account.account.outside, unattachedGroups: "added" };
      service.account.update("orders", { loadBalancers: at.loadBalancers, deploymentConfiguration: blueGreen });
      const seen: string[] = [];
      const { lost, end } = follow(at, service, () => seen.push(weights(at)));
      assert.deepEqual([lost, end, weights(at)], [[], "SUCCESSFUL", "blue 0, green 100"]);
      assert.equal(seen[0], "blue 1, green 0");
    });

    it(`behind an ${kind}: by default it refuses this, as AWS's page says`, () => {
      const [at, service] = withoutStrategy(kind);
      const enter = () => {
        service.account.update("orders", { loadBalancers: at.loadBalancers, deploymentConfiguration: blueGreen });
      };
      if (kind === "ALB") assert.throws(enter, /testListenerRule is required when productionListenerRule is not/);
      else {
        enter();
        const { lost, end } = follow(at, service);
        assert.match(end, /networking configuration: Target group .*green.* is not associated with either/);
        assert.deepEqual(lost, []);
      }
    });

    it(`behind an ${kind}: an action with both target groups comes first, and then the strategy`, () => {
      const [at, service] = withoutStrategy(kind);
      at.account.update("production", { [key]: declared(at) });
      assert.match(ask(at), /^revision/);
      service.account.update("orders", { loadBalancers: at.loadBalancers, deploymentConfiguration: blueGreen });
      const { lost, end } = follow(at, service);
      assert.deepEqual([lost, end, weights(at)], [[], "SUCCESSFUL", "blue 0, green 100"]);
    });

    it(`behind an ${kind}: leaving in one update empties the target group that has the requests`, () => {
      const [at, service] = running(kind);
      service.account.update("orders", { loadBalancers: at.plain, deploymentConfiguration: rolling });
      const { lost } = follow(at, service);
      assert.ok(lost.length > 0);
    });

    for (const live of ["green", "blue"] as const) {
      it(`behind an ${kind}: leaving in three updates loses nothing while ${live} has the requests`, () => {
        const [at, service] = running(kind);
        if (live === "blue") {
          service.account.update("orders", { taskDefinition: image(at, 2) });
          assert.deepEqual(follow(at, service).lost, []);
        }
        const [plain] = at.plain;
        const both = [plain, { ...plain, targetGroupArn: at.account.get("green").id }];
        service.account.update("orders", { loadBalancers: both, deploymentConfiguration: rolling });
        assert.deepEqual(follow(at, service).lost, []);
        at.account.update("production", { [key]: declared(at, 1) });
        assert.match(ask(at), /^revision/);
        service.account.update("orders", { loadBalancers: at.plain });
        assert.deepEqual(follow(at, service).lost, []);
        at.account.update("production", { [key]: [{ type: "forward", targetGroupArn: at.account.get("blue").id }] });
        at.account.delete("green");
        assert.match(ask(at), /^revision/);
      });
    }
  }

  it("changing only the strategy starts no deployment", () => {
    const [at, service] = running("ALB");
    for (const deploymentConfiguration of [rolling, linear]) {
      service.account.update("orders", { deploymentConfiguration });
      assert.deepEqual(at.account.account.deployments, []);
    }
  });
});
