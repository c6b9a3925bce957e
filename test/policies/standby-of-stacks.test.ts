import assert from "node:assert/strict";
import { judge } from "../../policies/evaluate";
import { rules } from "../../policies/rules";
import { zoneMap } from "../../simulator/aws/zones";
import { engineGraph, snapshotGraph } from "../support/graphs";
import { runStack } from "../support/run";
import { settingsOfStack } from "../support/stack-settings";
import { switchedStacks } from "../switch/stacks";

/** The quota is what Pulumi.secured.yaml records as raised. */
const config = {
  zoneIds: { ...zoneMap("us-east-1"), ...zoneMap("eu-west-1") },
  quotas: { "apigateway.restIntegrationTimeoutMs": { value: 60_000, reason: "raised for monthly reports" } },
};
const mandatory = rules.filter(({ enforcement }) => enforcement === "mandatory");

/** Pairs of the option that serves and the one that stands by; `keys` make a stack work with both. */
const stacks = [
  ...switchedStacks.map(({ name, keys, pairs }) => ({
    name,
    keys,
    pairs: pairs.slice(0, name === "dev" || name === "shared" ? 2 : 1),
  })),
  { name: "company", keys: settingsOfStack("company").raw, pairs: [[1, 5]] },
  {
    name: "released",
    keys: settingsOfStack("released").raw,
    pairs: [
      [5, 1],
      [1, 5],
    ],
  },
];

describe("example stacks with a standby", () => {
  for (const { name, keys, pairs } of stacks) {
    for (const [option, standby] of pairs) {
      it(`${name}, option ${option} and standby ${standby}: every mandatory rule passes in both passes`, async () => {
        for (const pass of ["preview", "apply"] as const) {
          const { resources } = await runStack(name, pass, { ...keys, option, standby });
          const graph = pass === "preview" ? engineGraph(resources) : snapshotGraph(resources);
          const wrong = mandatory.flatMap((rule) =>
            judge(rule, graph, config).violations.map(({ wrong: text }) => `${rule.id}: ${text}`),
          );
          assert.deepEqual(wrong, [], pass);
        }
      });
    }
  }
});
