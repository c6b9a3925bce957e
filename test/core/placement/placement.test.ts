import assert from "node:assert/strict";
import fc from "fast-check";
import type { OwnBalancer, Plan } from "../../../core/plan";
import { everyOption, article, planOf, problemsOf, service } from "../../support/scenario";

const own = (plan: Plan) => plan.balancers.filter((node): node is OwnBalancer => node.kind === "own");

/** Load balancer, port and priority of each service of a plan. */
function places(plan: Plan): Map<string, string> {
  const rules = own(plan).flatMap(({ listeners }) => listeners.flatMap((listener) => listener.rules));
  return new Map(
    plan.apis.flatMap(({ backends }) =>
      backends.map(({ service: name, endpoint }) => {
        const rule = rules.find((node) => node.name.endsWith(`-${name}`));
        return [name, `${JSON.stringify(endpoint)} ${rule?.priority ?? ""}`] as const;
      }),
    ),
  );
}

/** A list of services in one VPC, everything pinned, on one to three NLBs. */
const pinnedList = fc.uniqueArray(fc.integer({ min: 1, max: 900 }), { minLength: 2, maxLength: 40 }).map((numbers) =>
  numbers.map((number) =>
    service(`s${number}`, "sales", {
      desiredCount: 1,
      group: "web",
      pins: { nlb: (number % 3) + 1, port: 20_000 + number, priority: 1000 + number },
    }),
  ),
);

const options = fc.constantFrom(...everyOption);

describe("placement", () => {
  it("priorities and ports are unique on each load balancer", () => {
    fc.assert(
      fc.property(pinnedList, options, (services, option) => {
        for (const { listeners, name } of own(planOf(article({ option, services })))) {
          const ports = listeners.map(({ port }) => port);
          assert.equal(new Set(ports).size, ports.length, name);
          for (const { rules } of listeners) {
            const priorities = rules.map(({ priority }) => priority);
            assert.equal(new Set(priorities).size, priorities.length, name);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it("adding or removing a pinned service moves no other service", () => {
    fc.assert(
      fc.property(pinnedList, options, fc.nat(), (services, option, pick) => {
        const gone = services[pick % services.length];
        const fewer = places(planOf(article({ option, services: services.filter((entry) => entry !== gone) })));
        const all = places(planOf(article({ option, services })));
        for (const [name, place] of fewer) assert.equal(all.get(name), place, name);
      }),
      { numRuns: 50 },
    );
  });

  it("the order of the list does not affect placement", () => {
    const services = ["orders", "customers", "stock", "shipping"].map((name) =>
      service(name, "sales", { group: "web" }),
    );
    for (const option of everyOption) {
      assert.deepEqual(
        new Map([...places(planOf(article({ option, services: services.toReversed() })))].sort()),
        new Map([...places(planOf(article({ option, services })))].sort()),
      );
    }
  });

  it("an error names both services that hash to the same port", () => {
    const [a, b] = collision();
    const problems = problemsOf(article({ option: 3, services: [service(a, "sales"), service(b, "sales")] }));
    assert.equal(problems.length, 1);
    assert.match(
      problems[0] ?? "",
      new RegExp(
        `services\\[1\\]\\.pins\\.port \\(${b}\\): ${a} and ${b} both hash to listener port \\d+ on sales-nlb-1$`,
      ),
    );
  });

  it("a pin resolves a conflict of hashes", () => {
    const [a, b] = collision();
    assert.deepEqual(
      problemsOf(
        article({ option: 3, services: [service(a, "sales"), service(b, "sales", { pins: { port: 2000 } })] }),
      ),
      [],
    );
  });

  it("two services pinned to the same port are an error", () => {
    const pinned = (name: string) => service(name, "sales", { pins: { port: 2000 } });
    assert.match(
      problemsOf(article({ option: 3, services: [pinned("a"), pinned("b")] })).join(),
      /a and b are both pinned to listener port 2000 on sales-nlb-1/,
    );
  });

  it("a pinned priority that lets a shallower path match first is an error", () => {
    const services = [
      service("a", "sales", { group: "web", pins: { priority: 10 } }),
      service("b", "sales", { path: "/a/b", group: "web", pins: { priority: 20 } }),
    ];
    assert.match(
      problemsOf(article({ services })).join(),
      /\/a\/b \(priority 20\) is never reached: the rule of a \(\/a, priority 10\) matches first/,
    );
  });

  it("pinning more services to an NLB than it has listeners is an error", () => {
    const services = Array.from({ length: 51 }, (_, index) =>
      service(`s${index}`, "sales", { desiredCount: 1, pins: { nlb: 2, port: 2000 + index } }),
    );
    assert.match(
      problemsOf(article({ option: 3, services })).join(),
      /51 listeners are pinned to sales-nlb-2; allowed: 50 \(s0, s1,/,
    );
  });
});

/** The first two names that hash to the same port. */
function collision(): [string, string] {
  const seen = new Map<number, string>();
  for (let number = 1; ; number++) {
    const name = `s${number}`;
    const port = planOf(article({ option: 3, services: [service(name, "sales")] })).apis[0]?.backends[0]?.endpoint;
    const slot = port?.kind === "listener" ? port.port : 0;
    const earlier = seen.get(slot);
    if (earlier !== undefined) return [earlier, name];
    seen.set(slot, name);
  }
}
