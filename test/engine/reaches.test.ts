import assert from "node:assert/strict";
import { deploy } from "../support/deployed";
import { own } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { counts, LiveStack, services } from "./live-stack";

const reaches = (index: number) => [own("services"), index, "reaches"] as const;
const database = { securityGroup: "sg-0123456789abcdef0", port: 5432 };
const block = { cidr: "10.9.0.0/16", port: 5432 };
const namespaces = ["aws:servicediscovery/httpNamespace:HttpNamespace"];

describe("reaches of a live stack in the real engine", () => {
  let workspace: Workspace;
  let stack: LiveStack;

  before(async () => {
    workspace = await openWarmWorkspace();
    stack = new LiveStack(workspace);
  });
  after(() => {
    workspace.close();
  });

  /** Number of security group rules whose name has the text. */
  const rulesNamed = (text: string) =>
    workspace.aws.account
      .of(
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      )
      .filter(({ urn }) => urn.includes(text)).length;
  const joined = () =>
    workspace.aws.account.of(...services).filter(({ inputs }) => inputs["serviceConnectConfiguration"] !== undefined);

  for (const option of [1, 4]) {
    it(`option ${option}: reaches are added, changed and removed; destroy deletes all`, async () => {
      await deploy(workspace, option);
      const run = stack.idsOf(services);
      const everything = stack.size;

      stack.set(reaches(0), [{ service: "customers" }, database]);
      const added = counts(await stack.up(option));
      // The namespace, two rules of the call, and one of the database.
      assert.equal(added["created"], 4);
      assert.equal(added["updated"], 2);
      assert.equal(added["replaced"], 2);
      assert.equal(stack.idsOf(namespaces).length, 1);
      assert.equal(joined().length, 2);
      await workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");

      // Both call each other now, and another destination takes the place of the database.
      stack.set(reaches(0), [{ service: "customers" }, block]);
      stack.set(reaches(1), [{ service: "orders" }]);
      await stack.up(option);
      assert.deepEqual([rulesNamed("5432-to-10.9.0.0-16"), rulesNamed("5432-to-sg-")], [1, 0]);
      const calls = ["customers-service-80-to-orders-service", "customers-service-80-from-orders-service"];
      const back = ["orders-service-80-to-customers-service", "orders-service-80-from-customers-service"];
      assert.deepEqual([...calls, ...back].map(rulesNamed), [1, 1, 1, 1]);
      assert.deepEqual(stack.idsOf(services), run);
      await workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");

      for (const index of [0, 1]) stack.set(reaches(index), undefined);
      await stack.up(option);
      assert.deepEqual(stack.idsOf(services), run);
      assert.equal(joined().length, 0);
      assert.equal(stack.size, everything);

      stack.set(reaches(0), [{ service: "customers" }]);
      await stack.up(option);
      await stack.destroy();
      assert.deepEqual(workspace.aws.account.all, []);
    });
  }
});
