import assert from "node:assert/strict";
import { prove } from "../../../policies/paths/prove";
import type { Hop } from "../../../policies/hops";
import { rules } from "../../../policies/rules";
import { zoneMap } from "../../../simulator/aws/zones";
import { snapshotGraph } from "../../support/graphs";
import { memo } from "../../support/memo";
import { runStack } from "../../support/run";
import { applied } from "../mutants/applied";
import { balancing } from "../mutants/load-balancing";
import type { Mutant, Operator, Snapshot } from "../mutants/edit";
import { gateway } from "../mutants/gateway";
import { paths } from "../mutants/paths";
import { placement } from "../mutants/placement";
import { reach } from "../mutants/network-access";
import { tasks } from "../mutants/tasks";

/**
 * By kind of mutant, the hop at which requests end, by hand. `holds`: AWS or a later update suffers,
 * but requests get through. `open`: what decides is not in the stack.
 */
const expected: Readonly<Record<string, Hop | readonly Hop[] | "holds" | "open">> = {
  "deployment forgets an integration": "stage",
  "deployment forgets a method and its integration": "stage",
  "deployment without triggers": "holds",
  "stage that shows nothing": "stage",
  "one route twice": "route",
  "HTTP route without its integration": "integration",
  "REST method without its integration": "integration",
  "HTTP integration names the balancer": "integration",
  "HTTP integration names a target group": "integration",
  "HTTP integration names a URL": "integration",
  "V2 integration without a target": "integration",
  "V2 integration aimed at a listener": "integration",
  "V1 integration with a target": "integration",
  "stage leaks into the path": "path",
  "method without its path parameter": "path",
  "integration without its path parameter": "path",
  "integration maps another parameter": "path",
  "REST uri without the greedy path": "path",
  "private integration without a link": "link",
  "REST integration without a link": "link",
  "link V1 to an ALB": "link",
  "link V2 in the other VPC": "link",
  "link V2 in the other VPC than its group": "link",
  "V2 link in a zone without links": "link",
  "V1 link in another account": "link",
  "V2 link in another account": "link",
  // The account of everything behind a link is the link's affair.
  "balancer in another account": "link",
  // AWS refuses the second that is made, whichever that is.
  "second link V1 on an NLB": "link",
  "link V2 without a group": "open",
  "integration by the other VPC's link": "balancer",
  "balancer in the other VPC than its group": "balancer",
  "group of a balancer in the other VPC": "balancer",
  "ALB in one zone": "balancer",
  "ALB in one subnet": "balancer",
  "public balancer": "balancer",
  "balancer that does not say internal": "balancer",
  "PrivateLink enforcement left on": "balancer",
  "PrivateLink enforcement turned on": "balancer",
  "balancer with a fixed name": "holds",
  "listener at a port that REST APIs do not call": "listener",
  "listener at the largest such port": "listener",
  "REST uri at a port of its own": "listener",
  "REST uri at a port that is refused": "listener",
  "TLS expected of an HTTP listener": "listener",
  "TLS listener whose name nobody verifies": "listener",
  "listener of another protocol": "listener",
  // Behind an NLB its health check fails first.
  "listener that answers 404": ["listener", "target group"],
  // What no rule takes gets the default action of the shared ALB.
  "rule for another path": "listener",
  "listener that hides its own changes": "holds",
  "rule that answers 404": "rule",
  "two rules of one priority": "rule",
  "deeper path asked after the shallower": "rule",
  "target group in the other VPC": "target group",
  "alb target group in the other VPC": "target group",
  "target group behind two balancers": "target group",
  "target group of the other kind of balancer": "target group",
  "target group attachment gone": "target group",
  "alb target group over HTTP": "target group",
  "alb target group with a TCP check": "target group",
  "alb target group without a check": "target group",
  "alb target group at a port without a listener": "target group",
  "attachment at a port without a listener": "target group",
  "health rule of a shared ALB gone": "target group",
  "service registered nowhere": "target group",
  "target group with a fixed name": "holds",
  "attachment before the ALB's listener": "holds",
  "Cloud Map service with A records": "discovery service",
  "Cloud Map namespace in another VPC": "discovery service",
  // A balancer of the other VPC breaks the link itself.
  "link V2 with a balancer's group": ["security group", "link"],
  "egress rule of a link gone": "security group",
  "egress rule of a balancer gone": "security group",
  "ingress rule of a balancer gone": "security group",
  "ingress rule of a service gone": "security group",
  "one security group rule twice": "holds",
  "ingress from anywhere": "holds",
  "ingress from anywhere by IPv6": "holds",
  "inline ingress": "holds",
  "service in the other VPC than its group": "service",
  "group of a service in the other VPC": "service",
  "service in the other VPC than its target group": "service",
  "task with a public address": "service",
  "target group by instance": "service",
  "service before its listener": "holds",
  "blue/green service whose listener is moved back": "holds",
  "container that there is not": "container",
  "container port that there is not": "container",
  "VPC without routes": "task",
  "private subnets routed to the internet gateway": "task",
  "endpoint gone": "task",
  "endpoint without private DNS": "task",
  "endpoint that does not admit a service": "task",
  "tasks in public subnets": "task",
  "tasks that may not call out": "task",
  // AWS refuses the second that is made, which may be the one that requests take. A second listener of a shared ALB has
  // no rules, and fails the NLB's health check first.
  "listener port taken twice": ["listener", "target group"],
};

const operators: readonly Operator[] = [...gateway, ...placement, ...balancing, ...tasks, ...reach, ...paths];
const config = { zoneIds: { ...zoneMap("us-east-1"), ...zoneMap("eu-west-1"), "zone-without-links": "use1-az3" } };
const proofs = (snapshot: Snapshot) => prove({ graph: snapshotGraph(snapshot), config, rules });

/** What became of the routes of a mutant, as far as it is not what was expected. */
function surprise(kind: string, { title, snapshot }: Mutant): string | undefined {
  const all = proofs(snapshot);
  const hops = [...new Set(all.flatMap(({ broken }) => (broken === undefined ? [] : [broken.hop])))];
  const awaited = expected[kind] ?? "holds";
  const wanted = awaited === "holds" || awaited === "open" ? [] : [awaited].flat();
  const met = wanted.length === 0 ? hops.length === 0 : hops.length === 1 && wanted.some((hop) => hops.includes(hop));
  return met ? undefined : `${title}: ${[awaited].flat().join(" or ")}, but ${hops.join() || "nothing"}`;
}

type Case = readonly [stack: string, option: number];

/** One listener each, so that nothing of the request path is hidden by what a first preview cannot tell. */
const atFirst: readonly Case[] = [
  ["dev", 1],
  ["dev", 2],
  ["dev", 5],
  ["shared", 1],
  ["mixed", 1],
];
const whenKnown: readonly Case[] = [
  ["dev", 3],
  ["dev", 4],
  ["shared", 4],
  ["shared", 5],
];

const byValue: readonly string[] = ["target group", "listener", "container", "path", "balancer", "task"];
const settled = [...applied, ...paths, ...balancing, ...tasks].filter(({ kind }) =>
  [expected[kind] ?? "holds"].flat().some((hop) => byValue.includes(hop)),
);

/** What is not as expected of the mutants of a stack, and how many of each kind break as they should. */
const judged = memo(async (pass: "preview" | "apply", stack: string, option: number) => {
  const { resources } = await runStack(stack, pass, { option });
  const refuted = new Map<string, number>();
  const surprises = (pass === "preview" ? operators : settled).flatMap(({ kind, mutants }) =>
    mutants(resources).flatMap((mutant) => {
      const odd = surprise(kind, mutant);
      const awaited = expected[kind];
      if (odd === undefined && awaited !== "holds" && awaited !== "open") {
        refuted.set(kind, (refuted.get(kind) ?? 0) + 1);
      }
      return odd ?? [];
    }),
  );
  return { surprises, refuted };
});

describe("mutants break at the hop that was broken", () => {
  for (const [stack, option] of atFirst) {
    it(`${stack}, option ${option}, at a first preview`, async () => {
      assert.deepEqual((await judged("preview", stack, option)).surprises, []);
    });
  }

  for (const [stack, option] of whenKnown) {
    it(`${stack}, option ${option}, when values are known`, async () => {
      assert.deepEqual((await judged("apply", stack, option)).surprises, []);
    });
  }

  it("whichever of two rivals stands first in the stack: an engine registers in another order each time", async () => {
    for (const [stack, option] of [
      ["dev", 1],
      ["dev", 2],
      ["shared", 1],
    ] as const) {
      const { resources } = await runStack(stack, "preview", { option });
      const turned = operators.flatMap(({ kind, mutants }) =>
        mutants(resources).flatMap(
          ({ title, snapshot }) => surprise(kind, { title, snapshot: snapshot.toReversed() }) ?? [],
        ),
      );
      assert.deepEqual(turned, []);
    }
  });

  it("every kind is classified, and at least 40 kinds break a way", async () => {
    const kinds = [...new Set([...operators, ...applied].map(({ kind }) => kind))];
    assert.deepEqual(kinds.sort(), Object.keys(expected).sort());
    const cases = [
      ...atFirst.map(([stack, option]) => judged("preview", stack, option)),
      ...whenKnown.map(([stack, option]) => judged("apply", stack, option)),
    ];
    const refuted = (await Promise.all(cases)).flatMap((outcome) => [...outcome.refuted]);
    const mutants = refuted.reduce((sum, [, count]) => sum + count, 0);
    assert.deepEqual({ kinds: new Set(refuted.map(([kind]) => kind)).size, mutants }, { kinds: 81, mutants: 1048 });
  });
});
