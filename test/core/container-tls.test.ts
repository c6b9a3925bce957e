import assert from "node:assert/strict";
import { containerPortsByService } from "../../core/container-ports";
import { drainByService } from "../../core/drain";
import { planStack } from "../../core/planner";
import type { Plan } from "../../core/plan";
import { targetGroups } from "../../core/plan-queries";
import { securityGroupRules } from "../../core/security-group-rules";
import { everyOption, planOf, settingsOf } from "../support/scenario";
import { back, groupsOf, moving, requestPath, stack, taking, tls } from "./taking-tls";

const { serverName: name } = tls;

interface Expected {
  readonly keys?: Record<string, unknown>;
  readonly clear: string;
  readonly taking: string;
  readonly paths: readonly [clear: RegExp, taking: RegExp];
}

const alb = (group: string): Pick<Expected, "clear" | "taking"> => ({
  clear: `${group} HTTP, checks HTTP, port 8080, from HTTPS 443`,
  taking: `${group}-tls HTTPS, checks HTTPS, port 8443, from HTTPS 8443`,
});
const nlb = (group: string): Pick<Expected, "clear" | "taking"> => ({
  clear: `${group} TCP, checks HTTP, port 8080, from TLS 443`,
  taking: `${group}-tls TLS, checks HTTPS, port 8443, from TLS 8443`,
});

const expected: readonly (readonly [title: string, option: number, Expected])[] = [
  ["option 1", 1, { ...alb("orders-alb"), paths: [/^orders-alb:443 /, /^orders-alb:8443 /] }],
  [
    "option 1 behind an NLB",
    1,
    { keys: { balancer: "nlb" }, ...nlb("orders-nlb"), paths: [/^orders-nlb:443 /, /^orders-nlb:8443 /] },
  ],
  ["option 2", 2, { ...nlb("orders-nlb"), paths: [/^orders-nlb:443 /, /^orders-nlb:8443 /] }],
  [
    "option 4",
    4,
    {
      ...alb("orders-alb"),
      paths: [/^sales-front-1:\d{5} \(TCP.* orders-alb:443$/, /^sales-front-1:\d{5} \(TCP.* orders-alb:8443$/],
    },
  ],
  ["option 5", 5, { ...alb("orders-alb"), paths: [/^orders-alb:443 /, /^orders-alb:8443 /] }],
];

for (const [title, option, { keys = {}, clear, taking: takingGroup, paths }] of expected) {
  describe(`a container that takes TLS, ${title}`, () => {
    const plans = [{}, moving, taking, back].map((more) => planOf(stack(option, { ...keys, ...more })));
    const [before, there, after, again] = plans as [Plan, Plan, Plan, Plan];
    const only = (text: string) => text.replace(/port \d+, from/, "port only, from");

    it("has a target group of its own, and both while the service moves", () => {
      assert.deepEqual(groupsOf(before), [only(clear)]);
      assert.deepEqual(groupsOf(there).sort(), [clear, takingGroup]);
      assert.deepEqual(groupsOf(again).sort(), [clear, takingGroup]);
      assert.deepEqual(groupsOf(after), [only(takingGroup)]);
    });

    it("requests arrive at a listener of its own, with the same name to verify", () => {
      for (const [plan, index] of [
        [before, 0],
        [there, 1],
        [after, 1],
        [again, 0],
      ] as const) {
        assert.match(requestPath(plan), paths[index]);
        assert.ok(requestPath(plan).includes(`, ${name})`));
      }
      assert.equal(requestPath(there), requestPath(after));
      assert.equal(requestPath(there, "standbys"), requestPath(before));
      assert.equal(requestPath(again, "standbys"), requestPath(after));
    });

    it("an exchange of both places changes neither load balancers nor security group rules nor ports", () => {
      const nodes = (plan: Plan) => plan.balancers.map((node) => JSON.stringify(sorted(node))).sort();
      assert.deepEqual(nodes(again), nodes(there));
      const rules = (plan: Plan) =>
        securityGroupRules(plan)
          .map((rule) => rule.name)
          .sort();
      assert.deepEqual(rules(again), rules(there));
      const both = [
        { port: 8080, protocol: "HTTP" },
        { port: 8443, protocol: "TLS" },
      ];
      assert.deepEqual(containerPortsByService(there).get("orders"), both);
      assert.deepEqual(containerPortsByService(again).get("orders"), both);
      assert.deepEqual(containerPortsByService(after).get("orders"), [both[1]]);
    });

    it("the load balancer may reach the port that it sends requests to", () => {
      const balancer = takingGroup.split(" ")[0]?.replace(/-tls$/, "") ?? "";
      const names = securityGroupRules(there).map((rule) => rule.name);
      for (const port of [8080, 8443])
        assert.ok(names.includes(`orders-service-${String(port)}-from-${balancer}`), String(port));
      assert.ok(!securityGroupRules(after).some((rule) => rule.name === `orders-service-8080-from-${balancer}`));
    });

    it("nothing else in the plan changes", () => {
      const others = (plan: Plan) => ({
        groups: targetGroups(plan)
          .filter(({ targetGroup: { target } }) => target.kind === "service" && target.service === "stock")
          .map(({ targetGroup }) => targetGroup),
        stock: plan.services.filter((one) => one.name === "stock"),
        links: plan.links,
      });
      for (const plan of plans) assert.deepEqual(others(plan), others(before));
    });
  });
}

/** A node with its lists in the order of the names. */
function sorted(node: Plan["balancers"][number]): unknown {
  if (node.kind === "existing") return node;
  const byName = <T extends { readonly name: string }>(list: readonly T[]) =>
    [...list].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { ...node, listeners: byName(node.listeners), targetGroups: byName(node.targetGroups) };
}

describe("a plan with containers that take TLS", () => {
  it("has notes on the certificate, and on TLS 1.3 behind an NLB", () => {
    const text = (option: number) => planStack(settingsOf(stack(option, taking))).notes;
    const certificate =
      "containerTls of orders: the load balancer encrypts the requests and does not verify the certificate of the container, which may be self-signed or expired";
    const nlbs =
      "containerTls of orders: health checks of an NLB fail if the container takes TLS 1.3 only; let it take TLS 1.2 too";
    for (const option of everyOption)
      assert.deepEqual(
        text(option).filter((note) => note.startsWith("containerTls")),
        [2, 3].includes(option) ? [certificate, nlbs] : [certificate],
      );
    assert.ok(!planStack(settingsOf(stack(1, {}))).notes.some((note) => note.startsWith("containerTls")));
  });

  it("the standby has a note that names both ports", () => {
    const [note] = planStack(settingsOf(stack(2, moving))).notes.filter((one) => one.startsWith("orders: its tasks"));
    assert.equal(
      note,
      "orders: its tasks also register in the target group of port 8080 (HTTP) (standby), and requests go to the target group of port 8443 (TLS); when the update has succeeded, remove standby, and the next one ends the move",
    );
  });

  it("tasks behind an NLB stop as late as those that take TCP", () => {
    const stops = [{ drainSeconds: 5 }, { drainSeconds: 5, ...taking }].map(
      (keys) => drainByService(planOf(stack(2, keys))).get("orders")?.stopSeconds,
    );
    assert.deepEqual(stops, [120, 120]);
  });
});
