import assert from "node:assert/strict";
import type { PackConfig } from "../../policies/config";
import { evaluate } from "../../policies/evaluate";
import { fromEngine } from "../../policies/graph/engine";
import { rules } from "../../policies/rules";
import { asEngine } from "../support/engine-resources";
import { runSmall, runStack } from "../support/run";
import { article, articleServices } from "../support/scenario";

type Resources = Parameters<typeof asEngine>[0];

/** The verdict of a rule on a stack at a first preview, with all ids unknown. */
function verdictOf(rule: string, resources: Resources, config: PackConfig = {}): string {
  const found = evaluate(rules, fromEngine(asEngine(resources)), config).find((result) => result.rule.id === rule);
  assert.equal(found?.rule.enforcement, "advisory");
  return found.verdict;
}
const empty = async () => (await runSmall("preview", () => undefined)).resources;

describe("advisory rules", () => {
  it("fargate-vcpu-default: two tasks of 4 vCPU exceed the 6 vCPU of a new account", async () => {
    // 2 x 4 + 3 services x 2 x 0.25 = 9.5 vCPU before they count twice in a deployment; not applicable with a configured value.
    const [orders, ...others] = articleServices;
    const large = { ...orders, cpu: 4096, memoryMiB: 8192 };
    const { resources } = await runStack("dev", "preview", article({ services: [large, ...others] }));
    assert.equal(verdictOf("fargate-vcpu-default", resources), "violation");
    const { resources: small } = await runStack("dev", "preview");
    assert.equal(verdictOf("fargate-vcpu-default", small), "pass");
    assert.equal(verdictOf("fargate-vcpu-default", await empty()), "not-applicable");
    const quotas = { "fargate.onDemandVcpu": { value: 100, reason: "raised" } };
    assert.notEqual(verdictOf("fargate-vcpu-default", resources, { quotas }), "violation");
  });

  it("cloud-map-does-not-drain: services behind Cloud Map, not behind a load balancer", async () => {
    const { resources } = await runStack("mixed", "preview");
    assert.equal(verdictOf("cloud-map-does-not-drain", resources), "violation");
    const { resources: balanced } = await runStack("dev", "preview", { option: 1 });
    assert.equal(verdictOf("cloud-map-does-not-drain", balanced), "not-applicable");
  });
});
