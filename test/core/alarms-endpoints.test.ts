import assert from "node:assert/strict";
import { dashboardOf } from "../../core/dashboard";
import { planStack } from "../../core/planner";
import { settingsOf } from "../support/scenario";

const endpointService = { name: "com.amazonaws.vpce.us-east-1.vpce-svc-0a1b2c3d4e5f60718", port: 8080 };

/** Plan of option 5 with a service of another account behind an ALB or NLB of its own. */
const planWith = (balancer: "alb" | "nlb") =>
  planStack(
    settingsOf({
      option: 5,
      dashboard: true,
      alarms: { topic: "arn:aws:sns:us-east-1:111122223333:on-call" },
      vpcs: [{ name: "shop", cidr: "10.40.0.0/16", zones: ["use1-az1", "use1-az2"] }],
      services: [{ name: "payments", vpc: "shop", balancer, existing: { endpointService } }],
    }),
  ).plan;

describe("alarms of a service of another account", () => {
  for (const [balancer, names] of [
    ["alb", ["payments-alb-failed", "payments-alb-unhealthy", "payments-alb-empty"]],
    ["nlb", ["payments-nlb-unhealthy", "payments-nlb-empty"]],
  ] as const)
    it(`behind an ${balancer.toUpperCase()} watch its endpoint, and name its owner instead of tasks`, () => {
      const plan = planWith(balancer);
      const alarms = plan.alarms.filter(({ hop }) => hop.kind === "targetGroup");
      assert.deepEqual(
        alarms.map(({ name }) => name),
        names,
      );
      for (const { description } of alarms) {
        assert.match(description, /of the endpoint of service payments.*First ask the owner of its endpoint service/);
        assert.doesNotMatch(description, /task|ECS/);
      }
      const [row] = dashboardOf(plan).filter(({ hop }) => hop === "targetGroup");
      assert.equal(row?.graphs.length, balancer === "alb" ? 4 : 2);
    });
});
