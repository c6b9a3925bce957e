import assert from "node:assert/strict";
import { find, named, ofType, runStack } from "../support/run";
import { everyOption } from "../support/scenario";

const account = "aws:apigateway/account:Account";
const attachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const stage = "aws:apigateway/stage:Stage";
const name = "rest-log-role";

const dev = (keys: Record<string, unknown>) => runStack("dev", "apply", keys);
const create = { account: { restLogRole: "create" } };

describe("the role by which REST APIs write logs", () => {
  for (const option of everyOption) {
    it(`option ${option}: the account has a role that API Gateway assumes, with AWS's policy`, async () => {
      const result = await dev({ option, ...create });
      const role = find(result, "aws:iam/role:Role", name);
      assert.deepEqual(JSON.parse(String(role.inputs["assumeRolePolicy"])), {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "apigateway.amazonaws.com" }, Action: "sts:AssumeRole" }],
      });
      assert.deepEqual(find(result, attachment, name).inputs, {
        role: role.outputs["name"],
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
      });
      assert.deepEqual(find(result, account, name).inputs, { cloudwatchRoleArn: role.outputs["arn"] });
    });
  }

  it("the account gets it when it may write logs", async () => {
    const { dependencies } = find(await dev({ option: 5, ...create }), account, name);
    assert.ok(named(dependencies).includes(`RolePolicyAttachment ${name}`));
  });

  it("is kept when the stack no longer has it, since other stacks use it", async () => {
    const result = await dev({ option: 5, ...create });
    for (const type of ["aws:iam/role:Role", attachment, account])
      assert.equal(find(result, type, name).options.retainOnDelete, true, type);
  });

  it("stages with logs wait for it, and no others", async () => {
    const waits = async (keys: Record<string, unknown>) =>
      named(find(await dev({ option: 5, ...create, ...keys }), stage, "option-5").dependencies).includes(
        `Account ${name}`,
      );
    assert.deepEqual(await Promise.all([waits({ accessLogs: true }), waits({ accessLogs: false })]), [true, false]);
  });

  it("is not created where it exists, or where no key names it", async () => {
    for (const keys of [{}, { account: { restLogRole: "exists" } }])
      assert.deepEqual(ofType(await dev({ option: 5, accessLogs: true, ...keys }), account), []);
  });

  it("has the policy of its partition", async () => {
    const result = await runStack("dev", "preview", {
      option: 5,
      ...create,
      "aws:region": "us-gov-west-1",
      vpcs: [{ name: "sales", cidr: "10.0.0.0/16", zones: ["usgw1-az1", "usgw1-az2"] }],
      services: [{ name: "orders", vpc: "sales", image: "nginx:1.29" }],
    });
    assert.match(String(find(result, attachment, name).inputs["policyArn"]), /^arn:aws-us-gov:iam::aws:policy\//);
  });
});
