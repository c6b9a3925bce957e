import assert from "node:assert/strict";
import { alarms } from "./refusals/alarms";
import { authorization } from "./refusals/authorization";
import { balancing } from "./refusals/load-balancing";
import { certificates } from "./refusals/certificates";
import { compute } from "./refusals/compute";
import { domains } from "./refusals/domains";
import { functions } from "./refusals/functions";
import { gateway } from "./refusals/gateway";
import { limits } from "./refusals/limits";
import { links } from "./refusals/links";
import { mappings } from "./refusals/mappings";
import { network } from "./refusals/network";
import { quotas } from "./refusals/quotas";
import { responses } from "./refusals/responses";
import { stages } from "./refusals/stages";
import { strategies } from "./refusals/strategies";
import { tls } from "./refusals/tls";
import { TestAccount } from "./fixture";

const front = { ...certificates, ...domains, ...mappings, ...tls };
const access = { ...authorization, ...limits, ...responses, ...stages };
const cases = {
  ...balancing,
  ...compute,
  ...gateway,
  ...links,
  ...network,
  ...quotas,
  ...front,
  ...access,
  ...alarms,
  ...functions,
  ...strategies,
};

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
