import assert from "node:assert/strict";
import { evaluate } from "../../policies/evaluate";
import { fromEngine } from "../../policies/graph/engine";
import type { PackConfig } from "../../policies/config";
import { rules } from "../../policies/rules";
import { runStack } from "../support/run";
import { asEngine } from "../support/engine-resources";
import { zoneMap } from "../support/zones";
import { balancing } from "./mutants/balancing";
import type { Mutant, Operator, Snapshot } from "./mutants/edit";
import { gateway } from "./mutants/gateway";
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
const operators: readonly Operator[] = [...placement, ...gateway, ...balancing, ...tasks, ...reach, ...quotas];

/** What no graph can show where the ALB stands outside the stack: its listeners are not there to compare with. */
const outside: readonly string[] = [
  "alb target group at a port without a listener: legacy-nlb-1-billing-80",
  "attachment at a port without a listener: legacy-nlb-1-billing-80",
  "attachment before the ALB's listener: legacy-nlb-1-billing-80",
];

/** The account's zones, with one where V2 links do not work; a vCPU value, without which only an advisory rule counts. */
const config: PackConfig = {
  zoneIds: { ...zoneMap("us-east-1"), ...zoneMap("eu-west-1"), "zone-without-links": "use1-az3" },
  quotas: { "fargate.onDemandVcpu": { value: 200, reason: "test" } },
};

/** Ids of the mandatory rules that refuse a graph. */
const refusing = (snapshot: Snapshot) =>
  evaluate(rules, fromEngine(asEngine(snapshot)), config)
    .filter(({ rule, violations }) => rule.enforcement === "mandatory" && violations.length > 0)
    .map(({ rule }) => rule.id);

describe("mutants of captured graphs, at a first preview with unknown ids", () => {
  const counts = new Map<string, number>();

  for (const [stack, option] of stacks) {
    it(`every mutant of ${stack}, option ${option}, is refused by the rule named for it`, async () => {
      const { resources } = await runStack(stack, "preview", { option });
      assert.deepEqual(refusing(resources), [], "the graph itself is sound");
      const mutants = operators.flatMap((operator) =>
        operator
          .mutants(resources)
          .filter(({ title }) => !outside.includes(title))
          .map((mutant: Mutant) => ({ ...mutant, operator })),
      );
      const missed = mutants.filter(({ snapshot, operator }) => !refusing(snapshot).includes(operator.caughtBy));
      for (const { operator } of mutants) counts.set(operator.kind, (counts.get(operator.kind) ?? 0) + 1);
      assert.deepEqual(
        missed.map(
          ({ title, operator, snapshot }) =>
            `${title}: not by ${operator.caughtBy}, but by ${refusing(snapshot).join(", ")}`,
        ),
        [],
      );
    });
  }

  it("are at least 150 of at least 40 kinds", () => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    for (const { kind, caughtBy } of operators)
      process.stdout.write(`      ${String(counts.get(kind) ?? 0).padStart(3)} ${kind}: ${caughtBy}\n`);
    process.stdout.write(`      ${total} mutants of ${counts.size} kinds\n`);
    assert.ok(total >= 150 && counts.size >= 40, `${total} mutants of ${counts.size} kinds`);
  });
});
