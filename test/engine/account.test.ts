import assert from "node:assert/strict";
import { jsonIn } from "../support/folder-project";
import { choose, editStack, own } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { counts } from "./live-stack";

const functions = ["aws:lambda/function:Function", "aws:scheduler/schedule:Schedule"];
const requests = "aws:servicequotas/serviceQuota:ServiceQuota";
const account = {
  linkCounter: true,
  quotaRequests: { "apigateway.vpcLinksV2": 20 },
};

describe("settings of the account, with the real engine", () => {
  let workspace: Workspace;
  const set = (key: string, value: unknown, stack = "dev") => editStack(workspace, [[[own(key)], value]], stack);
  const up = async (stack = "dev") =>
    counts(await workspace.succeed("up", "--yes", "--skip-preview", "--stack", stack));
  const inAccount = (...types: readonly string[]) => workspace.aws.account.of(...types);
  const outputs = async (stack: string) =>
    jsonIn(await workspace.succeed("stack", "output", "--json", "--stack", stack)) as Record<string, unknown>;

  before(async () => {
    workspace = await openWarmWorkspace();
    for (const stack of ["dev", "company", "existing"]) await workspace.succeed("stack", "init", stack);
    choose(workspace, 5);
    await up();
  });
  after(() => {
    workspace.close();
  });

  it("are added beside what the stack has", async () => {
    set("account", account);
    set("keepAwake", true);
    const { created, unchanged, ...others } = await up();
    // Two functions: component, log group, two roles, two policies, function and schedule. Also the account and a request.
    assert.deepEqual([created, others], [18, {}]);
    assert.ok((unchanged ?? 0) > 50);
    assert.deepEqual(inAccount(...functions).length, 4);
  });

  it("are unchanged by the next update", async () => {
    assert.deepEqual(Object.keys(await up()), ["unchanged"]);
  });

  it("a higher request is one change", async () => {
    set("account", { ...account, quotaRequests: { "apigateway.vpcLinksV2": 30 } });
    assert.equal((await up())["updated"], 1);
    assert.deepEqual(
      inAccount(requests).map(({ inputs }) => inputs["value"]),
      [30],
    );
  });

  it("another stack reads what they say by a StackReference", async () => {
    const addresses = { "ec2.elasticIps": { value: 20, reason: "a large account" } };
    set("quotas", { ...addresses, "vpc.vpcsPerRegion": { value: 4, reason: "a small account" } });
    await up();
    set("accountStatement", { stack: "dev" }, "company");
    const { code, output } = await workspace.pulumi("preview", "--stack", "company");
    assert.notEqual(code, 0);
    // Three VPCs of the stack, and two of the one that it reads.
    assert.match(output, /quota vpc\.vpcsPerRegion \(account\): "VPCs per Region" is 4, the plan needs 5/);
    set("quotas", { ...addresses, "vpc.vpcsPerRegion": { value: 20, reason: "a large account" } });
    await up();
    set("accountStatement", { stack: "dev" }, "existing");
    await up("existing");
  });

  it("the output account has the usage of the other stack", async () => {
    set("account", { ...account, quotaRequests: { "apigateway.vpcLinksV2": 30 }, stacks: ["existing"] });
    await up();
    const { account: said } = (await outputs("dev")) as { account: { usage: Record<string, unknown> } };
    const { quotaUsage } = await outputs("existing");
    assert.deepEqual(said.usage["organization/private-integrations/existing"], quotaUsage);
    assert.deepEqual(Object.keys(said.usage), [
      "organization/private-integrations/dev",
      "organization/private-integrations/existing",
    ]);
  });

  it("keepAwake follows the API to another option, and ends where links do not sleep", async () => {
    choose(workspace, 1);
    await up();
    const [inputs] = inAccount("aws:scheduler/schedule:Schedule").flatMap(({ inputs: { target } }) => {
      const { input } = target as { readonly input?: string };
      return input === undefined ? [] : [JSON.parse(input) as { readonly urls: readonly string[] }];
    });
    const { url } = await outputs("dev");
    assert.deepEqual(inputs?.urls, [`${String(url)}/orders`, `${String(url)}/stock`]);
    choose(workspace, 2);
    await up();
    assert.equal(inAccount(...functions).length, 2);
  });

  it("removed, only the request for a quota stays: AWS has no way to take it back", async () => {
    set("account", undefined);
    set("keepAwake", undefined);
    await up();
    assert.deepEqual(inAccount(...functions), []);
    assert.equal(inAccount(requests).length, 1);
  });

  it("destroyed, nothing else stays", async () => {
    for (const stack of ["existing", "dev"])
      await workspace.succeed("destroy", "--yes", "--skip-preview", "--stack", stack);
    assert.deepEqual(
      workspace.aws.account.all.map(({ type }) => type),
      [requests],
    );
  });
});
