import assert from "node:assert/strict";
import type { Properties } from "../../simulator/values";
import { TestService } from "./ecs-fixture";
import { balancer, group, listener, TestAccount } from "./fixture";

interface Times {
  readonly drain?: number;
  readonly stop?: number;
}

function definition(account: TestAccount, name: string, stop: number | undefined): string {
  const container = { name: "orders", image: name, portMappings: [{ containerPort: 80 }], stopTimeout: stop };
  const inputs = { family: "orders", containerDefinitions: JSON.stringify([container]), skipDestroy: true };
  return String(account.create("ecs/taskDefinition:TaskDefinition", name, inputs).outputs["arn"]);
}

/** The steps that old tasks make in a deployment: a service with these times, registered as `register` says. */
function stepsOfOldTasks({ stop }: Times, register: (account: TestAccount) => Properties): readonly string[] {
  const account = new TestAccount();
  const service = new TestService(account, {
    name: "orders",
    cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/shop",
    desiredCount: 1,
    taskDefinition: definition(account, "first", stop),
    ...register(account),
  });
  service.finish();
  const steps = service.update({ taskDefinition: definition(account, "second", stop) });
  return steps.filter((step) => step.startsWith("1 task of revision 1 ")).map((step) => step.slice(21));
}

const behind = (type: "application" | "network", { drain, stop }: Times) =>
  stepsOfOldTasks(stop === undefined ? {} : { stop }, (account) => {
    const protocol = type === "network" ? "TCP" : "HTTP";
    const delay = drain === undefined ? {} : { deregistrationDelay: drain };
    const target = group(account, "group", { protocol, ...delay });
    listener(account, "listener", balancer(account, "balancer", type), 80, target);
    return { loadBalancers: [{ targetGroupArn: target.id, containerName: "orders", containerPort: 80 }] };
  });

const behindCloudMap = (stop?: number) =>
  stepsOfOldTasks(stop === undefined ? {} : { stop }, (account) => {
    const { outputs } = account.create("servicediscovery/service:Service", "orders-map");
    return { serviceRegistries: { registryArn: outputs["arn"], containerName: "orders", containerPort: 80 } };
  });

const [inTime, tooEarly] = [
  ["deregistered", "stopped"],
  ["deregistered", "stopped", "left the load balancers"],
];

describe("tasks that drain", () => {
  it("an NLB sends requests for 120 seconds: drain and stop are as long, or they are lost", () => {
    assert.deepEqual(behind("network", { drain: 120, stop: 2 }), inTime);
    assert.deepEqual(behind("network", { drain: 0, stop: 120 }), inTime);
    assert.deepEqual(behind("network", { drain: 60, stop: 59 }), tooEarly);
    assert.deepEqual(behind("network", { drain: 0, stop: 2 }), tooEarly);
  });

  it("without times they are those of AWS: a drain of 300 seconds and a stop of 30", () => {
    assert.deepEqual(behind("network", {}), inTime);
    assert.deepEqual(behindCloudMap(), tooEarly);
  });

  it("API Gateway uses an instance of Cloud Map for 60 seconds", () => {
    assert.deepEqual(behindCloudMap(60), inTime);
    assert.deepEqual(behindCloudMap(59), tooEarly);
  });

  it("an ALB sends no request to a deregistered target", () => {
    assert.deepEqual(behind("application", { drain: 0, stop: 2 }), inTime);
  });
});
