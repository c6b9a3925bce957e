import assert from "node:assert/strict";
import type { Workspace } from "../support/workspace";
import { openWorkspace } from "../support/workspace";

const vpcsAndClusters = ["aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet", "aws:ecs/cluster:Cluster"];
const services = ["aws:ecs/service:Service"];
/** A fifth service. */
const returns = { name: "returns", vpc: "supply", image: "public.ecr.aws/nginx/nginx:1.29", containerPort: "80" };

/** Numbers at the end of an update's output: `{ created: 12, unchanged: 80 }`. */
const counts = (output: string) =>
  Object.fromEntries(
    [
      ...output.slice(output.lastIndexOf("Resources:")).matchAll(/(\d+) (created|updated|replaced|deleted|unchanged)/g),
    ].map(([, count, what]) => [what ?? "", Number(count)]),
  );

describe("pulumi up in the real engine, against an AWS that says no", () => {
  let workspace: Workspace;
  const succeed = (...args: readonly string[]) => workspace.succeed(...args);
  const up = (option: number) =>
    succeed("config", "set", "option", String(option)).then(() =>
      succeed("up", "--yes", "--skip-preview", "--stack", "dev"),
    );
  const idsOf = (types: readonly string[]) =>
    workspace.aws.account
      .of(...types)
      .map(({ id }) => id)
      .sort();

  const balancers = (kind: "app" | "net") =>
    idsOf(["aws:lb/loadBalancer:LoadBalancer"]).filter((arn) => arn.includes(`:loadbalancer/${kind}/`));
  const set = (path: string, value: string) => succeed("config", "set", "--path", path, value);
  const everyType = () => [...new Set(workspace.aws.account.all.map(({ type }) => type))];

  before(async () => {
    workspace = await openWorkspace();
    await succeed("stack", "init", "dev");
  });
  after(() => {
    workspace.close();
  });

  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option}: up, a service changed, added and removed, refresh, destroy to an empty account`, async () => {
      await up(option);
      assert.deepEqual(Object.keys(counts(await up(option))), ["unchanged"]);
      const run = idsOf(services);
      const everything = workspace.aws.account.all.length;

      await set("services[0].image", "public.ecr.aws/nginx/nginx:1.30");
      const { updated, replaced, ...others } = counts(await up(option));
      assert.deepEqual([updated, replaced, Object.keys(others)], [1, 1, ["unchanged"]]);
      assert.deepEqual(idsOf(services), run);

      const before = idsOf(everyType());
      for (const [key, value] of Object.entries(returns)) await set(`services[4].${key}`, value);
      await up(option);
      assert.equal(idsOf(services).length, 5);
      // A REST API's snapshot is made anew as a whole; nothing else of the other services moves.
      const moved = before.filter((id) => !idsOf(everyType()).includes(id));
      assert.equal(moved.length, option === 1 ? 0 : 1, moved.join());

      // A REST API's snapshot is taken before anything is deleted: first off the API, then away.
      await set("services[4].retired", "true");
      await up(option);
      assert.equal(idsOf(services).length, 5);
      await succeed("config", "rm", "--path", "services[4]");
      await set("services[0].image", returns.image);
      await up(option);
      assert.deepEqual(idsOf(services), run);
      assert.equal(workspace.aws.account.all.length, everything);
      await succeed("refresh", "--yes", "--stack", "dev", "--expect-no-changes");
      await succeed("destroy", "--yes", "--skip-preview", "--stack", "dev");
      assert.deepEqual(workspace.aws.account.all, []);
    });
  }

  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option}: a zone added and taken away again, though an NLB that loses a subnet is replaced`, async () => {
      await up(option);
      const [stay, run, albs, nlbs] = [idsOf(vpcsAndClusters), idsOf(services), balancers("app"), balancers("net")];
      const everything = workspace.aws.account.all.length;
      await set("vpcs[0].zones[2]", "use1-az4");
      await up(option);
      assert.equal(idsOf(vpcsAndClusters).filter((id) => !stay.includes(id)).length, 2);
      assert.deepEqual([balancers("app"), balancers("net")], [albs, nlbs]);
      await succeed("config", "rm", "--path", "vpcs[0].zones[2]");
      await up(option);
      assert.deepEqual([idsOf(vpcsAndClusters), idsOf(services), balancers("app")], [stay, run, albs]);
      // Those of the other VPC stay.
      assert.equal(balancers("net").filter((arn) => nlbs.includes(arn)).length, nlbs.length / 2);
      assert.deepEqual(Object.keys(counts(await up(option))), ["unchanged"]);
      assert.equal(workspace.aws.account.all.length, everything);
    });
  }

  for (const from of [1, 2, 3, 4, 5]) {
    for (const to of [1, 2, 3, 4, 5].filter((option) => option !== from)) {
      it(`switch ${from} -> ${to}: one update, VPCs, clusters and services in place, nothing left behind`, async () => {
        await up(from);
        const [stay, run] = [idsOf(vpcsAndClusters), idsOf(services)];
        await up(to);
        assert.deepEqual(idsOf(vpcsAndClusters), stay);
        assert.deepEqual(idsOf(services), run);
        const left = workspace.aws.account.all.length;
        assert.deepEqual(Object.keys(counts(await up(to))), ["unchanged"]);
        assert.equal(workspace.aws.account.all.length, left);
      });
    }
  }

  it("option 2: a service removed at once is refused by AWS, and another snapshot helps, as docs/operating.md says", async () => {
    for (const [key, value] of Object.entries(returns)) await set(`services[4].${key}`, value);
    await up(2);
    await succeed("config", "rm", "--path", "services[4]");
    const { code, output } = await workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    assert.notEqual(code, 0);
    assert.match(output, /Cannot delete vpc link\. Vpc link '\w+', is referenced in/);
    await workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev", "--continue-on-error");
    const deployment = workspace.state("dev").resources.find(({ urn }) => urn.includes("deployment:Deployment::"));
    assert.ok(deployment);
    await succeed("up", "--yes", "--skip-preview", "--stack", "dev", "--replace", deployment.urn);
    assert.equal(idsOf(["aws:apigateway/vpcLink:VpcLink"]).length, 4);
    assert.deepEqual(Object.keys(counts(await up(2))), ["unchanged"]);
  });

  it("destroys what the last switch left to an empty account", async () => {
    await succeed("destroy", "--yes", "--skip-preview", "--stack", "dev");
    assert.deepEqual(workspace.aws.account.all, []);
  });
});
