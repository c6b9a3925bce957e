import assert from "node:assert/strict";
import fc from "fast-check";
import type { Entry } from "../support/scenario";
import { article, everyOption, planOf, service } from "../support/scenario";
import { request } from "../support/request";

const path = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 4 }).map((segments) => `/${segments.join("/")}`);

/** Services with random nested paths, with or without groups and stripped prefixes, in two VPCs. */
const services = fc
  .uniqueArray(path, { minLength: 1, maxLength: 10 })
  .chain((paths) =>
    fc
      .array(fc.record({ group: fc.constantFrom(undefined, "web", "fast"), strip: fc.boolean() }), {
        minLength: paths.length,
        maxLength: paths.length,
      })
      .map((kinds) => ({ paths, kinds })),
  )
  .map(({ paths, kinds }) =>
    paths.map((own, index): Entry => {
      const { group, strip } = kinds[index] ?? { group: undefined, strip: false };
      const inGroup = group === undefined ? {} : { group, balancer: group === "fast" ? "nlb" : "alb" };
      return service(`s${index}`, group === "fast" ? "supply" : "sales", {
        path: own,
        stripPrefix: strip,
        pins: { port: 2000 + index },
        ...inGroup,
      });
    }),
  );

/** Expected service: the one with the longest path that is a prefix of the request by whole segments. */
function owner(list: readonly Entry[], requested: string): Entry | undefined {
  const covering = list.filter(
    ({ path: own }) => own === "/" || requested === own || requested.startsWith(`${String(own)}/`),
  );
  return covering.sort((a, b) => String(b["path"]).length - String(a["path"]).length)[0];
}

function seenPath(entry: Entry, requested: string): string {
  if (entry["stripPrefix"] !== true || entry["path"] === "/") return requested;
  return requested.slice(String(entry["path"]).length) || "/";
}

describe("requests reach the service with the longest matching path", () => {
  for (const option of everyOption) {
    it(`option ${option}`, () => {
      fc.assert(
        fc.property(services, fc.array(path, { minLength: 1, maxLength: 5 }), (list, others) => {
          const plan = planOf(article({ option, services: list }));
          const own = list.flatMap((entry) => [
            String(entry["path"]),
            `${String(entry["path"]).replace(/\/$/, "")}/x/y`,
          ]);
          for (const requested of [...own, ...others]) {
            const expected = owner(list, requested);
            const arrival = request(plan, requested);
            assert.deepEqual(
              arrival,
              expected && { service: expected.name, path: seenPath(expected, requested) },
              requested,
            );
          }
        }),
        { numRuns: 200 },
      );
    });
  }
});
