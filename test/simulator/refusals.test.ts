import assert from "node:assert/strict";
import { balancing } from "./refusals/load-balancing";
import { gateway } from "./refusals/gateway";
import { network } from "./refusals/network";
import { quotas } from "./refusals/quotas";
import { TestAccount } from "./fixture";

const cases = { ...balancing, ...gateway, ...network, ...quotas };

describe("what the stand-in for AWS refuses", () => {
  for (const [what, { error, refused, accepted }] of Object.entries(cases)) {
    it(`${what}: refused in AWS's words, and the order that AWS takes is taken`, () => {
      assert.throws(() => {
        refused(new TestAccount());
      }, error);
      accepted(new TestAccount());
    });
  }
});
