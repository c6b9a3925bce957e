import assert from "node:assert/strict";
import { deploy } from "../support/deployed";
import { own } from "../support/stack-file";
import { counts, liveSuite } from "./live-stack";

const key = (name: string) => [own("services"), 0, name] as const;
const inline = "aws:iam/rolePolicy:RolePolicy";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const reading = (bucket: string) => [{ actions: ["s3:GetObject"], resources: [`arn:aws:s3:::${bucket}/*`] }];

describe("permissions of a live service in the real engine", () => {
  const live = liveSuite();

  const policies = () =>
    live.workspace.aws.account.of(inline).map(({ inputs }) => String(inputs["policy"]).includes("s3:GetObject"));
  const arns = () => live.workspace.aws.account.of(attachment).map(({ inputs }) => inputs["policyArn"]);

  it("permissions are added, changed and removed in place; destroy deletes all", async () => {
    await deploy(live.workspace, 1);
    const everything = live.stack.allIds();

    live.stack.set(key("permissions"), reading("shop"));
    live.stack.set(key("policyArns"), [managed("AmazonSQSReadOnlyAccess")]);
    const added = counts(await live.stack.up(1));
    assert.deepEqual([added["created"], added["updated"], added["replaced"]], [2, undefined, undefined]);
    assert.equal(policies().filter(Boolean).length, 1);
    assert.deepEqual(arns(), [managed("AmazonSQSReadOnlyAccess")]);

    live.stack.set(key("permissions"), reading("archive"));
    live.stack.set(key("policyArns"), [managed("AmazonS3ReadOnlyAccess")]);
    const changed = counts(await live.stack.up(1));
    assert.deepEqual(
      [changed["created"], changed["updated"], changed["deleted"], changed["replaced"]],
      [1, 1, 1, undefined],
    );
    assert.deepEqual(arns(), [managed("AmazonS3ReadOnlyAccess")]);
    await live.workspace.succeed("refresh", "--yes", "--stack", "dev", "--expect-no-changes");

    live.stack.set(key("permissions"), undefined);
    live.stack.set(key("policyArns"), undefined);
    const removed = counts(await live.stack.up(1));
    assert.deepEqual([removed["created"], removed["updated"], removed["deleted"]], [undefined, undefined, 2]);
    assert.deepEqual(live.stack.allIds(), everything);

    live.stack.set(key("permissions"), reading("shop"));
    live.stack.set(key("policyArns"), [managed("AmazonSQSReadOnlyAccess")]);
    await live.stack.up(1);
    await live.stack.destroy();
    assert.deepEqual(live.workspace.aws.account.all, []);
  });

  it("keys of the secrets change the policy of the execution role only", async () => {
    await deploy(live.workspace, 1);
    live.stack.set(key("secrets"), { DB: "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf" });
    await live.stack.up(1);
    live.stack.set(key("kmsKeys"), ["arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555"]);
    const changed = counts(await live.stack.up(1));
    assert.deepEqual([changed["created"], changed["updated"], changed["replaced"]], [undefined, 1, undefined]);
    await live.stack.destroy();
    assert.deepEqual(live.workspace.aws.account.all, []);
  });

  it("a wide permission is refused before anything changes", async () => {
    await deploy(live.workspace, 1);
    const before = live.stack.allIds();
    live.stack.set(key("permissions"), [{ actions: ["s3:*"], resources: ["*"] }]);
    const { code, output } = await live.workspace.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    assert.notEqual(code, 0);
    assert.match(output, /permissions\[0\]\.actions \(orders\): got "s3:\*"/);
    assert.deepEqual(live.stack.allIds(), before);
  });
});
