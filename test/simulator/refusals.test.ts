import assert from "node:assert/strict";
import { balancing } from "./refusals/balancing";
import { gateway } from "./refusals/gateway";
import { network } from "./refusals/network";
import { Scene } from "./scene";

describe("what the stand-in for AWS refuses", () => {
  for (const [what, { error, refused, accepted }] of Object.entries({ ...balancing, ...gateway, ...network })) {
    it(`${what}: refused in AWS's words, and the order that AWS takes is taken`, () => {
      assert.throws(() => {
        refused(new Scene());
      }, error);
      accepted(new Scene());
    });
  }
});
