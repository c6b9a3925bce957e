import assert from "node:assert/strict";
import type { Properties } from "../../simulator/values";
import { balancer, group, listener, TestAccount } from "./fixture";

const ecsService = "ecs/service:Service";

/** Creates a revision of the task definition `orders`. @returns its ARN */
export function revision(account: TestAccount, name: string, image: string, port = 80): string {
  const containerDefinitions = JSON.stringify([{ name: "orders", image, portMappings: [{ containerPort: port }] }]);
  const inputs = { family: "orders", containerDefinitions, skipDestroy: true };
  return String(account.create("ecs/taskDefinition:TaskDefinition", name, inputs).outputs["arn"]);
}

/** A service of two tasks behind an ALB, as inputs. */
export function behindAlb(account: TestAccount, inputs: Properties = {}): Properties {
  const target = group(account, "group");
  listener(account, "listener", balancer(account, "alb"), 80, target);
  return {
    name: "orders",
    cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/shop",
    desiredCount: 2,
    taskDefinition: revision(account, "first", "shop:1"),
    loadBalancers: [{ targetGroupArn: target.id, containerName: "orders", containerPort: 80 }],
    deploymentCircuitBreaker: { enable: true, rollback: true },
    ...inputs,
  };
}

/** A service whose deployments a test follows step by step. */
export class TestService {
  readonly steps: string[] = [];
  readonly arn: string;

  constructor(
    readonly account: TestAccount,
    inputs: Properties,
  ) {
    account.account.observe(({ kind, what }) => {
      if (kind === "step") this.steps.push(what);
    });
    this.arn = account.create(ecsService, "orders", inputs).id;
  }

  /** Performs the steps of the deployment in progress. @returns its status, and ECS's reason if it gives one */
  finish(): string {
    const [deployment] = this.account.account.deployments;
    assert.ok(deployment, "no deployment in progress");
    const { status, reason } = this.account.account.finish(deployment);
    return reason === "" ? status : `${status}: ${reason}`;
  }

  /** Updates the service. @returns the micro-steps until the deployment ends */
  update(change: Properties): readonly string[] {
    this.account.update("orders", change);
    this.steps.length = 0;
    if (this.account.account.deployments.length > 0) this.finish();
    return this.steps;
  }

  get inputs(): Properties {
    return this.account.account.where(`aws:${ecsService}`, "arn", this.arn)[0]?.inputs ?? {};
  }

  /** Revision and status of each task. */
  get tasks(): readonly string[] {
    const tasks = this.account.account.ecs.get(this.arn)?.tasks ?? [];
    return tasks.map((task) => `${task.revision} ${task.status} ${Object.values(task.targets).join(" ")}`);
  }
}

/** A service whose first deployment is complete. */
export function settled(inputs: Properties = {}): TestService {
  const account = new TestAccount();
  const service = new TestService(account, behindAlb(account, inputs));
  assert.equal(service.finish(), "SUCCESSFUL");
  service.steps.length = 0;
  return service;
}
