import assert from "node:assert/strict";
import { evaluate } from "../../policies/evaluate";
import type { Result } from "../../policies/evaluate";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { fromEngine } from "../../policies/graph/engine";
import type { PackConfig } from "../../policies/config";
import { rules } from "../../policies/rules";
import { runStack } from "../support/run";
import { asEngine } from "../support/engine-resources";
import { zoneMap } from "../../simulator/aws/zones";
import { applied } from "./mutants/applied";
import { balancing } from "./mutants/balancing";
import type { Mutant, Operator, Snapshot } from "./mutants/edit";
import { ofType } from "./mutants/edit";
import { gateway } from "./mutants/gateway";
import { paths } from "./mutants/paths";
import { placement } from "./mutants/placement";
import { quotas } from "./mutants/quotas";
import { reach } from "./mutants/reach";
import { tasks } from "./mutants/tasks";

const stacks: readonly [stack: string, option: number][] = [
  ...[1, 2, 3, 4, 5].map((option): [string, number] => ["dev", option]),
  ["shared", 4],
  ["shared", 3],
  ["shared", 5],
  ["mixed", 1],
  ["existing", 3],
];
/** Where a REST uri hides port and path, the way stays undetermined at a first preview; test/policies/paths has those. */
const withHttpApi = paths.map((operator): Operator => ({
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
];

/** What no graph can show where the balancer stands outside the stack: its listeners are not there to compare with. */
const outside: readonly string[] = [
  "alb target group at a port without a listener: legacy-nlb-1-billing-80",
  "attachment at a port without a listener: legacy-nlb-1-billing-80",
  "attachment before the ALB's listener: legacy-nlb-1-billing-80",
  // The NLB stands outside the stack, and so do its listeners.
  "REST uri at a port of its own: option-3/ledger",
  "REST uri at a port of its own: option-3/ledger/{proxy+}",
];

/** The account's zones, with one where V2 links do not work; a vCPU value, without which only an advisory rule counts. */
const config: PackConfig = {
  zoneIds: { ...zoneMap("us-east-1"), ...zoneMap("eu-west-1"), "zone-without-links": "use1-az3" },
  quotas: { "fargate.onDemandVcpu": { value: 200, reason: "test" } },
};

/** What the rules say of a graph, handed over as the engine does: a bare read of an unknown throws. */
const judged = (snapshot: Snapshot) => evaluate(rules, fromEngine(asEngine(snapshot)), config);

/** Ids of the mandatory rules that refuse a graph. */
const refusing = (results: readonly Result[]) =>
  results
    .filter(({ rule, violations }) => rule.enforcement === "mandatory" && violations.length > 0)
    .map(({ rule }) => rule.id);

/** Mutants that no rule named for them refuses, each with the rules that did. */
const missed = (operator: Operator, mutants: readonly Mutant[], judge: (snapshot: Snapshot) => readonly Result[]) =>
  mutants.flatMap(({ title, snapshot }) => {
    const by = refusing(judge(snapshot));
    return by.includes(operator.caughtBy) ? [] : [`${title}: not by ${operator.caughtBy}, but by ${by.join(", ")}`];
  });

describe("mutants of captured graphs, at a first preview with unknown ids", () => {
  const counts = new Map<string, number>();
  const appliedCounts = new Map<string, number>();
  const met = new Map<string, Set<Result["verdict"]>>();
  const meet = (rule: string, verdict: Result["verdict"]) => met.set(rule, (met.get(rule) ?? new Set()).add(verdict));
  const total = (numbers: Iterable<number>) => [...numbers].reduce((sum, count) => sum + count, 0);

  for (const [stack, option] of stacks) {
    it(`every mutant of ${stack}, option ${option}, is refused by the rule named for it`, async () => {
      const { resources } = await runStack(stack, "preview", { option });
      const sound = judged(resources);
      assert.deepEqual(refusing(sound), [], "the graph itself is sound");
      for (const { rule, verdict } of sound) meet(rule.id, verdict);
      for (const operator of operators) {
        const mutants = operator.mutants(resources).filter(({ title }) => !outside.includes(title));
        counts.set(operator.kind, (counts.get(operator.kind) ?? 0) + mutants.length);
        assert.deepEqual(missed(operator, mutants, judged), []);
        if (mutants.length > 0) meet(operator.caughtBy, "violation");
      }
    });
  }

  it("what only an apply pass can show is refused there", async () => {
    for (const [stack, option] of stacks) {
      const { resources } = await runStack(stack, "apply", { option });
      for (const operator of applied) {
        const mutants = operator.mutants(resources).filter(({ title }) => !outside.includes(title));
        appliedCounts.set(operator.kind, (appliedCounts.get(operator.kind) ?? 0) + mutants.length);
        assert.deepEqual(
          missed(operator, mutants, (snapshot) => evaluate(rules, fromSnapshot(snapshot), config)),
          [],
        );
      }
    }
  });

  it("every mandatory rule refuses a mutant, passes a sound stack, and stands aside where it is not meant", () => {
    for (const { rule, verdict } of judged([])) meet(rule.id, verdict);
    const unmet = rules
      .filter(({ enforcement }) => enforcement === "mandatory")
      .flatMap(({ id }) =>
        (["violation", "pass", "not-applicable"] as const)
          .filter((verdict) => met.get(id)?.has(verdict) !== true)
          .map((verdict) => `${id}: no ${verdict}`),
      );
    assert.deepEqual(unmet, []);
  });

  it("are at least 150 of at least 40 kinds, at most one in six of them for the apply pass alone", () => {
    for (const { kind, caughtBy } of [...operators, ...applied]) {
      const count = counts.get(kind) ?? appliedCounts.get(kind) ?? 0;
      process.stdout.write(`      ${String(count).padStart(3)} ${kind}: ${caughtBy}\n`);
    }
    const [first, later] = [total(counts.values()), total(appliedCounts.values())];
    process.stdout.write(`      ${first} mutants of ${counts.size} kinds; ${later} more for the apply pass\n`);
    assert.ok(first >= 150 && counts.size >= 40, `${first} mutants of ${counts.size} kinds`);
    assert.ok(later * 6 <= first + later, `${later} of ${first + later} need the apply pass`);
  });
});
