import assert from "node:assert/strict";
import fc from "fast-check";
import { decide } from "../../../core/decide";
import { requestPaths } from "../../../core/request-paths";
import { routePath } from "../../../core/routes";
import type { Option } from "../../../core/settings/settings";
import { graphOf } from "../../../policies/graph/graph";
import { fromSnapshot } from "../../../policies/graph/snapshot";
import { prove, traceRequest } from "../../../policies/paths/prove";
import { apisOf } from "../../../policies/paths/routes";
import { rules } from "../../../policies/rules";
import { zoneMap } from "../../../simulator/aws/zones";
import { runStack } from "../../support/run";
import { article, service } from "../../support/scenario";
import type { Entry } from "../../support/scenario";
import { request } from "../../support/request";
import type { Arrival } from "../../support/request";

const segment = fc.constantFrom("a", "b", "c");
const path = fc.array(segment, { minLength: 0, maxLength: 3 }).map((segments) => `/${segments.join("/")}`);

const entry = (index: number) =>
  fc
    .record({
      path,
      stripPrefix: fc.boolean(),
      vpc: fc.constantFrom("sales", "supply"),
      balancer: fc.constantFrom("alb", "nlb", undefined),
      grouped: fc.boolean(),
    })
    .map(({ balancer, grouped, vpc, ...rest }): Entry => {
      const group = grouped ? { group: `${vpc}-${balancer ?? "alb"}` } : {};
      const name = `s${index}`;
      // Ports and priorities are hashes, which rarely collide among four services.
      return service(name, vpc, { ...rest, ...(balancer === undefined ? {} : { balancer }), ...group });
    });

const config = { zoneIds: zoneMap("us-east-1") };

const stack = fc.record({
  option: fc.constantFrom<Option[]>(1, 2, 3, 4, 5),
  stage: fc.constantFrom("live", "v1"),
  services: fc.tuple(entry(1), entry(2), entry(3), entry(4)),
  requests: fc.array(
    fc
      .array(fc.constantFrom("a", "b", "c", "x"), { minLength: 0, maxLength: 5 })
      .map((segments) => `/${segments.join("/")}`),
    { minLength: 20, maxLength: 20 },
  ),
});

describe("traces over the resource graph and over the plan", () => {
  it("reach one service per route, with all of its paths", async function () {
    this.timeout(300_000);
    await fc.assert(
      fc.asyncProperty(stack, async ({ option, stage, services }) => {
        const decision = decide(article({ option, stage, services }), "us-east-1");
        fc.pre("plan" in decision);
        assert.ok("plan" in decision);
        const { resources } = await runStack("dev", "apply", { option, stage, services });
        const planned = requestPaths(decision.plan).map(
          ({ api, route }) => `${api.name} ANY ${routePath(route)} ${route.service}`,
        );
        const proofs = prove({ graph: graphOf(fromSnapshot(resources)), config, rules });
        const found = proofs.map(({ api, route, services: reached }) => `${api} ${route} ${reached.join()}`);
        assert.deepEqual(found.sort(), planned.sort(), `option ${option}`);
      }),
      { numRuns: 40 },
    );
  });

  it("reach the same service with the same path", async function () {
    this.timeout(300_000);
    let compared = 0;
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(stack, async ({ option, stage, services, requests }) => {
        const raw = article({ option, stage, services });
        const decision = decide(raw, "us-east-1");
        fc.pre("plan" in decision);
        assert.ok("plan" in decision);
        const { resources } = await runStack("dev", "apply", { option, stage, services });
        const graph = graphOf(fromSnapshot(resources));
        const [api] = apisOf(graph);
        assert.ok(api);
        for (const path of requests) {
          const trace = traceRequest({ graph, config, rules }, api, "GET", path);
          const byGraph = (trace?.arrivals ?? []).map(({ service, path: seen }) => `${service.name} ${seen ?? "?"}`);
          const arrival: Arrival | undefined = request(decision.plan, path);
          const byPlan: string[] = arrival === undefined ? [] : [`${arrival.service} ${arrival.path}`];
          assert.deepEqual(byGraph, byPlan, `${path} under option ${option}`);
          compared += 1;
          answered += byPlan.length;
        }
      }),
      { numRuns: 40 },
    );
    process.stdout.write(`      ${compared} requests, ${answered} answered by a service\n`);
    assert.ok(answered * 4 > compared, "more than a quarter of the random requests reach a service");
  });
});
