import assert from "node:assert/strict";
import { balancing } from "./refusals/load-balancing";
import { compute } from "./refusals/compute";
import { gateway } from "./refusals/gateway";
import { links } from "./refusals/links";
import { network } from "./refusals/network";
import { quotas } from "./refusals/quotas";
import { TestAccount } from "./fixture";

const cases = { ...balancing, ...compute, ...gateway, ...links, ...network, ...quotas };

describe("refusals of the AWS simulator, each with a variant that it accepts", () => {
  for (const [title, { error, refused, accepted }] of Object.entries(cases)) {
    it(`${title} is rejected`, () => {
      assert.throws(() => {
        refused(new TestAccount());
      }, error);
      accepted(new TestAccount());
    });
  }
});
