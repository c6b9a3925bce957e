import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { decide } from "../../core/decide";
import { projectDirectory } from "../support/run";
import { everyOption } from "../support/scenario";

type Raw = Readonly<Record<string, unknown>>;

/** What an example leaves out: a VPC of the stack, an existing one, and a service. */
const rest: Raw = {
  vpcs: [
    { name: "main", cidr: "10.0.0.0/16", zones: ["use1-az1", "use1-az2"] },
    {
      name: "legacy",
      existing: {
        id: "vpc-0a1b2c3d4e5f60718",
        subnets: ["use1-az1", "use1-az2"].map((zone, index) => ({
          ...{ id: `subnet-0000000${index}`, zone },
          cidr: `10.30.${index * 16}.0/20`,
        })),
      },
    },
  ],
  services: [{ name: "orders", vpc: "main", image: "shop/orders:1" }],
};

/** YAML blocks of a document, each with its line; all are stack files or parts of one. */
function examplesIn(document: string): readonly (readonly [line: number, raw: Raw])[] {
  return [...document.matchAll(/^```yaml\n([\s\S]*?)^```/gm)].map(({ 1: text = "", index }) => {
    const parsed = parse(text) as Raw;
    const { "aws:region": region, ...config } = (parsed["config"] ?? parsed) as Raw;
    assert.ok(region === undefined || region === "us-east-1");
    return [document.slice(0, index).split("\n").length, config] as const;
  });
}

describe("examples in documents", () => {
  for (const file of ["docs/tls.md", "docs/domain.md"]) {
    for (const [line, raw] of examplesIn(readFileSync(join(projectDirectory, file), "utf8"))) {
      for (const option of everyOption) {
        it(`${file}:${line} is accepted under option ${option}`, () => {
          const decision = decide({ ...rest, ...raw, option }, "us-east-1");
          assert.deepEqual("problems" in decision ? decision.problems : [], []);
        });
      }
    }
  }

  it("all of them are read", () => {
    const lines = (text: string) => examplesIn(text).map(([line]) => line);
    assert.deepEqual(lines("a\n\n```yaml\ntls: 1\n```\n\n```sh\nx\n```\n\n```yaml\nb: 2\n```\n"), [3, 11]);
  });
});
