import assert from "node:assert/strict";
import type { AccountEvent } from "../../simulator/aws/account";
import { typeOf } from "../../simulator/aws/account";
import { create } from "../support/deployed";
import { withDomain } from "../support/front";
import { settingsOf } from "../support/scenario";
import { settingsOfStack } from "../support/stack-settings";
import { counts, liveSuite, services, vpcsAndClusters } from "./live-stack";
import { watch } from "./watched";

const mapping = "aws-native:apigatewayv2:ApiMapping";
const stageOrApi = /apigateway(v2)?\/(api:Api|restApi:RestApi|stage:Stage)$/;
/** Services keep their load balancers and target groups between these options. */
const ofAlbs: readonly number[] = [1, 4, 5];
const settings = settingsOf({ ...settingsOfStack("dev").raw, ...withDomain() });

/** Creates and deletes of APIs and stages, each with whether it came before or after the update of the mapping. */
function aroundMove(calls: readonly AccountEvent[]): readonly string[] {
  const moved = calls.findIndex(({ urn }) => typeOf(urn) === mapping);
  return calls.flatMap(({ kind, urn }, index) =>
    stageOrApi.test(typeOf(urn)) ? [`${kind} ${index > moved ? "after" : "before"}`] : [],
  );
}

/** Each option is switched from and to; `npm run test:switch` makes the steps of all pairs that lose nothing. */
const round = [
  [1, 4],
  [4, 5],
  [5, 2],
  [2, 3],
  [3, 1],
] as const;

describe("switches in one update, without a standby, of a live stack with a domain", () => {
  const live = liveSuite();

  before(async () => {
    await create(live.workspace);
    live.stack.setKeys(withDomain());
    await live.stack.up(1);
  });

  for (const [from, to] of round) {
    it(`switch ${from} -> ${to}: the domain moves in one call`, async () => {
      const ids = () => [mapping, ...vpcsAndClusters, ...services].map((type) => live.stack.idsOf([type]));
      const stay = ids();
      const { calls, unmapped, lost } = await watch(live.workspace, settings, () => live.stack.up(to));
      const ofMapping = calls.filter(({ urn }) => typeOf(urn) === mapping);
      assert.deepEqual([unmapped, ofMapping.map(({ kind }) => kind)], [[], ["update"]]);
      const around = ["create before", "create before", "delete after", "delete after"];
      assert.deepEqual([ids(), aroundMove(calls)], [stay, around]);
      // New tasks register in the new target groups only: the old API has no targets until the mapping has moved.
      const isLost = !ofAlbs.includes(from) || !ofAlbs.includes(to);
      const expected = isLost ? settings.services.map(({ name }) => [name, ["target group"]]) : [];
      assert.deepEqual(lost, Object.fromEntries(expected));
      const left = live.stack.size;
      assert.deepEqual(Object.keys(counts(await live.stack.up(to))), ["unchanged"]);
      assert.equal(live.stack.size, left);
    });
  }
});
