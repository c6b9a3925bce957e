import assert from "node:assert/strict";
import type { AwsAccount } from "../../simulator/aws/account";
import { nameOf } from "../../simulator/aws/account";
import { registrations, taskInterfaces } from "../../simulator/aws/revision";
import { blockedBy } from "../../simulator/aws/security";
import { deploy } from "../support/deployed";
import { own } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { LiveStack, services } from "./live-stack";

const index = { orders: 0, customers: 1 } as const;
type Name = keyof typeof index;
const key = (name: Name, property: string) => [own("services"), index[name], property] as const;

/** The revisions of a service's tasks that take calls. */
function revisionsOf(account: AwsAccount, name: Name) {
  const service = account.of(...services).find(({ urn }) => nameOf(urn) === name);
  const state = account.ecs.get(service?.id ?? "");
  const running = state?.tasks.filter(({ status }) => status === "RUNNING").map(({ revision }) => revision) ?? [];
  return state?.revisions.filter(({ number }) => running.includes(number)) ?? [];
}

/** Ports of tasks of customers that the security groups do not let tasks of orders connect to. */
function closedPorts(account: AwsAccount): readonly number[] {
  const callers = revisionsOf(account, "orders");
  const called = revisionsOf(account, "customers");
  return callers.flatMap((caller) =>
    called.flatMap((one) =>
      registrations(one)
        .map(({ port }) => port)
        .filter((port) => blockedBy(account, taskInterfaces(caller), taskInterfaces(one), port) !== undefined),
    ),
  );
}

describe("another port of a service that others call", () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await openWarmWorkspace();
  });
  after(() => {
    workspace.close();
  });

  for (const option of [1, 4]) {
    it(`option ${option}: callers reach its old and new tasks at each step, and are not deployed again`, async () => {
      await deploy(workspace, option);
      const { account } = workspace.aws;
      const stack = new LiveStack(workspace);
      stack.set(key("orders", "reaches"), [{ service: "customers" }]);
      await stack.up(option);
      assert.deepEqual(closedPorts(account), []);
      const callers = revisionsOf(account, "orders");

      const seen = new Set<number>();
      const closed: string[] = [];
      const stop = account.observe(({ what, urn }) => {
        for (const revision of revisionsOf(account, "customers"))
          for (const { port } of registrations(revision)) seen.add(port);
        closed.push(...closedPorts(account).map((port) => `${port} after ${what === "" ? urn : what}`));
      });
      stack.set(key("customers", "containerPort"), 9090);
      await stack.up(option);
      stop();
      assert.deepEqual([...seen].sort(), [80, 9090]);
      assert.deepEqual(closed, []);
      assert.deepEqual(revisionsOf(account, "orders"), callers);
    });
  }
});
