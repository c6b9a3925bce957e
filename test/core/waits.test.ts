import assert from "node:assert/strict";
import { waitNotes, waitsOf } from "../../core/waits";
import { article, planOf, service } from "../support/scenario";

const slow = { drainSeconds: 3600 };
const waits = (services: ReturnType<typeof service>[]) => waitsOf(planOf(article({ services })));

describe("how long an update may take", () => {
  it("is the longest chain of services that wait for each other", () => {
    // By default, a deployment that fails and is rolled back takes 29 minutes, and one that succeeds 10.
    assert.deepEqual(
      waits([
        service("orders", "sales", { reaches: [{ service: "prices" }] }),
        service("prices", "sales", { reaches: [{ service: "rates" }] }),
        service("rates", "sales"),
        service("stock", "supply"),
      ]),
      {
        longestMinutes: 49,
        services: ["rates", "prices", "orders"],
        parallel: 20,
        // 49, 20 for the rest of the update, 30 for the rest of the job.
        jobMinutes: 99,
        sessionSeconds: 69 * 60,
      },
    );
  });

  it("has the limits of GitHub and AWS", () => {
    const { longestMinutes, jobMinutes, sessionSeconds } = waits([
      ...["a", "b", "c", "d", "e", "f", "g", "h"].map((name, index, names) =>
        service(name, "sales", { ...slow, reaches: [{ service: names[index + 1] ?? "last" }] }),
      ),
      service("last", "sales", slow),
    ]);
    assert.deepEqual([longestMinutes, jobMinutes, sessionSeconds], [212 + 8 * 71, 360, 43_200]);
  });

  it("is as before for services that nobody waits for", () => {
    assert.deepEqual(waits([service("orders", "sales", { ...slow, wait: false })]), {
      longestMinutes: 0,
      services: [],
      parallel: 17,
      jobMinutes: 90,
      sessionSeconds: 3600,
    });
  });

  it("is a note only if the session of a role may end before", () => {
    const notes = (services: ReturnType<typeof service>[]) => waitNotes(planOf(article({ services })));
    assert.deepEqual(notes([service("orders", "sales")]), []);
    assert.deepEqual(notes([service("orders", "sales", slow)]), [
      "an update may take 232 minutes, of which it waits 212 for orders; the session of the deploying role ends after 60 by default, so run aws iam update-role --role-name <role> --max-session-duration 13920",
    ]);
    assert.match(
      notes([
        service("orders", "sales", { ...slow, reaches: [{ service: "prices" }] }),
        service("prices", "sales", { ...slow, reaches: [{ service: "rates" }] }),
        service("rates", "sales", slow),
      ])[0] ?? "",
      /^an update may take 374 minutes, of which it waits 354 for rates, then prices, then orders; .*; a job on a machine of GitHub ends after 360 minutes, so run pulumi up elsewhere, or set a shorter drainSeconds$/,
    );
  });
});
