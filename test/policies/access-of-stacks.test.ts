import assert from "node:assert/strict";
import type { PackConfig } from "../../policies/config";
import { evaluate } from "../../policies/evaluate";
import type { Result } from "../../policies/evaluate";
import { prove } from "../../policies/paths/prove";
import { rules } from "../../policies/rules";
import { zoneMap } from "../../simulator/aws/zones";
import { snapshotGraph } from "../support/graphs";
import { runStack } from "../support/run";
import { article, service } from "../support/scenario";
import { dropInput, edit } from "./mutants/edit";
import type { Snapshot } from "./mutants/edit";

const quotas = { "apigateway.restIntegrationTimeoutMs": { value: 60_000, reason: "as in the stack file" } };
const config: PackConfig = { zoneIds: zoneMap("us-east-1"), quotas };

const judge = (snapshot: Snapshot): readonly Result[] => evaluate(rules, snapshotGraph(snapshot).resources, config);
const violationsOf = (results: readonly Result[]) =>
  results.flatMap(({ rule, violations }) => violations.map(({ urn }) => `${rule.id} ${urn.split("::").pop() ?? ""}`));

describe("stack secured", () => {
  for (const option of [2, 3, 4, 5]) {
    for (const pass of ["preview", "apply"] as const) {
      it(`option ${option}, ${pass}: the only finding is that the catalog and the status of orders are public`, async () => {
        const { resources } = await runStack("secured", pass, { option });
        assert.deepEqual(violationsOf(judge(resources)), [`api-has-authorization option-${option}`]);
      });
    }

    it(`option ${option}: every route and every preflight request is proved`, async () => {
      const { resources } = await runStack("secured", "apply", { option });
      const proofs = prove({ graph: snapshotGraph(resources), config, rules });
      // Two routes of each of four services and of a public path.
      assert.equal(proofs.length, 10);
      assert.deepEqual(
        proofs.filter(({ verdict, preflight }) => verdict !== "proved" || preflight?.verdict !== "proved"),
        [],
      );
    });
  }
});

describe("services that answer slowly, behind an NLB with others", () => {
  // Both have an ALB of their own; the NLB of their VPC has a port for each.
  const services = [
    service("orders", "sales", { timeoutSeconds: 60 }),
    service("customers", "sales", { timeoutSeconds: 15 }),
    service("stock", "supply"),
  ];
  const slow = { option: 4, services, quotas };
  const found = (snapshot: Snapshot) =>
    violationsOf(judge(snapshot)).filter((text) => text.startsWith("timeouts-nest"));

  it("only the ALB of the slow service waits longer", async () => {
    const { resources } = await runStack("dev", "apply", article(slow));
    const idle = resources.flatMap(({ name, inputs }) =>
      "idleTimeout" in inputs ? [[name, inputs["idleTimeout"]]] : [],
    );
    assert.deepEqual(idle, [["orders-alb", 70]]);
    assert.deepEqual(found(resources), []);
  });

  it("and is reported alone without it", async () => {
    const { resources } = await runStack("dev", "apply", article(slow));
    const alb = resources.find(({ name, inputs }) => name === "orders-alb" && "idleTimeout" in inputs);
    assert.ok(alb);
    assert.deepEqual(found(edit(resources, alb.urn, dropInput("idleTimeout"))), ["timeouts-nest orders-alb"]);
  });
});
