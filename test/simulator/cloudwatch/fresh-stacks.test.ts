import assert from "node:assert/strict";
import type { AwsAccount } from "../../../simulator/aws/account";
import { value } from "../../../simulator/aws/existing";
import { runStack } from "../../support/run";
import { accountOf } from "../../support/simulated-account";
import { everyOption } from "../../support/scenario";
import { Watch } from "./watch";

/** Keys of the alarms, with a topic in the stack's Region. */
const watched = (stack: string) => {
  const topic = `arn:aws:sns:${stack === "shared" ? "eu-west-1" : "us-east-1"}:111122223333:on-call`;
  return { alarms: { topic }, account: { quotaAlarms: { topic }, linkCounter: true } };
};

/** Each example stack with the options that it supports, and services of all kinds. */
const stacks: readonly (readonly [stack: string, option: number])[] = [
  ...everyOption.flatMap((option) =>
    (["dev", "company", "existing", "shared"] as const).map((one) => [one, option] as const),
  ),
  ["mixed", 1],
  ["operated", 5],
  ["released", 5],
];

/** Takes the tasks of all services away, as before they start. @returns what brings them back */
function beforeTasks(account: AwsAccount): () => void {
  const started = account.snapshot();
  for (const { urn, id, inputs, outputs } of account.of("aws:ecs/service:Service"))
    account.update(urn, id, outputs, { ...inputs, desiredCount: 0 });
  for (const deployment of account.deployments) account.finish(deployment);
  return () => {
    account.restore(started);
  };
}

/** Puts the datapoints of targets that are registered and not yet checked. */
const initial =
  (account: AwsAccount) =>
  (metrics: Watch["metrics"], atSeconds: number): void => {
    const [balancers, groups] = [
      account.of("aws:lb/loadBalancer:LoadBalancer"),
      account.of("aws:lb/targetGroup:TargetGroup"),
    ];
    for (const balancer of balancers)
      for (const group of groups)
        for (const name of ["HealthyHostCount", "UnHealthyHostCount"]) {
          const type = value(balancer, "loadBalancerType");
          const dimensions = { LoadBalancer: value(balancer, "arnSuffix"), TargetGroup: value(group, "arnSuffix") };
          const namespace = type === "network" ? "AWS/NetworkELB" : "AWS/ApplicationELB";
          metrics.put({ namespace, name, dimensions }, atSeconds, 0);
        }
  };

describe("alarms of a stack that has just been created", () => {
  for (const [stack, option] of stacks)
    it(`${stack}, option ${option}: none is on while tasks start, and none without requests`, async () => {
      const account = accountOf(await runStack(stack, "apply", { option, ...watched(stack) }));
      const watch = new Watch(account, () => 1000);
      const start = beforeTasks(account);
      assert.deepEqual(watch.pass(6), [], "before the first task");
      assert.deepEqual(watch.pass(6, { each: initial(account) }), [], "before the first health check");
      start();
      assert.deepEqual(watch.pass(20), [], "without requests");
      // The counter of VPC links has not run yet, and the simulator measures no health of endpoints.
      const endpoints = stack === "operated" ? ["payments-alb-empty"] : [];
      const counts = ["quota-apigateway.vpcLinksV1", "quota-apigateway.vpcLinksV2"];
      assert.deepEqual(watch.in("INSUFFICIENT_DATA"), [...endpoints, ...counts]);
    });
});
