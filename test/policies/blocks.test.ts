import assert from "node:assert/strict";
import { blockOf, coverageOf } from "../../policies/graph/blocks";
import type { Coverage } from "../../policies/graph/blocks";

const parts = (...texts: readonly string[]) => texts.flatMap((text) => blockOf(text) ?? []);

const coverages: readonly (readonly [range: string, blocks: readonly string[], coverage: Coverage])[] = [
  ["10.0.1.0/24", ["10.0.0.0/16"], "all"],
  ["10.0.1.0/24", ["10.0.1.0/25"], "part"],
  ["10.0.1.0/24", ["10.0.1.128/25"], "part"],
  ["10.0.1.0/24", ["10.0.1.128/25", "10.0.1.0/25"], "all"],
  ["10.0.1.0/24", ["10.0.1.0/26", "10.0.1.128/25"], "part"],
  ["10.0.1.0/24", ["10.0.2.0/24", "10.0.0.0/24"], "none"],
  ["10.0.1.0/24", [], "none"],
  ["10.0.1.0/24", ["::/0"], "none"],
  ["0.0.0.0/0", ["0.0.0.0/1", "128.0.0.0/1"], "all"],
  ["0.0.0.0/0", ["0.0.0.0/1", "128.0.0.0/2"], "part"],
  ["::/0", ["::/1", "8000::/1"], "all"],
  ["2600:1f18:0:100::/64", ["2600:1f18::/32"], "all"],
  ["10.0.1.7", ["10.0.1.0/29"], "all"],
];

const invalid = [
  "",
  "10.0.0/16",
  "10.0.0.0/33",
  "10.0.0.256/32",
  "10.0.0.0/16/1",
  "10.0.0.0/",
  "1:2:3/64",
  "::1::/64",
  "g::/16",
];

describe("CIDR blocks", () => {
  for (const [range, blocks, coverage] of coverages) {
    it(`${blocks.join(" and ") || "no block"} and ${range}: ${coverage}`, () => {
      const [block] = parts(range);
      assert.ok(block);
      assert.equal(coverageOf(block, parts(...blocks)), coverage);
    });
  }

  it("a block with host bits is the block of its network", () => {
    assert.deepEqual(blockOf("10.0.0.7/24"), blockOf("10.0.0.0/24"));
  });

  it("texts that are no blocks are none", () => {
    assert.deepEqual(
      invalid.filter((text) => blockOf(text) !== undefined),
      [],
    );
  });
});
