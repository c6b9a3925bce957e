import assert from "node:assert/strict";
import { evaluate } from "../../policies/evaluate";
import { prove } from "../../policies/paths/prove";
import { rules, singleRules } from "../../policies/rules";
import { zoneMap } from "../../simulator/aws/zones";
import { engineGraph, snapshotGraph } from "../support/graphs";
import { memo } from "../support/memo";
import { runStack } from "../support/run";
import { service } from "../support/scenario";
import { shiftingServices } from "../support/shifting-services";

const strategies: Readonly<Record<string, object>> = {
  "blue/green": { strategy: "blueGreen", hooks: [{ pause: {}, stages: ["POST_TEST_TRAFFIC_SHIFT"] }] },
  linear: { strategy: "linear", percent: 20, stepMinutes: 1 },
  canary: { strategy: "canary", alarms: { errorPercent: 5 } },
  entered: { strategy: "blueGreen", entering: true, alarms: { errorPercent: 5 } },
  "left, in both target groups": { strategy: "blueGreen", leaving: "both" },
  "left, in the first target group": { strategy: "blueGreen", leaving: "primary" },
};

const config = { zoneIds: zoneMap("us-east-1") };

const judged = memo(async (pass: "preview" | "apply", option: number, deployment: object | undefined) => {
  const { resources } = await runStack("dev", pass, { option, services: shiftingServices(deployment) });
  const graph = pass === "preview" ? engineGraph(resources) : snapshotGraph(resources);
  const results = evaluate(rules, graph.resources, config);
  const violated = (level: string) =>
    results
      .filter(({ rule }) => rule.enforcement === level)
      .flatMap(({ rule, violations }) => violations.map(({ wrong }) => `${rule.id}: ${wrong}`));
  const needs = results.flatMap(({ rule, undetermined }) =>
    undetermined.filter((one) => !one.needs.includes("assumed for ")).map((one) => `${rule.id}: ${one.needs}`),
  );
  const proofs = prove({ graph, config, rules: singleRules });
  return {
    violations: violated("mandatory"),
    advice: violated("advisory"),
    // A route that has several open values says how many.
    needs: needs.map((one) => one.replace(/ \(and \d+ more\)$/, "")),
    paths: [...new Set(proofs.map(({ verdict }) => verdict))],
  };
});

/** As the ARNs are unknown, so is which of two target groups has weight 0, and no tasks. Other routes are open before. */
const openWeights = [
  "every-route-reaches-its-service: at listener rule: the target group that listener rule web-alb-80-customers forwards to",
  "every-route-reaches-its-service: at listener: the target group that listener stock-nlb-80 forwards to",
];

const beyond = (lines: readonly string[], before: readonly string[]) => lines.filter((line) => !before.includes(line));

/** Whether the stack sets the weights, and the service has the first target group only. */
const isDeclared = (deployment: object) =>
  "entering" in deployment || ("leaving" in deployment && deployment.leaving === "primary");

describe("deployment strategies under each option", () => {
  for (const [title, deployment] of Object.entries(strategies)) {
    for (const option of [1, 2, 3, 4, 5]) {
      it(`${title}, option ${option}: every rule passes, and every request path is proved`, async () => {
        const [first, later] = [await judged("preview", option, deployment), await judged("apply", option, deployment)];
        const rolling = await judged("preview", option, undefined);
        // The policies of the roles contain ARNs of the stack.
        const isOfRole = (line: string) => line.startsWith("ecs-may-shift-traffic: ");
        const further = beyond(first.needs, rolling.needs).filter((line) => !isOfRole(line));
        assert.deepEqual(further, isDeclared(deployment) && option === 1 ? openWeights : []);
        const rollingLater = await judged("apply", option, undefined);
        assert.deepEqual(first.violations, []);
        assert.deepEqual([later.violations, later.needs, later.paths], [[], [], ["proved"]]);
        assert.deepEqual(beyond(later.advice, rollingLater.advice), []);
        assert.deepEqual(beyond(first.advice, rolling.advice), []);
      });
    }
  }

  for (const option of [1, 4, 5]) {
    it(`a test header and functions, option ${option}`, async () => {
      const lambda = "arn:aws:lambda:us-east-1:111122223333:function:check";
      const deployment = {
        strategy: "blueGreen",
        testHeader: { name: "x-canary", value: "yes" },
        hooks: [{ lambda, stages: ["POST_TEST_TRAFFIC_SHIFT"] }],
      };
      const services = [
        service("orders", "sales", { deployment }),
        service("stock", "supply", { deployment, group: "web" }),
      ];
      for (const pass of ["preview", "apply"] as const) {
        const { resources } = await runStack("dev", pass, { option, services });
        const graph = pass === "preview" ? engineGraph(resources) : snapshotGraph(resources);
        const results = evaluate(rules, graph.resources, config).filter(({ rule }) => rule.enforcement === "mandatory");
        assert.deepEqual(
          results.flatMap(({ violations }) => violations),
          [],
        );
        if (pass === "preview") continue;
        assert.deepEqual(
          results
            .flatMap(({ rule, undetermined }) => (undetermined.length > 0 ? [rule.id] : []))
            .filter((id) => id !== "every-route-reaches-its-service"),
          [],
        );
        const proofs = prove({ graph, config, rules: singleRules });
        assert.deepEqual([...new Set(proofs.map(({ verdict }) => verdict))], ["proved"]);
      }
    });
  }
});
