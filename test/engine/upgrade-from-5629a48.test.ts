import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readRecorded, upgradeCases } from "../fixtures/upgrades/case";
import { stackFile } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { counts } from "./live-stack";

const moved = ["aws:ec2/natGateway:NatGateway", "aws:ec2/eip:Eip", "aws:ec2/route:Route"] as const;
const network = "private-integrations:index:Network";

describe("an upgrade of a running stack whose NAT gateways awsx created", () => {
  let workspace: Workspace;
  const run = (...args: readonly string[]) => workspace.succeed(...args, "--stack", "dev");
  /** Id of each resource in the account, by type and name. */
  const ids = () =>
    new Map(
      workspace.aws.account.all.map(({ urn, type, id, outputs }) => {
        const arn = outputs["arn"];
        return [`${type} ${urn.split("::")[3] ?? ""}`, typeof arn === "string" ? arn : id];
      }),
    );
  /** URNs of NAT gateways, addresses and private default routes in the state. */
  const urns = () =>
    workspace
      .state("dev")
      .resources.filter(({ urn }) => moved.some((type) => urn.includes(`$${type}::`)) && !urn.includes("-public-"))
      .map(({ urn }) => urn.split("::")[2]);

  before(async () => {
    workspace = await openWarmWorkspace();
  });
  after(() => {
    workspace.close();
  });

  for (const { option, natGateways } of upgradeCases) {
    it(`option ${option}: NAT gateways, addresses and routes keep their ids; nothing is replaced`, async () => {
      const recorded = readRecorded(option);
      writeFileSync(stackFile(workspace), recorded.stackFile);
      const exported = join(workspace.directory, "recorded.json");
      writeFileSync(exported, JSON.stringify(recorded.deployment));
      await workspace.succeed("stack", "init", "dev");
      await run("stack", "import", "--file", exported);
      workspace.aws.account.restore(recorded.account);
      const before = ids();
      const inAwsx = urns();
      // Two VPCs with two zones each: a route for each zone, and as many addresses as NAT gateways.
      assert.equal(inAwsx.length, 2 * natGateways + 4);
      assert.ok(inAwsx.every((types) => types?.startsWith(`${network}$awsx:ec2:Vpc$`)));

      // The provider of awsx is explicit since then.
      assert.match(await run("preview"), /Resources:\n +\+ 1 to create\n +\d+ unchanged\n/);
      const { created, ...others } = counts(await run("up", "--yes", "--skip-preview"));
      assert.deepEqual([created, Object.keys(others)], [1, ["unchanged"]]);
      assert.deepEqual(ids(), before);
      assert.deepEqual(new Set(urns()), new Set(moved.map((type) => `${network}$${type}`)));
      assert.equal(urns().length, inAwsx.length);

      assert.deepEqual(Object.keys(counts(await run("up", "--yes", "--skip-preview"))), ["unchanged"]);
      await run("destroy", "--yes", "--skip-preview");
      assert.deepEqual(workspace.aws.account.all, []);
      await run("stack", "rm", "--yes", "--preserve-config");
    });
  }
});
