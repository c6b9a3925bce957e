import assert from "node:assert/strict";
import { deploy } from "../support/deployed";
import { own } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";
import { counts, LiveStack } from "./live-stack";

const key = (name: string) => [own("services"), 0, name] as const;
const inline = "aws:iam/rolePolicy:RolePolicy";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const reading = (bucket: string) => [{ actions: ["s3:GetObject"], resources: [`arn:aws:s3:::${bucket}/*`] }];

describe("permissions of a live service in the real engine", () => {
  let workspace: Workspace;
  let stack: LiveStack;

  before(async () => {
    workspace = await openWarmWorkspace();
    stack = new LiveStack(workspace);
  });
  after(() => {
    workspace.close();
  });

  const policies = () =>
    workspace.aws.account.of(inline).map(({ inputs }) => String(inputs["policy"]).includes("s3:GetObject"));
  const arns = () => workspace.aws.account.of(attachment).map(({ inputs }) => inputs["policyArn"]);

  it("permissions are added, changed and removed in place; destroy deletes all", async () => {
    await deploy(workspace, 1);
    const everything = stack.allIds();

    stack.set(key("permissions"), reading("shop"));
    stack.set(key("policyArns"), [managed("AmazonSQSReadOnlyAccess")]);
    const added = counts(await stack.up(1));
    assert.deepEqual([added["created"], added["updated"], added["replaced"]], [2, undefined, undefined]);
    assert.equal(policies().filter(Boolean).length, 1);
    assert.deepEqual(arns(), [managed("AmazonSQSReadOnlyAccess")]);

    stack.set(key("permissions"), reading("archive"));
    stack.set(key("policyArns"), [managed("AmazonS3ReadOnlyAccess")]);
    const changed = counts(await stack.up(1));
    assert.deepEqual(
      [changed["created"], changed["updated"], changed["deleted"], changed["replaced"]],
      [1, 1, 1, undefined],
    );
    assert.deepEqual(arns(), [managed("AmazonS3ReadOnlyAccess")]);
    await workspace.succeed("refresh", "--yes", "--stack", "dev", "--expect-no-changes");

    stack.set(key("permissions"), undefined);
    stack.set(key("policyArns"), undefined);
    const removed = counts(await stack.up(1));
    assert.deepEqual([removed["created"], removed["updated"], removed["deleted"]], [undefined, undefined, 2]);
    assert.deepEqual(stack.allIds(), everything);

    stack.set(key("permissions"), reading("shop"));
    stack.set(key("policyArns"), [managed("AmazonSQSReadOnlyAccess")]);
    await stack.up(1);
    await stack.destroy();
    assert.deepEqual(workspace.aws.account.all, []);
  });

  it("keys of the secrets change the policy of the execution role only", async () => {
    await deploy(workspace, 1);
    stack.set(key("secrets"), { DB: "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf" });
    await stack.up(1);
    stack.set(key("kmsKeys"), ["arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555"]);
    const changed = counts(await stack.up(1));
    assert.deepEqual([changed["created"], changed["updated"], changed["replaced"]], [undefined, 1, undefined]);
    await stack.destroy();
    assert.deepEqual(workspace.aws.account.all, []);
  });

  it("a wide permission is refused before anything changes", async () => {
    await deploy(workspace, 1);
    const before = stack.allIds();
    stack.set(key("permissions"), [{ actions: ["s3:*"], resources: ["*"] }]);
    const { code, output } = await workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    assert.notEqual(code, 0);
    assert.match(output, /permissions\[0\]\.actions \(orders\): got "s3:\*"/);
    assert.deepEqual(stack.allIds(), before);
  });
});
