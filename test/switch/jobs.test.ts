import assert from "node:assert/strict";
import { UsageError } from "../../tools/command";
import { jobsOf, titleOf } from "./jobs";

const share = { share: 1, of: 12 };
const titles = (flags: Omit<Parameters<typeof jobsOf>[0], "share">) => jobsOf({ share, ...flags }).map(titleOf);

describe("what test:switch runs", () => {
  it("all 36 switches, in shares of three", () => {
    const all = titles({ all: true });
    assert.equal(all.length, 36);
    const inShares = Array.from({ length: 12 }, (_, index) => jobsOf({ share: { share: index + 1, of: 12 } }));
    assert.deepEqual([...new Set(inShares.map(({ length }) => length))], [3]);
    assert.deepEqual(inShares.flat().map(titleOf).sort(), [...all].sort());
  });

  it("stacks and pairs", () => {
    assert.deepEqual(titles({ stack: "secured" }), ["secured 5-4", "secured 4-5"]);
    assert.deepEqual(titles({ pair: ["3-5"] }), ["dev 3-5", "shared 3-5", "existing 3-5"]);
    assert.deepEqual(titles({ pair: ["3-5", "1-2"], stack: "dev" }), ["dev 1-2", "dev 3-5"]);
  });

  it("what there is not", () => {
    const fails = (flags: Parameters<typeof titles>[0], message: RegExp) => {
      assert.throws(
        () => titles(flags),
        (error) => error instanceof UsageError && message.test(error.message),
      );
    };
    fails({ stack: "prod" }, /^--stack: there is no such stack \(prod\); allowed: dev, shared/);
    fails({ pair: ["1-1"] }, /^--pair: got 1-1; allowed: two different options/);
    fails(
      { pair: ["1-4"], stack: "secured" },
      /^--pair: stack secured is not switched so \(1-4\); the program refuses/,
    );
    fails({ pair: ["2-3"], stack: "secured" }, /\(2-3\); allowed: 5-4, 4-5$/);
  });
});
