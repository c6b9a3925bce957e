import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { deploy } from "../support/deployed";
import type { Edits } from "../support/stack-file";
import { editStack, own, stackFile } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

const services = own("services");
const grouped: Edits = [2, 3].map((index) => [[services, index, "group"], "warehouse"] as const);
const ofEveryKind: Edits = [
  [[services, 0, "containerPort"], 8080],
  [[services, 0, "path"], "/purchases"],
  [[services, 0, "stripPrefix"], true],
  [[services, 1, "vpc"], "supply"],
  [[services, 2, "cpu"], 512],
  [[services, 2, "memoryMiB"], 1024],
  [[services, 2, "healthCheck"], { path: "/health", intervalSeconds: 10 }],
  [[services, 3, "autoscaling"], { minCount: 2, maxCount: 6 }],
  [[own("stage")], "prod"],
  [[own("vpcs"), 0, "nat"], "perZone"],
];
/** Edits of the load balancers and placement of services, by option. */
const ofLoadBalancing: Readonly<Record<number, Edits>> = {
  1: [
    [[services, 0, "balancer"], "nlb"],
    [[services, 1, "balancer"], "cloudMap"],
    [[services, 1, "healthCheck"], { command: ["CMD-SHELL", "curl -f http://localhost/"] }],
    ...grouped,
  ],
  2: [],
  3: [
    [[services, 0, "pins"], { port: 30000 }],
    [[services, 1, "pins"], { nlb: 2, port: 30001 }],
  ],
  4: [[[own("crossZoneToAlbs")], true], [[services, 0, "pins"], { nlb: 2, port: 30000 }], ...grouped],
  5: [[[services, 0, "balancer"], "nlb"], ...grouped],
};
const vpc = [own("vpcs"), 0] as const;
const privateImage = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1";
const otherRange: Edits = [[[...vpc, "cidr"], "10.9.0.0/16"]];
/** Another CIDR block replaces a VPC and all its resources. Its NAT gateway cannot be replaced, so it is removed. */
const otherRangeWithoutNat: Edits = [
  ...otherRange,
  [[...vpc, "nat"], "none"],
  ...[0, 1].map((index) => [[services, index, "image"], privateImage] as const),
];
/** Another name: the resources of the VPC are created under new names, and the old ones are deleted. */
const otherName: Edits = [
  [[...vpc, "name"], "retail"],
  ...[0, 1].map((index) => [[services, index, "vpc"], "retail"] as const),
];

describe("edits of a live stack in the real engine", () => {
  let workspace: Workspace;
  const succeed = (...args: readonly string[]) => workspace.succeed(...args);
  const up = () => succeed("up", "--yes", "--skip-preview", "--stack", "dev");

  before(async () => {
    workspace = await openWarmWorkspace();
  });
  after(() => {
    workspace.close();
  });

  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option}: an edit and its reversal leave no resources behind`, async () => {
      await deploy(workspace, option);
      const before = readFileSync(stackFile(workspace), "utf8");
      const everything = workspace.aws.account.all.length;
      for (const changes of [ofEveryKind, ofLoadBalancing[option] ?? [], otherRangeWithoutNat]) {
        editStack(workspace, changes);
        await up();
        await succeed("preview", "--stack", "dev", "--expect-no-changes");
        writeFileSync(stackFile(workspace), before);
        await up();
        assert.equal(workspace.aws.account.all.length, everything);
      }
      await succeed("destroy", "--yes", "--skip-preview", "--stack", "dev");
      assert.deepEqual(workspace.aws.account.all, []);
    });
  }

  it("another CIDR block with a NAT gateway fails; another name of the VPC as well works", async () => {
    await deploy(workspace, 1);
    const everything = workspace.aws.account.all.length;
    editStack(workspace, otherRange);
    const { code, output } = await workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    assert.notEqual(code, 0);
    assert.match(output, /Resource\.AlreadyAssociated: Elastic IP address eipalloc-\w+ is already associated/);
    // As docs/operating.md says.
    editStack(workspace, otherName);
    await up();
    assert.equal(workspace.aws.account.all.length, everything);
  });

  it("reordering services and VPCs in the stack file changes nothing", async () => {
    await deploy(workspace, 5);
    const document = parseDocument(readFileSync(stackFile(workspace), "utf8"));
    for (const key of [services, own("vpcs")]) {
      const { items } = document.getIn(["config", key]) as { items: unknown[] };
      items.reverse();
    }
    writeFileSync(stackFile(workspace), String(document));
    await succeed("preview", "--stack", "dev", "--expect-no-changes");
  });
});
