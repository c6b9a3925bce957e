import assert from "node:assert/strict";
import { main as compare } from "../../tools/compare";
import { main as place } from "../../tools/place";
import { main } from "../../tools/preview";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";

const preview = inProcess(main);

const previewOf = (stackFile: string) => preview("--stack", "test", "--directory", stackProject("test", stackFile));

const sound = `config:
  aws:region: us-east-1
  option: 5
  vpcs:
    - { name: core, cidr: 10.20.0.0/16, zones: [use1-az1, use1-az2] }
  services:
    - name: orders
      vpc: core
      image: nginx
`;

describe("environments of Pulumi ESC", () => {
  const unread = (names: string) =>
    `note: the values of ${names} (Pulumi ESC) cannot be read offline; keys that only an environment sets count as not set\n`;

  it("are noted by every tool, since only the CLI can read them", async () => {
    const directory = stackProject("test", `environment:\n  - shop/dev\n${sound}`);
    for (const tool of [preview, inProcess(compare), inProcess(place)]) {
      const { stderr } = await tool("--stack", "test", "--directory", directory);
      assert.ok(stderr.startsWith(unread("environment shop/dev")), stderr);
    }
  });

  it("are named in each form that a stack file allows", async () => {
    const forms: readonly (readonly [yaml: string, names: string])[] = [
      ["[shop/dev, { shop/more: { merge: false } }]", "environments shop/dev, shop/more"],
      ["{ imports: [shop/dev], values: { pulumiConfig: { option: 3 } } }", "environments shop/dev, of the stack file"],
      ["{ values: {} }", "environment of the stack file"],
    ];
    for (const [yaml, names] of forms)
      assert.equal((await previewOf(`environment: ${yaml}\n${sound}`)).stderr, unread(names));
    assert.equal((await previewOf(`environment:\n${sound}`)).stderr, "");
  });

  it("may set the keys that a file lacks, which are not called missing then", async () => {
    const [head = ""] = sound.split("  services");
    const file = `environment: [shop/dev]\n${head.replace("  aws:region: us-east-1\n", "")}`;
    const { status, stderr } = await previewOf(file);
    assert.equal(status, 1);
    const problem = (key: string) =>
      `  Pulumi.test.yaml: ${key}: is not in the stack file; environment shop/dev may set it, which only the Pulumi CLI can read\n` +
      "      preview with the Pulumi CLI, or set it in the stack file too: a value there wins over that of an environment\n";
    assert.equal(
      stderr,
      `${unread("environment shop/dev")}2 problems in the configuration; nothing was registered:\n${problem("aws:region")}${problem("services")}`,
    );
  });

  it("are no excuse for a key that an entry of a list lacks", async () => {
    const file = `environment: [shop/dev]\n${sound.replace("      image: nginx\n", "")}`;
    assert.match((await previewOf(file)).stderr, /services\[0\]\.image \(orders\): is missing; a service needs/);
  });
});

describe("a key beside config in a stack file", () => {
  it("is noted by every tool, since nothing reads it", async () => {
    const note =
      "note: nothing reads owner, which is outside of config in the stack file; indent it below config, or remove it\n";
    const directory = stackProject("test", `${sound}owner: shop\n`);
    for (const tool of [preview, inProcess(compare), inProcess(place)]) {
      const { stderr } = await tool("--stack", "test", "--directory", directory);
      assert.ok(stderr.startsWith(note), stderr);
    }
  });

  it("is not noted if the CLI writes it", async () => {
    const { stderr } = await previewOf(`secretsprovider: awskms://key\nencryptedkey: a\nencryptionsalt: b\n${sound}`);
    assert.doesNotMatch(stderr, /nothing reads/);
  });
});
