import assert from "node:assert/strict";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { decide } from "../../../core/decide";
import { unpinnedPlacements } from "../../../core/placement/unpinned";
import { writePins } from "../../../tools/pins";
import { article, service } from "../../support/scenario";
import type { Entry } from "../../support/scenario";

type Raw = Record<string, unknown>;

/** The configuration with all placements of its plan pinned; undefined if the configuration has a problem. */
function pinned(raw: Raw): Raw | undefined {
  const decision = decide(raw, "us-east-1");
  if ("problems" in decision) return undefined;
  const chosen = unpinnedPlacements(decision.plan, decision.settings);
  const file = stringify({
    config: Object.fromEntries(Object.entries(raw).map(([key, value]) => [`p:${key}`, value])),
  });
  const { config } = parse(writePins(file, "p", chosen)) as { config: Raw };
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key.slice(2), value]));
}

const tlsKeys = {
  tls: { serverName: "internal.example.com" },
  hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" },
};

/** Ports and priorities of a plan, by load balancer and target group. */
function places(raw: Raw): ReadonlyMap<string, number> | undefined {
  const decision = decide(raw, "us-east-1");
  if ("problems" in decision) return undefined;
  const own = decision.plan.balancers.flatMap((balancer) => (balancer.kind === "own" ? [balancer] : []));
  return new Map(
    own.flatMap(({ name, listeners }) =>
      listeners.flatMap(({ port, defaultAction, rules }) => [
        ...(defaultAction.kind === "forward" ? [[`${name} ${defaultAction.targetGroup}`, port] as const] : []),
        ...rules.map((rule) => [`${name} ${rule.name}`, rule.priority] as const),
      ]),
    ),
  );
}

const entry = (index: number) =>
  fc
    .record({ vpc: fc.constantFrom("sales", "supply"), balancer: fc.constantFrom("alb", "nlb"), grouped: fc.boolean() })
    .map(({ vpc, balancer, grouped }): Entry =>
      service(`s${index}`, vpc, { balancer, ...(grouped ? { group: `${vpc}-${balancer}` } : {}) }),
    );

describe("unpinned placements", () => {
  it("are NLBs and ports by service in option 3", () => {
    const raw = article({
      option: 3,
      services: [service("orders", "sales", { pins: { port: 20_001 } }), service("stock", "supply")],
    });
    const decision = decide(raw, "us-east-1");
    assert.ok("plan" in decision);
    const chosen = unpinnedPlacements(decision.plan, decision.settings);
    assert.deepEqual(chosen[0], { kind: "services", owner: "orders", pins: { nlb: 1 } });
    assert.equal(chosen[1]?.owner, "stock");
    assert.equal(chosen[1].pins.nlb, 1);
    assert.ok((chosen[1].pins.port ?? 0) >= 10_000);
  });

  it("with tls are TLS ports, also before ALBs and for service groups", () => {
    const services = [
      service("orders", "sales", { pins: { nlb: 1, tlsPort: 30_001 } }),
      service("search", "sales", { group: "web" }),
      service("stock", "supply", { group: "fast", balancer: "nlb", pins: { port: 20_001 } }),
    ];
    const chosenFor = (option: number) => {
      const decision = decide({ ...article({ option, services }), ...tlsKeys }, "us-east-1");
      assert.ok("plan" in decision, JSON.stringify(decision));
      return unpinnedPlacements(decision.plan, decision.settings).map(({ owner, pins }) => [
        owner,
        Object.keys(pins).sort(),
      ]);
    };
    assert.deepEqual(chosenFor(3), [
      ["search", ["nlb", "tlsPort"]],
      ["stock", ["nlb", "tlsPort"]],
    ]);
    assert.deepEqual(chosenFor(4), [
      ["search", ["priority"]],
      ["stock", ["priority"]],
      ["web", ["nlb", "tlsPort"]],
      ["fast", ["nlb", "tlsPort"]],
    ]);
    assert.deepEqual(chosenFor(5), [
      ["search", ["priority"]],
      ["stock", ["tlsPort"]],
    ]);
  });

  it("are empty if each service has its own load balancer", () => {
    for (const option of [1, 2, 5]) {
      const decision = decide(article({ option }), "us-east-1");
      assert.ok("plan" in decision);
      assert.deepEqual(unpinnedPlacements(decision.plan, decision.settings), []);
    }
  });

  it("once pinned, do not move when a service is added", () => {
    let compared = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(1, 3, 4, 5),
        fc.tuple(entry(1), entry(2), entry(3), entry(4), entry(5)),
        entry(6),
        fc.constantFrom({}, tlsKeys),
        (option, services, added, front) => {
          const before = pinned({ ...article({ option, services }), ...front });
          fc.pre(before !== undefined);
          assert.ok(before);
          const was = places(before);
          const is = places({ ...before, services: [added, ...(before["services"] as Entry[])] });
          fc.pre(was !== undefined && is !== undefined);
          for (const [slot, place] of was) assert.equal(is.get(slot), place, slot);
          compared += was.size;
        },
      ),
      { numRuns: 200 },
    );
    assert.ok(compared > 200, `${compared} placements compared`);
  });
});
