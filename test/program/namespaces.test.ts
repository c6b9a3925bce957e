import assert from "node:assert/strict";
import { main } from "../../tools/preview";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";

const preview = inProcess(main);

const sound = `config:
  aws:region: us-east-1
  private-integrations:vpcs: [{ name: core, cidr: 10.20.0.0/16, zones: [use1-az1, use1-az2] }]
  private-integrations:services: [{ name: orders, vpc: core, image: nginx }]
`;

/** Problems of the sound stack file with more lines, without file and line. */
async function problemsOf(...lines: string[]): Promise<readonly string[]> {
  const directory = stackProject("test", sound + lines.map((line) => `  ${line}\n`).join(""));
  const { status, stderr } = await preview("--stack", "test", "--directory", directory);
  const found = stderr.split("\n").filter((line) => line.startsWith("  "));
  assert.equal(status, found.length === 0 ? 0 : 1);
  return found.map((line) => line.replace(/^ +(Pulumi\.test\.yaml:\d+: )?/, ""));
}

const refused = (key: string, fix: string) => [
  `${key}: belongs to a different project than private-integrations, so nothing reads it`,
  fix,
];

describe("keys of ours in other namespaces", () => {
  it("are ignored in the namespace of a package", async () => {
    assert.deepEqual(await problemsOf("datadog:tags: [a]", "aws-native:tags: { a: b }", "pulumi:tags: { a: b }"), []);
  });

  it("are refused where our own key is not set, or only has its default", async () => {
    assert.deepEqual(
      await problemsOf("acme:option: 3"),
      refused("acme:option", "rename it to private-integrations:option, or remove it"),
    );
    assert.deepEqual(
      await problemsOf("acme:tags: { a: b }"),
      refused("acme:tags", "rename it to private-integrations:tags, or remove it"),
    );
  });

  it("are ignored where our own key is set: they belong to another program", async () => {
    assert.deepEqual(await problemsOf("acme:tags: { a: b }", "private-integrations:tags: { team: shop }"), []);
    assert.deepEqual(await problemsOf("acme:option: 3", "private-integrations:option: 5"), []);
  });

  it("are refused in a namespace that is a former name of the project, also where ours are set", async () => {
    assert.deepEqual(
      await problemsOf("old:services: []", "old:tags: { a: b }", "private-integrations:tags: { team: shop }"),
      [
        ...refused("old:services", "remove it: private-integrations:services is set too"),
        ...refused("old:tags", "remove it: private-integrations:tags is set too"),
      ],
    );
  });
});
