import assert from "node:assert/strict";
import { main as compare } from "../../tools/compare";
import { main as place } from "../../tools/place";
import { main as preview } from "../../tools/preview";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";

const sound = `config:
  aws:region: us-east-1
  private-integrations:vpcs:
    - { name: core, cidr: 10.20.0.0/16, zones: [use1-az1, use1-az2] }
  private-integrations:services:
    - &common
      name: orders
      vpc: core
      image: nginx
    - <<: *common
      name: stock
`;

/** A folder with the project's Pulumi.yaml and one stack file. */
const folderWith = (stackFile: string) => stackProject("test", stackFile);

/** Exit code and error lines of a tool. */
async function problemsOf(stackFile: string, tool = preview): Promise<readonly [number | null, ...string[]]> {
  const { status, stderr } = await inProcess(tool)("--stack", "test", "--directory", folderWith(stackFile));
  return [status, ...stderr.split("\n").filter((line) => line.startsWith("  "))];
}

const own = (...lines: string[]) => `${sound}${lines.map((line) => `  private-integrations:${line}\n`).join("")}`;

describe("types of the values in a stack file", () => {
  it("anchors and merged maps are read as the CLI reads them", async () => {
    assert.deepEqual(await problemsOf(sound), [0]);
    const [status, ...lines] = await problemsOf(sound.replace("image: nginx", "image: Nginx"));
    assert.equal(status, 1);
    assert.deepEqual(
      lines.filter((line) => line.startsWith("  Pulumi")).map((line) => line.split(": got")[0]),
      ["  Pulumi.test.yaml:9: services[0].image (orders)", "  Pulumi.test.yaml:10: services[1].image (stock)"],
    );
  });

  it("values of wrong types are refused with their lines, beside the other problems", async () => {
    const file = own("option: many", "tags: [x]", "logRetentionDays:", "crossZoneToAlbs: 1").replace("core\n", "cor\n");
    for (const tool of [preview, compare, place]) {
      const [status, ...lines] = await problemsOf(file, tool);
      assert.equal(status, 1);
      assert.deepEqual(
        lines.filter((line) => line.startsWith("  Pulumi")).map((line) => line.split(";")[0]),
        [
          '  Pulumi.test.yaml:12: option: got "many"',
          '  Pulumi.test.yaml:13: tags: got ["x"]',
          "  Pulumi.test.yaml:14: logRetentionDays: got null",
          "  Pulumi.test.yaml:15: crossZoneToAlbs: got 1",
          '  Pulumi.test.yaml:8: services[0].vpc (orders): got "cor"',
          '  Pulumi.test.yaml:10: services[1].vpc (stock): got "cor"',
        ],
      );
    }
  });

  it("a stage without a value is refused: the CLI would pass an empty text", async () => {
    assert.deepEqual(await problemsOf(own("stage:")), [
      1,
      "  Pulumi.test.yaml:12: stage: got null; Pulumi.yaml declares type string",
      "      give it a value, or remove the key",
    ]);
  });

  it("an option from a flag replaces the one of the file, also a wrong one", async () => {
    const directory = folderWith(own("option: many"));
    const { status } = await inProcess(preview)("--stack", "test", "--directory", directory, "--option", "5");
    assert.equal(status, 0);
  });

  it("an empty file has the problems of everything that is required", async () => {
    assert.deepEqual(
      (await problemsOf("")).filter((line) => typeof line === "string" && line.startsWith("  Pulumi")),
      [
        "  Pulumi.test.yaml: aws:region: is missing",
        "  Pulumi.test.yaml: vpcs: is missing; a value of type array is required",
        "  Pulumi.test.yaml: services: is missing; a value of type array is required",
      ],
    );
  });
});
