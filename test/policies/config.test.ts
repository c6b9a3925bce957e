import assert from "node:assert/strict";
import type { PackConfig } from "../../policies/config";
import { evaluate } from "../../policies/evaluate";
import type { SnapshotResource } from "../../policies/graph/snapshot";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { reports } from "../../policies/reports";
import { rules } from "../../policies/rules";

const resource = (type: string, name: string, inputs: Record<string, unknown> = {}): SnapshotResource => ({
  urn: `urn:pulumi:a::b::${type}::${name}`,
  type,
  name,
  inputs,
  dependencies: [],
  propertyDependencies: {},
});
const links = (count: number) =>
  Array.from({ length: count }, (_, index) => resource("aws:apigatewayv2/vpcLink:VpcLink", `link${index}`));

function quota(count: number, config: PackConfig) {
  const result = evaluate(rules, fromSnapshot(links(count)), config).find(
    ({ rule }) => rule.id === "vpc-links-v2-quota",
  );
  assert.ok(result);
  return result;
}

describe("settings of the policy pack", () => {
  it("the default quota of 10 V2 links applies unless it is overridden", () => {
    assert.equal(quota(10, {}).verdict, "pass");
    assert.equal(quota(11, {}).verdict, "violation");
    assert.equal(
      quota(11, { quotas: { "apigateway.vpcLinksV2": { value: 12, reason: "case 1234" } } }).verdict,
      "pass",
    );
  });

  it("usage by other stacks counts", () => {
    const [violation] = quota(3, { usedElsewhere: { "apigateway.vpcLinksV2": 8 } }).violations;
    assert.match(
      violation?.wrong ?? "",
      /^11 V2 VPC links \(8 of them in other stacks\) exceed the quota "VPC links\(V2\)" of 10: link0, link1, link2$/,
    );
  });

  it("headroom is reported from the configured share of a quota", () => {
    assert.deepEqual(
      quota(8, {}).headroom.map(({ used, limit }) => [used, limit]),
      [[8, 10]],
    );
    assert.deepEqual(quota(7, {}).headroom, []);
    assert.equal(quota(7, { headroom: 0.7 }).headroom.length, 1);
  });

  const open = resource("aws:lb/loadBalancer:LoadBalancer", "web", { internal: false });
  const acknowledge = [{ rule: "balancer-is-internal", resource: "web", reason: "partner traffic" }];

  it("an acknowledged violation passes and is reported with its reason", () => {
    const results = evaluate(rules, fromSnapshot([open]), { acknowledge });
    const result = results.find(({ rule }) => rule.id === "balancer-is-internal");
    assert.equal(result?.verdict, "pass");
    assert.deepEqual(
      result.acknowledged.map(({ reason }) => reason),
      ["partner traffic"],
    );
    const notices = reports.find(({ id }) => id === "acknowledged-findings")?.notices(results, { acknowledge }) ?? [];
    assert.match(notices[0]?.message ?? "", /^balancer-is-internal: .*; acknowledged: partner traffic$/);
  });

  it("an acknowledgement without a violation is reported", () => {
    const notices =
      reports.find(({ id }) => id === "acknowledged-findings")?.notices(evaluate(rules, []), { acknowledge }) ?? [];
    assert.deepEqual(
      notices.map(({ message }) => message),
      ["acknowledgement of balancer-is-internal on web matches no violation"],
    );
  });
});
