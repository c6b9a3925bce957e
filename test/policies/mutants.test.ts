import assert from "node:assert/strict";
import { judge } from "../../policies/evaluate";
import type { Result } from "../../policies/evaluate";
import type { Graph } from "../../policies/graph/graph";
import { graphOf } from "../../policies/graph/graph";
import type { PackConfig } from "../../policies/config";
import type { Rule } from "../../policies/rule";
import { rules } from "../../policies/rules";
import { engineGraph, snapshotGraph } from "../support/graphs";
import { accessKeys, guardedServices } from "../support/access-keys";
import { withDomain } from "../support/front";
import { memo } from "../support/memo";
import { shiftingServices } from "../support/shifting-services";
import { runStack } from "../support/run";
import { article, articleServices } from "../support/scenario";
import { zoneMap } from "../../simulator/aws/zones";
import { access } from "./mutants/access";
import { applied } from "./mutants/applied";
import type { Operator, Snapshot } from "./mutants/edit";
import { balancing } from "./mutants/load-balancing";
import { ofType } from "./mutants/edit";
import { gateway } from "./mutants/gateway";
import { elsewhere, operation } from "./mutants/operation";
import { paths } from "./mutants/paths";
import { placement } from "./mutants/placement";
import { quotas } from "./mutants/quotas";
import { reach } from "./mutants/network-access";
import { strategies } from "./mutants/strategies";
import { tasks } from "./mutants/tasks";
import { tls } from "./mutants/tls";
import { values } from "./mutants/values";
import { allCases } from "./kinds/programs/all";
import { resourcesOf } from "../support/verdicts";

/** Captured graphs, with the number of mutants at a first preview, and of those that only an apply pass can show. */
const stacks: readonly (readonly [stack: string, option: number, first: number, later: number])[] = [
  ["dev", 1, 391, 8],
  ["dev", 2, 280, 24],
  ["dev", 3, 250, 24],
  ["dev", 4, 370, 28],
  ["dev", 5, 303, 28],
  ["shared", 4, 326, 32],
  ["shared", 3, 262, 30],
  ["shared", 5, 300, 31],
  ["mixed", 1, 218, 4],
  ["existing", 3, 129, 13],
  ["company", 1, 1074, 24],
  ["dev with TLS", 1, 401, 8],
  ["dev with TLS", 3, 278, 8],
  ["dev with access", 1, 441, 7],
  ["secured", 5, 547, 13],
  ["operated", 1, 299, 5],
  ["operated", 5, 273, 20],
  ["dev with strategies", 1, 42, 6],
  ["dev with strategies", 2, 42, 24],
];

const keysWith: Readonly<Record<string, object>> = {
  TLS: { ...withDomain(), tls: { serverName: "orders.internal.example.com" } },
  access: { ...accessKeys, services: guardedServices },
  strategies: { services: shiftingServices({ strategy: "blueGreen" }) },
};

/**
 * The graph of a stack; `NAME with TLS` is that of stack NAME with TLS and a domain name, `NAME with access` with
 * authorization, CORS, limits and access logs, `NAME with strategies` with services whose traffic ECS shifts.
 */
function capture(stack: string, option: number, pass: "preview" | "apply") {
  const [name = "", more] = stack.split(" with ");
  return runStack(name, pass, { option, ...(more === undefined ? {} : keysWith[more]) });
}

/** Without REST APIs, whose uris are unknown at a first preview; test/policies/paths covers those. */
const withHttpApi = [...paths, ...elsewhere].map((operator): Operator => ({
  ...operator,
  mutants: (snapshot) => (ofType(snapshot, "apigatewayv2/route:Route").length > 0 ? operator.mutants(snapshot) : []),
}));
const operators: readonly Operator[] = [
  ...withHttpApi,
  ...placement,
  ...gateway,
  ...balancing,
  ...tasks,
  ...reach,
  ...quotas,
  ...values,
  ...tls,
  ...access,
  ...operation,
  ...strategies,
];

/**
 * In a stack with strategies, many faults of other operators are none: the default action of an ALB gets no request, and
 * a first preview does not show which of two target groups has weight 0.
 */
const operatorsFor = (stack: string) => (stack.endsWith(" with strategies") ? strategies : operators);

/** Mutants that no rule can report, because the listeners of the load balancer are outside the stack. */
const outside: readonly string[] = [
  "alb target group at a port without a listener: legacy-nlb-1-billing-80",
  "attachment at a port without a listener: legacy-nlb-1-billing-80",
  "attachment before the ALB's listener: legacy-nlb-1-billing-80",
  "alb target group with an HTTPS check: legacy-nlb-1-billing-80",
  "REST uri at a port without a listener: option-3/ledger",
  "REST uri at a port without a listener: option-3/ledger/{proxy+}",
];

/** Zone IDs with one that does not support V2 links, vCPU quotas, which the mandatory vCPU rules need, and a longer wait. */
const config: PackConfig = {
  zoneIds: { ...zoneMap("us-east-1"), ...zoneMap("eu-west-1"), "zone-without-links": "use1-az3" },
  quotas: {
    "fargate.onDemandVcpu": { value: 200, reason: "test" },
    "fargate.spotVcpu": { value: 200, reason: "test" },
    "apigateway.restIntegrationTimeoutMs": { value: 60_000, reason: "test" },
  },
};

const mandatory = rules.filter(({ enforcement }) => enforcement === "mandatory");
const isViolated = (graph: Graph) => (rule: Rule) => judge(rule, graph, config).violations.length > 0;
const idsOf = (some: readonly Rule[]) => some.map(({ id }) => id);

interface Outcome {
  /** Number of mutants per kind. */
  readonly counts: ReadonlyMap<string, number>;
  /** Mutants that the named rule does not report, each with the rules that do. */
  readonly missed: readonly string[];
}

/** Evaluates only the named rule: all rules take many times as long, and are needed only for a failure message. */
function outcomeOf(snapshot: Snapshot, all: readonly Operator[], graph: (mutant: Snapshot) => Graph): Outcome {
  const counts = new Map<string, number>();
  const missed = all.flatMap(({ kind, caughtBy, mutants }) => {
    const named = rules.find(({ id }) => id === caughtBy);
    assert.ok(named, `${kind}: ${caughtBy} is not a rule`);
    const inside = mutants(snapshot).filter(({ title }) => !outside.includes(title));
    counts.set(kind, (counts.get(kind) ?? 0) + inside.length);
    return inside.flatMap(({ title, snapshot: mutant }) => {
      const violated = isViolated(graph(mutant));
      return violated(named)
        ? []
        : [`${title}: not reported by ${caughtBy}, but by ${idsOf(mandatory.filter(violated)).join(", ")}`];
    });
  });
  return { counts, missed };
}

const atFirst = memo(async (stack: string, option: number) => {
  const { resources } = await capture(stack, option, "preview");
  const graph = engineGraph(resources);
  return {
    sound: mandatory.map((rule) => judge(rule, graph, config)),
    ...outcomeOf(resources, operatorsFor(stack), engineGraph),
  };
});
const later = memo(async (stack: string, option: number) => {
  const { resources } = await capture(stack, option, "apply");
  return outcomeOf(resources, applied, snapshotGraph);
});

const total = (numbers: Iterable<number>) => [...numbers].reduce((sum, count) => sum + count, 0);
const kindsOf = (outcomes: readonly Outcome[]) =>
  new Set(outcomes.flatMap(({ counts }) => [...counts].flatMap(([kind, count]) => (count > 0 ? [kind] : []))));

describe("mutants of captured graphs, at a first preview", () => {
  for (const [stack, option, mutants] of stacks) {
    it(`${stack}, option ${option}: the named rule reports every mutant`, async () => {
      const { sound, missed, counts } = await atFirst(stack, option);
      const violated = sound.filter(({ violations }) => violations.length > 0).map(({ rule }) => rule);
      assert.deepEqual(idsOf(violated), [], "the graph itself is sound");
      assert.deepEqual(missed, []);
      assert.equal(total(counts.values()), mutants);
      // Stack company has more than a thousand.
    }).timeout(180_000);
  }

  it("mutants of an apply pass are reported there", async () => {
    for (const [stack, option, , mutants] of stacks) {
      const { missed, counts } = await later(stack, option);
      assert.deepEqual(missed, []);
      assert.equal(total(counts.values()), mutants, `${stack}, option ${option}`);
    }
  });

  it("every mandatory rule is violated, passes, and is not applicable", async () => {
    const met = new Set<string>();
    const meet = ({ rule, verdict }: Pick<Result, "rule" | "verdict">) => met.add(`${rule.id}: ${verdict}`);
    for (const rule of mandatory) meet(judge(rule, graphOf([]), config));
    for (const [stack, option] of stacks) {
      const { sound, missed, counts } = await atFirst(stack, option);
      assert.deepEqual(missed, []);
      sound.forEach(meet);
      for (const { kind, caughtBy } of operators) if ((counts.get(kind) ?? 0) > 0) met.add(`${caughtBy}: violation`);
    }
    // Some resources, such as authorizers, are in none of the captured graphs, but in programs of their own.
    for (const { rule: id, reported, sound } of allCases) {
      const rule = mandatory.find((one) => one.id === id);
      const programs = [...Object.values(reported).map(({ program }) => program), ...Object.values(sound)];
      assert.ok(rule, id);
      for (const program of programs) meet(judge(rule, graphOf(await resourcesOf("preview", program)), config));
    }
    const onSpot = article({ services: articleServices.map((service) => ({ ...service, capacity: "spot" })) });
    const { resources } = await runStack("dev", "preview", onSpot);
    for (const rule of mandatory) meet(judge(rule, engineGraph(resources), config));
    const wanted = idsOf(mandatory).flatMap((id) => [`${id}: violation`, `${id}: pass`, `${id}: not-applicable`]);
    assert.deepEqual(
      wanted.filter((verdict) => !met.has(verdict)),
      [],
    );
  });

  it("no rule fails on the first mutant of any kind", async () => {
    const kinds = new Set<string>();
    for (const [stack, option] of stacks) {
      const { resources } = await capture(stack, option, "preview");
      for (const { kind, mutants } of operatorsFor(stack).filter((operator) => !kinds.has(operator.kind))) {
        const [first] = mutants(resources);
        if (first === undefined) continue;
        kinds.add(kind);
        const graph = engineGraph(first.snapshot);
        for (const rule of rules) assert.doesNotThrow(() => judge(rule, graph, config), `${rule.id}: ${first.title}`);
      }
    }
    assert.equal(kinds.size, 237);
  });

  it("6,226 mutants of 237 kinds, and 337 of 5 kinds for the apply pass", async () => {
    const first: Outcome[] = [];
    const second: Outcome[] = [];
    for (const [stack, option] of stacks) {
      first.push(await atFirst(stack, option));
      second.push(await later(stack, option));
    }
    const sum = (outcomes: readonly Outcome[]) => total(outcomes.map(({ counts }) => total(counts.values())));
    assert.deepEqual([sum(first), kindsOf(first).size], [6226, 237]);
    assert.deepEqual([sum(second), kindsOf(second).size], [337, 5]);
  });
});
