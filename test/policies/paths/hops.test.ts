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
import { elsewhere } from "../mutants/operation";
import { paths } from "../mutants/paths";
import { placement } from "../mutants/placement";
import { reach } from "../mutants/network-access";
import { tasks } from "../mutants/tasks";

/**
 * By kind of mutant, the hop at which the request path breaks, by hand. `holds`: the fault concerns AWS or a later
 * update, but requests reach their service. `open`: the verdict depends on a value outside the stack.
 */
const expected: Readonly<Record<string, Hop | readonly Hop[] | "holds" | "open">> = {
  "deployment forgets an integration": "stage",
  "deployment forgets a method and its integration": "stage",
  "deployment without triggers": "holds",
  "stage without a deployment": "stage",
  "duplicate route": "route",
  "HTTP route without its integration": "route",
  "REST method without its integration": "integration",
  "HTTP integration targets the load balancer": "integration",
  "HTTP integration targets a target group": "integration",
  "HTTP integration targets a URL": "integration",
  "V2 integration without a target": "integration",
  "V2 integration targets a listener": "integration",
  "V1 integration with a target": "integration",
  "stage name in the path": "path",
  "method without its path parameter": "path",
  "integration without its path parameter": "path",
  "integration maps another parameter": "path",
  "REST uri without the greedy path": "path",
  "private integration without a link": "link",
  "REST integration without a link": "link",
  "V1 link to an ALB": "link",
  "V2 link in another VPC": "link",
  "V2 link in another VPC than its security group": "link",
  "V2 link in a zone without links": "link",
  "V1 link in another account": "link",
  "V2 link in another account": "link",
  // A rule of the link hop checks the accounts of all resources behind a link.
  "load balancer in another account": "link",
  // AWS rejects the link that is created second; the stack does not determine which.
  "second V1 link on an NLB": "link",
  // An HTTP API names the listener, so the rule of the link hop reports it too.
  "listener in another Region": ["link", "listener"],
  "V2 link without a security group": "security group",
  "integration with the link of another VPC": "balancer",
  "load balancer in another VPC than its security group": "balancer",
  "security group of a load balancer in another VPC": "balancer",
  "ALB in one zone": "balancer",
  "ALB in one subnet": "balancer",
  "internet-facing load balancer": "balancer",
  "load balancer without internal": "balancer",
  "PrivateLink enforcement left on": "balancer",
  "PrivateLink enforcement turned on": "balancer",
  "load balancer with a fixed name": "holds",
  "listener at a port that REST APIs do not support": "listener",
  "listener at the largest unsupported port": "listener",
  "REST uri at a port without a listener": "listener",
  "REST uri at an unsupported port": "listener",
  "server name to verify on an HTTP listener": "listener",
  "TLS listener without a server name to verify": "listener",
  // Behind an NLB, its health check fails first.
  "listener of another protocol": ["listener", "target group"],
  "listener that answers 404": ["listener", "target group"],
  // A request that no rule matches gets the default action of the shared ALB.
  "rule for another path": "listener",
  "listener that ignores its own changes": "holds",
  "rule that answers 404": "rule",
  "two rules with the same priority": "rule",
  "longer path after the shorter": "rule",
  "target group in another VPC": "target group",
  "alb target group in another VPC": "target group",
  "target group behind two load balancers": "target group",
  "target group for the other load balancer type": "target group",
  "target group attachment gone": "target group",
  "alb target group over HTTP": "target group",
  "alb target group with a TCP check": "target group",
  "alb target group with an HTTPS check": "target group",
  "alb target group at a port without a listener": "target group",
  "attachment at a port without a listener": "target group",
  "health rule of a shared ALB gone": "target group",
  "service registered nowhere": "target group",
  "target group with a fixed name": "holds",
  "attachment before the ALB's listener": "holds",
  "Cloud Map service with A records": "discovery service",
  "Cloud Map namespace in another VPC": "discovery service",
  // A load balancer of another VPC breaks the link itself.
  "V2 link with the security group of a load balancer": ["security group", "link"],
  "egress rule of a link gone": "security group",
  "egress rule of a load balancer gone": "security group",
  "ingress rule of a load balancer gone": "security group",
  "ingress rule of a service gone": "security group",
  // Requests of clients do not use it.
  "ingress rule of a call gone": "holds",
  "duplicate security group rule": "holds",
  "ingress from anywhere": "holds",
  "ingress from anywhere by IPv6": "holds",
  "inline ingress": "holds",
  "ingress rule of another account's endpoint gone": "security group",
  "endpoint of another account's service in another VPC": "endpoint",
  "gateway endpoint as a target": "endpoint",
  "addresses of an endpoint as instances": "target group",
  "service in another VPC than its security group": "service",
  "security group of a service in another VPC": "service",
  "service in another VPC than its target group": "service",
  "task with a public address": "service",
  "target group by instance": "service",
  "service before its listener": "holds",
  // It has no alternate target group either, which ECS rejects.
  "blue/green service without ignoreChanges on its listener": "service",
  "container that does not exist": "container",
  "container port that does not exist": "container",
  "VPC without routes": "task",
  "private subnets routed to the internet gateway": "task",
  "endpoint gone": "task",
  "endpoint without private DNS": "task",
  "endpoint that does not admit a service": "task",
  "tasks in public subnets": "task",
  "tasks without egress on port 443": "task",
  // AWS rejects the listener that is created second, which may be the one that requests use. A second listener of a
  // shared ALB has no rules, and fails the NLB's health check first.
  "duplicate listener port": ["listener", "target group"],
};

const operators: readonly Operator[] = [
  ...gateway,
  ...placement,
  ...balancing,
  ...tasks,
  ...reach,
  ...paths,
  ...elsewhere,
];
const config = { zoneIds: { ...zoneMap("us-east-1"), ...zoneMap("eu-west-1"), "zone-without-links": "use1-az3" } };
const proofs = (snapshot: Snapshot) => prove({ graph: snapshotGraph(snapshot), config, rules });

/** The difference between the expected and the actual hops of a mutant; undefined if there is none. */
function surprise(kind: string, { title, snapshot }: Mutant): string | undefined {
  const all = proofs(snapshot);
  const hops = [...new Set(all.flatMap(({ broken }) => (broken === undefined ? [] : [broken.hop])))];
  const expectation = expected[kind] ?? "holds";
  const wanted = expectation === "holds" || expectation === "open" ? [] : [expectation].flat();
  const met = wanted.length === 0 ? hops.length === 0 : hops.length === 1 && wanted.some((hop) => hops.includes(hop));
  return met ? undefined : `${title}: ${[expectation].flat().join(" or ")}, but ${hops.join() || "nothing"}`;
}

type Case = readonly [stack: string, option: number];

/** Stacks with one listener per load balancer, whose request paths are determined at a first preview. */
const atFirst: readonly Case[] = [
  ["dev", 1],
  ["dev", 2],
  ["dev", 5],
  ["shared", 1],
  ["mixed", 1],
  ["operated", 1],
  ["released", 1],
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

/** Unexpected results of the mutants of a stack, and the number of expected breaks per kind. */
const judged = memo(async (pass: "preview" | "apply", stack: string, option: number) => {
  const { resources } = await runStack(stack, pass, { option });
  const refuted = new Map<string, number>();
  const surprises = (pass === "preview" ? operators : settled).flatMap(({ kind, mutants }) =>
    mutants(resources).flatMap((mutant) => {
      const odd = surprise(kind, mutant);
      const expectation = expected[kind];
      if (odd === undefined && expectation !== "holds" && expectation !== "open") {
        refuted.set(kind, (refuted.get(kind) ?? 0) + 1);
      }
      return odd ?? [];
    }),
  );
  return { surprises, refuted };
});

describe("request paths of mutants break at the faulty hop", () => {
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

  it("the order of resources makes no difference", async () => {
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

  it("every kind is classified; 1,344 mutants of 88 kinds break a request path", async () => {
    const kinds = [...new Set([...operators, ...applied].map(({ kind }) => kind))];
    assert.deepEqual(kinds.sort(), Object.keys(expected).sort());
    const cases = [
      ...atFirst.map(([stack, option]) => judged("preview", stack, option)),
      ...whenKnown.map(([stack, option]) => judged("apply", stack, option)),
    ];
    const refuted = (await Promise.all(cases)).flatMap((outcome) => [...outcome.refuted]);
    const mutants = refuted.reduce((sum, [, count]) => sum + count, 0);
    assert.deepEqual({ kinds: new Set(refuted.map(([kind]) => kind)).size, mutants }, { kinds: 88, mutants: 1344 });
  });
});
