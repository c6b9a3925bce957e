import assert from "node:assert/strict";
import { relative } from "node:path";
import type { PrivateIntegrationsArgs } from "../../components/arguments";
import { PrivateIntegrations } from "../../components/private-integrations";
import { runProgram } from "../../simulator/run";
import { ofType, projectDirectory, runSmall } from "../support/run";
import { articleServices, articleVpcs } from "../support/scenario";
import { temporaryFolder } from "../support/files";

const owner = "organization/network/prod";
const account = {
  version: 1,
  region: "us-east-1",
  quotas: { "elb.albsPerRegion": 60 },
  restLogRole: true,
  usage: { [owner]: { "elb.albsPerRegion": 57 }, "organization/private-integrations/dev": { "elb.albsPerRegion": 4 } },
};
const exceeded =
  /quota elb\.albsPerRegion \(account\): "Application Load Balancers per Region" is 60, the plan needs 61/;

interface Given {
  readonly accountStatement: Record<string, unknown>;
  readonly outputs?: Record<string, unknown> | undefined;
  readonly more?: Record<string, unknown>;
  readonly pass?: "preview" | "apply";
}

const run = ({ accountStatement, outputs, more = {}, pass = "preview" }: Given) =>
  runProgram({
    directory: projectDirectory,
    stack: "dev",
    pass,
    overrides: { option: 5, accountStatement, ...more },
    stackOutputs: (stack) => (stack === owner ? outputs : undefined),
  });
const refusal = async (given: Given) => {
  const { errors } = await run(given);
  assert.equal(errors.length, 1, JSON.stringify(errors));
  return errors[0] ?? "";
};
const { write } = temporaryFolder();
const fileOf = (name: string, text: string) => relative(projectDirectory, write(name, text));

describe("accountStatement", () => {
  const valid = fileOf("account.json", JSON.stringify({ url: "https://example.com", account }));
  const given: Readonly<Record<string, Given>> = {
    "a file, relative to Pulumi.yaml": { accountStatement: { file: valid } },
    "a stack": { accountStatement: { stack: owner }, outputs: { account } },
  };
  for (const [what, each] of Object.entries(given))
    for (const pass of ["preview", "apply"] as const) {
      it(`${what}, ${pass} pass: its quotas and the usage of the others count`, async () => {
        assert.match(await refusal({ ...each, pass }), exceeded);
      });

      it(`${what}, ${pass} pass: the stack file wins`, async () => {
        const { errors } = await run({ ...each, pass, more: { usedElsewhere: { "elb.albsPerRegion": 56 } } });
        assert.deepEqual(errors, []);
      });
    }

  for (const outputs of [undefined, {}, { url: "https://example.com" }])
    it(`a stack with the outputs ${JSON.stringify(outputs)}: a note says what is not counted`, async () => {
      const { errors, messages } = await run({ accountStatement: { stack: owner }, outputs });
      assert.deepEqual(errors, []);
      assert.deepEqual(
        messages.filter((line) => line.startsWith("accountStatement")),
        [
          `accountStatement.stack: the output \`account\` of ${owner} cannot be read, so its quotas and the usage of other stacks are not counted. Update that stack first; an offline preview also needs its full name and the Pulumi CLI, logged in, or accountStatement.file instead`,
        ],
      );
    });

  const mistakes: readonly (readonly [string, Given, RegExp])[] = [
    [
      "a file that does not exist",
      { accountStatement: { file: "nowhere.json" } },
      /accountStatement\.file: got nowhere\.json, which does not exist \(\/.*nowhere\.json\)/,
    ],
    [
      "a file that is no JSON",
      { accountStatement: { file: fileOf("text.json", "no outputs") } },
      /accountStatement\.file: got \S+, which is no JSON/,
    ],
    [
      "a file with the outputs of another stack",
      { accountStatement: { file: fileOf("other.json", "{}") } },
      /accountStatement\.file: got \S+, which has no output `account`/,
    ],
    [
      "a file with a list",
      { accountStatement: { file: fileOf("null.json", "null") } },
      /accountStatement\.file: got \S+, which has no outputs/,
    ],
    [
      "another Region",
      { accountStatement: { stack: owner }, outputs: { account: { ...account, region: "eu-west-1" } } },
      /accountStatement\.stack: is about eu-west-1, and this stack is in us-east-1/,
    ],
    [
      "a later version",
      { accountStatement: { stack: owner }, outputs: { account: { ...account, version: 2 } } },
      /accountStatement\.stack: account\.version is 2; allowed: 1/,
    ],
    ["the stack itself", { accountStatement: { stack: "dev" } }, /accountStatement\.stack: got dev, this stack itself/],
    [
      "both a stack and a file",
      { accountStatement: { stack: owner, file: valid } },
      /accountStatement: .*allowed: either stack or file/,
    ],
  ];
  for (const [what, each, message] of mistakes)
    it(`refuses ${what}, before anything is registered`, async () => {
      assert.match(await refusal(each), message);
      assert.deepEqual(ofType(await run(each), "aws:ec2/vpc:Vpc"), []);
    });

  it("of a component: a file counts, and a stack is refused with the way out", async () => {
    const settings = { vpcs: articleVpcs, services: articleServices, option: 5 };
    const errorsOf = async (accountStatement: Record<string, unknown>) => {
      const args = { ...settings, accountStatement } as unknown as PrivateIntegrationsArgs;
      const { errors } = await runSmall("preview", () => new PrivateIntegrations("shop", args));
      return errors.join();
    };
    // The usage of the stack dev is that of this stack, so only 57 of the others count.
    assert.match(await errorsOf({ file: valid }), exceeded);
    assert.match(await errorsOf({ stack: owner }), /a component cannot wait for the outputs of another stack/);
  });
});

describe("account.stacks", () => {
  it("the output account has the usage of the other stacks, beside that of the stack itself", async () => {
    const { errors, outputs } = await runProgram({
      directory: projectDirectory,
      stack: "dev",
      pass: "apply",
      overrides: { account: { stacks: ["web", owner, "organization/older/prod"] } },
      stackOutputs: (stack) =>
        ({
          "organization/private-integrations/web": { quotaUsage: { "vpc.vpcsPerRegion": 1 } },
          [owner]: { quotaUsage: { "elb.albsPerRegion": 3 } },
          "organization/older/prod": { url: "https://example.com" },
        })[stack],
    });
    assert.deepEqual(errors, []);
    const { usage } = outputs["account"] as { readonly usage: Record<string, unknown> };
    assert.deepEqual(usage, {
      "organization/private-integrations/dev": outputs["quotaUsage"],
      "organization/private-integrations/web": { "vpc.vpcsPerRegion": 1 },
      [owner]: { "elb.albsPerRegion": 3 },
      "organization/older/prod": {},
    });
  });
});
