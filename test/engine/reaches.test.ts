import assert from "node:assert/strict";
import { deploy } from "../support/deployed";
import { own } from "../support/stack-file";
import { counts, liveSuite, services } from "./live-stack";

const reaches = (index: number) => [own("services"), index, "reaches"] as const;
const database = { securityGroup: "sg-0123456789abcdef0", port: 5432 };
const block = { cidr: "10.9.0.0/16", port: 5432 };
const namespaces = ["aws:servicediscovery/httpNamespace:HttpNamespace"];

describe("reaches of a live stack in the real engine", () => {
  const live = liveSuite();

  /** Number of security group rules whose name has the text. */
  const rulesNamed = (text: string) =>
    live.workspace.aws.account
      .of(
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      )
      .filter(({ urn }) => urn.includes(text)).length;
  const joined = () =>
    live.workspace.aws.account
      .of(...services)
      .filter(({ inputs }) => inputs["serviceConnectConfiguration"] !== undefined);

  for (const option of [1, 4]) {
    it(`option ${option}: reaches are added, changed and removed; destroy deletes all`, async () => {
      await deploy(live.workspace, option);
      const run = live.stack.idsOf(services);
      const everything = live.stack.size;

      live.stack.set(reaches(0), [{ service: "customers" }, database]);
      const added = counts(await live.stack.up(option));
      // The namespace, two rules of the call, and one of the database.
      assert.equal(added["created"], 4);
      assert.equal(added["updated"], 2);
      assert.equal(added["replaced"], 2);
      assert.equal(live.stack.idsOf(namespaces).length, 1);
      assert.equal(joined().length, 2);
      await live.workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");

      // Both call each other now, and another destination takes the place of the database.
      live.stack.set(reaches(0), [{ service: "customers" }, block]);
      live.stack.set(reaches(1), [{ service: "orders" }]);
      await live.stack.up(option);
      assert.deepEqual([rulesNamed("5432-to-10.9.0.0-16"), rulesNamed("5432-to-sg-")], [1, 0]);
      const calls = ["customers-service-80-to-orders-service", "customers-service-80-from-orders-service"];
      const back = ["orders-service-80-to-customers-service", "orders-service-80-from-customers-service"];
      assert.deepEqual([...calls, ...back].map(rulesNamed), [1, 1, 1, 1]);
      assert.deepEqual(live.stack.idsOf(services), run);
      await live.workspace.succeed("preview", "--stack", "dev", "--expect-no-changes");

      for (const index of [0, 1]) live.stack.set(reaches(index), undefined);
      await live.stack.up(option);
      assert.deepEqual(live.stack.idsOf(services), run);
      assert.equal(joined().length, 0);
      assert.equal(live.stack.size, everything);

      live.stack.set(reaches(0), [{ service: "customers" }]);
      await live.stack.up(option);
      await live.stack.destroy();
      assert.deepEqual(live.workspace.aws.account.all, []);
    });
  }
});
