import assert from "node:assert/strict";
import { deploy } from "../support/deployed";
import { own } from "../support/stack-file";
import { counts, liveSuite } from "./live-stack";

const loadBalancer = "aws:lb/loadBalancer:LoadBalancer";
const cluster = "aws:ecs/cluster:Cluster";
const stage = "aws:apigateway/stage:Stage";
const logGroup = "aws:cloudwatch/logGroup:LogGroup";

/**
 * Options with each kind of API and of load balancers, and the load balancers of stack dev that have something to log
 * there: its NLBs have no TLS listener.
 */
const logging = [
  [1, 4],
  [3, 0],
  [4, 4],
] as const;

describe("containerInsights, loadBalancerLogs and tracing of a live stack", () => {
  const live = liveSuite();
  const set = (keys: Record<string, unknown>) => {
    live.stack.setKeys(keys);
  };
  const inputsOf = (type: string, key: string) =>
    live.workspace.aws.account.of(type).flatMap(({ inputs }) => (inputs[key] === undefined ? [] : [inputs[key]]));
  const insights = () => inputsOf(cluster, "settings").flat();

  for (const [option, balancers] of logging)
    it(`option ${option}: they are added, changed and removed in place`, async () => {
      await deploy(live.workspace, option);
      const before = live.stack.allIds();
      const logs = { bucket: "shop-logs", prefix: "balancers" };
      set({ containerInsights: "enhanced", loadBalancerLogs: logs, tracing: true });
      const expected = Array<unknown>(balancers).fill({ ...logs, enabled: true });
      const added = counts(await live.stack.up(option));
      const rest = option === 1 ? 0 : 1;
      assert.deepEqual([added["updated"], added["created"]], [2 + rest + expected.length, undefined]);
      assert.deepEqual(inputsOf(loadBalancer, "accessLogs"), expected);
      assert.deepEqual(insights(), Array(2).fill({ name: "containerInsights", value: "enhanced" }));
      assert.deepEqual(inputsOf(stage, "xrayTracingEnabled"), Array(rest).fill(true));

      set({ containerInsights: "disabled", loadBalancerLogs: { bucket: "other-logs" } });
      await live.stack.up(option);
      assert.deepEqual(
        inputsOf(loadBalancer, "accessLogs"),
        expected.map(() => ({ bucket: "other-logs", enabled: true })),
      );
      assert.deepEqual(insights(), Array(2).fill({ name: "containerInsights", value: "disabled" }));

      set({ containerInsights: undefined, loadBalancerLogs: undefined, tracing: undefined });
      await live.stack.up(option);
      assert.deepEqual(inputsOf(loadBalancer, "accessLogs"), []);
      assert.deepEqual(inputsOf(stage, "xrayTracingEnabled"), []);
      // The provider sends nothing without settings.
      assert.deepEqual(insights(), Array(2).fill({ name: "containerInsights", value: "disabled" }));
      assert.deepEqual(live.stack.allIds(), before);
      assert.deepEqual(Object.keys(counts(await live.stack.up(option))), ["unchanged"]);
      await live.stack.destroy();
      assert.deepEqual(live.workspace.aws.account.all, []);
    });

  it("a bucket that AWS refuses: the corrected one gets the logs after a refresh, and not without", async () => {
    const { account } = live.workspace.aws;
    await deploy(live.workspace, 5);
    account.outside = { zones: {}, certificates: {}, refusingBuckets: { "shop-logs": "policy" } };
    set({ loadBalancerLogs: { bucket: "shop-logs" } });
    const up = ["up", "--yes", "--skip-preview", "--stack", "dev"] as const;
    const { code, output } = await live.workspace.pulumi(...up);
    assert.notEqual(code, 0);
    assert.match(
      output,
      /modifying ELBv2 Load Balancer \(arn:\S+\) attributes: InvalidConfigurationRequest: Access Denied for bucket: shop-logs\. Please check S3bucket permission/,
    );
    account.outside = { zones: {}, certificates: {} };
    await live.workspace.pulumi(...up, "--continue-on-error");
    await live.workspace.succeed(...up);
    assert.deepEqual(inputsOf(loadBalancer, "accessLogs").length < 4, true);
    await live.workspace.succeed(...up, "--refresh");
    assert.deepEqual(inputsOf(loadBalancer, "accessLogs"), Array(4).fill({ bucket: "shop-logs", enabled: true }));
    set({ loadBalancerLogs: undefined });
    await live.stack.destroy();
  });

  it("protect: nothing of it is deleted or replaced until an update has set it to false", async () => {
    await deploy(live.workspace, 1);
    set({ protect: true });
    await live.stack.up(1);
    const before = live.stack.allIds();
    // With --skip-preview the engine deletes everything else first.
    const { code, output } = await live.workspace.pulumi("destroy", "--yes", "--stack", "dev");
    assert.notEqual(code, 0);
    const kept = output.matchAll(
      /Preview failed: resource "urn:\S+\$(aws:\S+)::(\S+)" cannot be deleted\s+because it is protected/g,
    );
    const resources = [...kept].map(([, type = "", name]) => `${type} ${name}`);
    for (const vpc of ["sales", "supply"])
      assert.ok(
        ["aws:ec2/vpc:Vpc", cluster].some((type) => resources.includes(`${type} ${vpc}`)),
        resources.join(),
      );
    assert.deepEqual(live.stack.allIds(), before);
    live.stack.set([own("vpcs"), 0, "cidr"], "10.3.0.0/16");
    const replaced = await live.workspace.pulumi("up", "--yes", "--stack", "dev");
    assert.notEqual(replaced.code, 0);
    assert.match(
      replaced.output,
      /unable to replace resource "\S+Vpc::sales"\s+as it is currently marked for protection/,
    );
    assert.deepEqual(live.stack.allIds(), before);
    live.stack.set([own("vpcs"), 0, "cidr"], "10.1.0.0/16");
    set({ protect: undefined });
    await live.stack.up(1);
    await live.stack.destroy();
    assert.deepEqual(live.workspace.aws.account.all, []);
  });

  it("retainLogs: log groups stay, and a service of the same name is created after the old one is imported", async () => {
    const { account } = live.workspace.aws;
    await deploy(live.workspace, 1);
    set({ retainLogs: true });
    await live.stack.up(1);
    const groups = live.stack.idsOf([logGroup]);
    await live.stack.destroy();
    assert.deepEqual(account.all.map(({ id }) => id).sort(), groups);
    const { code, output } = await live.workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    assert.notEqual(code, 0);
    assert.match(output, /ResourceAlreadyExistsException: The specified log group already exists/);
    // The failed update created the components, which are the parents.
    for (const name of ["orders", "customers", "stock", "shipping"]) {
      const parent = `service=urn:pulumi:dev::private-integrations::private-integrations:index:FargateService::${name}`;
      const flags = ["--parent", parent, "--protect=false", "--generate-code=false", "--skip-preview", "--yes"];
      const group = `/ecs/private-integrations/dev/${name}`;
      await live.workspace.succeed("import", logGroup, name, group, ...flags, "--stack", "dev");
    }
    await live.stack.up(1);
    assert.deepEqual(live.stack.idsOf([logGroup]), groups);
    set({ retainLogs: undefined });
    await live.stack.up(1);
    await live.stack.destroy();
    assert.deepEqual(account.all, []);
  });
});
