import assert from "node:assert/strict";
import { evaluate } from "../../policies/evaluate";
import type { SnapshotResource } from "../../policies/graph/snapshot";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { rules } from "../../policies/rules";
import { runStack } from "../support/run";
import { edit, setInputs } from "./mutants/edit";

const fixesOf = (resources: readonly SnapshotResource[], id: string) =>
  evaluate(rules, fromSnapshot(resources))
    .filter(({ rule }) => rule.id === id)
    .flatMap(({ violations }) => violations.map(({ fix }) => fix));

/** Stack dev, option 2, with one internet-facing NLB. */
async function withPublicNlb(): Promise<readonly SnapshotResource[]> {
  const { resources } = await runStack("dev", "preview", { option: 2 });
  const nlb = resources.find(({ type }) => type === "aws:lb/loadBalancer:LoadBalancer");
  assert.ok(nlb);
  return edit(resources, nlb.urn, setInputs({ internal: false }));
}

describe("fixes of violations", () => {
  it("a violation without its own fix has the remediation of its rule", async () => {
    assert.deepEqual(fixesOf(await withPublicNlb(), "balancer-is-internal"), [
      "Set internal to true; this replaces the load balancer.",
    ]);
  });

  it("a broken request path has the fix of the rule that it breaks", async () => {
    assert.deepEqual(fixesOf(await withPublicNlb(), "every-route-reaches-its-service"), [
      "Set internal to true; this replaces the load balancer.",
    ]);
  });

  it("the remediation of a quota rule names the key, if another value is possible", () => {
    const remediationOf = (id: string) => rules.find((rule) => rule.id === id)?.remediation;
    assert.equal(
      remediationOf("fargate-vcpu-default"),
      'Look up the value of the account in Service Quotas and record it, for example quotas: { "fargate.onDemandVcpu": { value: 100, reason: "as applied" } }. Its key is "fargate.onDemandVcpu".',
    );
    assert.doesNotMatch(remediationOf("integrations-per-http-api-quota") ?? "", /Its key/);
  });

  it("a violation keeps its own fix", () => {
    const group: SnapshotResource = {
      urn: "urn:pulumi:a::b::aws:lb/targetGroup:TargetGroup::web",
      type: "aws:lb/targetGroup:TargetGroup",
      name: "web",
      inputs: { targetType: "alb", protocol: "HTTP", healthCheck: { protocol: "HTTP" } },
      dependencies: [],
      propertyDependencies: {},
    };
    assert.deepEqual(fixesOf([group], "alb-target-group-is-tcp"), ["Set protocol to TCP."]);
  });
});
