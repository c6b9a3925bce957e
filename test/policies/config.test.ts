import assert from "node:assert/strict";
import type { Acknowledgement, PackConfig } from "../../policies/config";
import { configSchemas } from "../../policies/config";
import { evaluate } from "../../policies/evaluate";
import type { SnapshotResource } from "../../policies/graph/snapshot";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { quotaKeys } from "../../policies/quotas";
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

  const arn = "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/web/1";
  const open = resource("aws:lb/loadBalancer:LoadBalancer", "web", { internal: false, arn });
  const link = resource("aws:apigateway/vpcLink:VpcLink", "web", { targetArn: arn });
  const acknowledge = [{ rule: "balancer-is-internal", resource: "web", reason: "partner traffic" }];

  it("an acknowledged violation passes and is reported with its reason", () => {
    const results = evaluate(rules, fromSnapshot([open, link]), { acknowledge });
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

  const stack = resource("pulumi:pulumi:Stack", "shop-dev");
  const full = { "apigateway.vpcLinksV2": { value: 2, reason: "test" } };
  const accepted = (entry: Omit<Acknowledgement, "reason">) =>
    evaluate(rules, fromSnapshot([...links(3), stack]), {
      quotas: full,
      acknowledge: [{ ...entry, reason: "test" }],
    }).find(({ rule }) => rule.id === "vpc-links-v2-quota")?.acknowledged.length;

  it("a finding on a quota of the account is on the stack", () => {
    const found = (resources: readonly SnapshotResource[]) =>
      evaluate(rules, fromSnapshot(resources), { quotas: full })
        .find(({ rule }) => rule.id === "vpc-links-v2-quota")
        ?.violations.map(({ urn }) => urn);
    assert.deepEqual(found([...links(3), stack]), [stack.urn]);
    // A printed graph may have no stack resource.
    assert.deepEqual(found(links(3).reverse()), [links(3)[0]?.urn]);
  });

  it("it is acknowledged without a resource, by the stack, and by any resource that counts", () => {
    const rule = "vpc-links-v2-quota";
    assert.equal(accepted({ rule }), 1);
    for (const name of ["shop-dev", stack.urn, "link0", "link2", links(3)[1]?.urn ?? ""])
      assert.equal(accepted({ rule, resource: name }), 1, name);
    assert.equal(accepted({ rule, resource: "link3" }), 0);
    assert.equal(accepted({ rule: "vpc-links-v1-quota" }), 0);
  });

  it("any other finding is acknowledged only with its resource", () => {
    const entry = [{ rule: "balancer-is-internal", reason: "partner traffic" }];
    const results = evaluate(rules, fromSnapshot([open, link]), { acknowledge: entry });
    assert.equal(results.find(({ rule }) => rule.id === "balancer-is-internal")?.verdict, "violation");
    const notices = reports
      .find(({ id }) => id === "acknowledged-findings")
      ?.notices(results, { acknowledge: entry })
      .map(({ message }) => message);
    assert.deepEqual(notices, [
      "acknowledgement of balancer-is-internal names no resource; add the resource of the finding",
    ]);
  });

  it("an acknowledgement without a resource and without a violation is reported", () => {
    const entry = [{ rule: "vpc-links-v2-quota", reason: "case 1234" }];
    const notices = reports
      .find(({ id }) => id === "acknowledged-findings")
      ?.notices(evaluate(rules, [], { acknowledge: entry }), { acknowledge: entry })
      .map(({ message }) => message);
    assert.deepEqual(notices, ["acknowledgement of vpc-links-v2-quota matches no violation"]);
  });

  it("the schema takes the keys of the ledger only, and acknowledgements without a resource", () => {
    for (const setting of ["quotas", "usedElsewhere"] as const) {
      const { properties, required, additionalProperties } = configSchemas[setting];
      assert.deepEqual(Object.keys(properties as object), quotaKeys);
      assert.deepEqual([required, additionalProperties], [[], false]);
    }
    const { required, properties } = configSchemas.acknowledge.items;
    assert.deepEqual(required, ["rule", "reason"]);
    assert.deepEqual(Object.keys(properties as object), ["rule", "reason", "resource"]);
  });
});
