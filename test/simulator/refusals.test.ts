import assert from "node:assert/strict";
import { balancing } from "./refusals/load-balancing";
import { certificates } from "./refusals/certificates";
import { compute } from "./refusals/compute";
import { domains } from "./refusals/domains";
import { gateway } from "./refusals/gateway";
import { links } from "./refusals/links";
import { mappings } from "./refusals/mappings";
import { network } from "./refusals/network";
import { quotas } from "./refusals/quotas";
import { tls } from "./refusals/tls";
import { TestAccount } from "./fixture";

const front = { ...certificates, ...domains, ...mappings, ...tls };
const cases = { ...balancing, ...compute, ...gateway, ...links, ...network, ...quotas, ...front };

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
