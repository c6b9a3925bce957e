import assert from "node:assert/strict";
import { decide } from "../../../core/decide";
import { quotasOfValues } from "../../../core/quotas/counted";
import type { Plan } from "../../../core/plan";
import { graphOf } from "../../../policies/graph/graph";
import { fromSnapshot } from "../../../policies/graph/snapshot";
import { quotaKeys } from "../../../policies/quotas";
import { zoneMap } from "../../../simulator/aws/zones";
import { readStack } from "../../../tools/program";
import { silent } from "../../../tools/progress";
import type { Counts } from "../../support/quota-counts";
import { countsOfGraph, countsOfPlan, differences } from "../../support/quota-counts";
import { projectDirectory, runStack } from "../../support/run";
import { variants } from "./variants";

type Raw = Record<string, unknown>;

/**
 * Quotas that only the pack counts, and the most that a plan can have: an ALB has one listener, and another one while a
 * service moves to TLS in its container; an action has one target group, or also its alternate, and an interface one
 * security group. The test below holds the plan to that.
 */
const mostInPack: Readonly<Record<string, number>> = {
  "elb.listenersPerAlb": 2,
  "elb.targetGroupsPerAction": 2,
  "vpc.securityGroupsPerInterface": 1,
  // Limits are those of whole usage plans.
  "apigateway.throttlesPerUsagePlan": 0,
};
/** AWS does not say whether alternates count: the plan counts them, and the pack leaves it open. */
const undocumented = "ecs.targetGroupsPerService of ";
const onlyInPack = Object.keys(mostInPack);
/** The plan has no further certificates of listeners: each TLS listener has one, which is its default. */
const notInPlan = ["elb.certificatesPerAlb"];
const isOnlyInPack = (key: string) => onlyInPack.some((quota) => key.startsWith(`${quota} of `));
const filtered = (counts: Counts, keep: (key: string) => boolean): Counts =>
  new Map([...counts].filter(([key]) => keep(key)));

function planOf(raw: Raw, region: string): Plan {
  const decision = decide(raw, region);
  assert.ok("plan" in decision, JSON.stringify(decision));
  return decision.plan;
}

/** Compares all counts of both models, in both passes; returns the number of counts that an apply pass compares. */
async function compare(stack: string, overrides: Raw, plan: Plan, region: string): Promise<number> {
  const vpcs = plan.vpcs.flatMap((vpc) => (vpc.kind === "existing" ? [[vpc.id, vpc.name] as const] : []));
  const known = { ...zoneMap(region), ...Object.fromEntries(vpcs) };
  const planned = countsOfPlan(plan);
  for (const pass of ["preview", "apply"] as const) {
    const { resources } = await runStack(stack, pass, overrides);
    const counted = countsOfGraph(graphOf(fromSnapshot(resources)), known);
    assert.deepEqual(
      differences(
        planned,
        filtered(counted, (key) => !isOnlyInPack(key)),
      ),
      [],
      pass,
    );
    for (const [key, { most }] of filtered(counted, isOnlyInPack))
      assert.ok(most <= (mostInPack[key.split(" of ")[0] ?? ""] ?? 0), `${key}: ${most}`);
    if (pass === "apply")
      assert.deepEqual(
        [...counted].filter(([key, { least, most }]) => least !== most && !key.startsWith(undocumented)),
        [],
        "all counts are exact when ids are known",
      );
  }
  return planned.size;
}

const examples = { dev: [1, 2, 3, 4, 5], shared: [1, 2, 3, 4, 5], existing: [1, 2, 3, 4, 5], mixed: [1] } as const;

describe("the plan and the pack count the same usage of every quota", () => {
  const met = new Set<string>();
  for (const [stack, options] of Object.entries(examples)) {
    for (const option of options) {
      it(`stack ${stack}, option ${option}`, async () => {
        const { configuration } = await readStack({ stack, directory: projectDirectory }, silent);
        const { values, region = "" } = configuration;
        const plan = planOf({ ...values, option }, region);
        assert.ok((await compare(stack, { option }, plan, region)) > 10);
        for (const key of countsOfPlan(plan).keys()) met.add(key.split(" of ")[0] ?? "");
      });
    }
  }

  for (const { title, raw } of variants) {
    it(title, async () => {
      const plan = planOf(raw, "us-east-1");
      assert.ok((await compare("dev", raw, plan, "us-east-1")) > 10);
      for (const key of countsOfPlan(plan).keys()) met.add(key.split(" of ")[0] ?? "");
    });
  }

  it("the stacks use every quota that the plan counts", () => {
    assert.deepEqual(
      quotaKeys.filter((key) => !met.has(key) && ![...onlyInPack, ...notInPlan, ...quotasOfValues].includes(key)),
      [],
    );
  });
});
