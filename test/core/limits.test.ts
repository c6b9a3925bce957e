import assert from "node:assert/strict";
import { decide } from "../../core/decide";
import { article, existingVpc, manyServices, planOf, problemsOf, service } from "../support/scenario";

const zones = ["use1-az1", "use1-az2"];
const newVpcs = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `v${index}`, cidr: `10.${index}.0.0/16`, zones }));
const existingVpcs = (count: number) => Array.from({ length: count }, (_, index) => existingVpc(index));
const onePerVpc = (count: number) =>
  Array.from({ length: count }, (_, index) => service(`s${index}`, `v${index}`, { desiredCount: 1 }));
const inOneVpc = (option: number, count: number, more: Record<string, unknown> = {}) =>
  article({
    option,
    vpcs: [{ name: "sales", cidr: "10.1.0.0/16", zones }],
    services: manyServices(count, "sales"),
    ...more,
  });
const nlbs = (raw: Record<string, unknown>) => planOf(raw).balancers.filter(({ type }) => type === "nlb").length;
const links = (raw: Record<string, unknown>) => planOf(raw).links.length;

describe("limits, with default quotas", () => {
  it("option 2 allows 20 services: 20 VPC links V1", () => {
    assert.deepEqual(problemsOf(inOneVpc(2, 20)), []);
    const [problem, ...others] = problemsOf(inOneVpc(2, 21));
    assert.deepEqual(others, []);
    assert.match(
      problem ?? "",
      /^topology limit apigateway\.vpcLinksV1 \(account\): "VPC links" is 20, the plan needs 21: s001-nlb, .* and 15 more$/,
    );
  });

  it("option 1 refuses 11 existing VPCs only because of 10 VPC links V2", () => {
    assert.deepEqual(problemsOf({ option: 1, vpcs: existingVpcs(10), services: onePerVpc(10) }), []);
    const problems = problemsOf({ option: 1, vpcs: existingVpcs(11), services: onePerVpc(11) });
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? "", /apigateway\.vpcLinksV2 \(account\): "VPC links\(V2\)" is 10, the plan needs 11/);
  });

  it("option 1 refuses 11 new VPCs; topology limits come before account limits", () => {
    const problems = problemsOf({ option: 1, vpcs: newVpcs(11), services: onePerVpc(11) });
    assert.deepEqual(
      problems.map((problem) => problem.split(" (")[0]),
      [
        "topology limit apigateway.vpcLinksV2",
        "account limit vpc.vpcsPerRegion",
        "account limit vpc.internetGatewaysPerRegion",
        "account limit ec2.elasticIps",
        "account limit vpc.natGatewaysPerZone",
      ],
    );
  });

  it("option 3 uses one NLB and link for 50 services of a VPC, two for 51", () => {
    assert.deepEqual([nlbs(inOneVpc(3, 50)), links(inOneVpc(3, 50))], [1, 1]);
    assert.deepEqual([nlbs(inOneVpc(3, 51)), links(inOneVpc(3, 51))], [2, 2]);
    assert.deepEqual(problemsOf(inOneVpc(3, 51)), []);
  });

  it("option 4 puts 10 ALBs on one NLB, or 5 with cross-zone load balancing", () => {
    assert.equal(nlbs(inOneVpc(4, 10)), 1);
    assert.equal(nlbs(inOneVpc(4, 11)), 2);
    assert.equal(nlbs(inOneVpc(4, 11, { crossZoneToAlbs: true })), 3);
  });

  it("a shared ALB allows 60 services: 60 rules per security group", () => {
    const group = (count: number) =>
      article({ option: 5, services: manyServices(count, "sales").map((entry) => ({ ...entry, group: "web" })) });
    assert.deepEqual(problemsOf(group(60)), []);
    assert.match(
      problemsOf(group(61)).join("\n"),
      /vpc\.rulesPerSecurityGroup \(security group web-alb, egress\).* is 60, the plan needs 61/,
    );
  });

  it("a quota override may be higher or lower than the default", () => {
    const raised = { quotas: { "apigateway.vpcLinksV1": { value: 25, reason: "case 1234" } } };
    assert.deepEqual(problemsOf(inOneVpc(2, 21, raised)), []);
    const lowered = { quotas: { "apigateway.vpcLinksV1": { value: 3, reason: "17 used elsewhere" } } };
    assert.match(problemsOf(inOneVpc(2, 4, lowered)).join(), /"VPC links" is 3, the plan needs 4/);
  });

  it("usage of other stacks counts", () => {
    const usedElsewhere = { "apigateway.vpcLinksV1": 18 };
    assert.deepEqual(problemsOf(inOneVpc(2, 2, { usedElsewhere })), []);
    assert.match(
      problemsOf(inOneVpc(2, 3, { usedElsewhere })).join(),
      /"VPC links" is 20, the plan needs 21: s001-nlb, s002-nlb, s003-nlb, and 18 in other stacks/,
    );
  });

  it("Fargate vCPU is limited only by a quota from the settings", () => {
    assert.deepEqual(problemsOf(article({ services: [service("big", "sales", { cpu: 4096, memoryMiB: 8192 })] })), []);
    const stated = { quotas: { "fargate.onDemandVcpu": { value: 6, reason: "as applied" } } };
    assert.match(
      problemsOf(article({ services: [service("big", "sales", { cpu: 4096, memoryMiB: 8192 })], ...stated })).join(),
      /"Fargate On-Demand vCPU resource count" is 6, the plan needs 16: big/,
    );
  });

  it("a service with more tasks than an NLB has targets is refused", () => {
    const autoscaling = { minCount: 1, maxCount: 501 };
    const raw = article({ option: 2, services: [service("wide", "sales", { desiredCount: 1, autoscaling })] });
    assert.match(
      problemsOf(raw).join(),
      /elb\.targetsPerZonePerNlb \(NLB wide-nlb\).* is 500, the plan needs 501: wide/,
    );
  });

  it("the fix names the quota code, the override and the alternatives", () => {
    const decision = decide(article({ vpcs: newVpcs(6), services: onePerVpc(6) }), "us-east-1");
    const fixes = "problems" in decision ? decision.problems.map(({ fix }) => fix) : [];
    assert.match(
      fixes[0] ?? "",
      /request an increase \(vpc\/L-F678F1CE\), then record it: quotas: \{ "vpc\.vpcsPerRegion": \{ value: <more than 5>, reason: \.\.\. \} \}; or put the services into fewer VPCs, or into existing ones; source: https:/,
    );
  });

  it("the fix advises nothing that leaves the usage as it is", () => {
    const roles = { "iam.rolesPerAccount": { value: 1, reason: "test" } };
    for (const option of [1, 2, 3, 4, 5]) {
      const decision = decide(article({ option, quotas: roles }), "us-east-1");
      const fixes = "problems" in decision ? decision.problems.map(({ fix }) => fix) : [];
      // Two roles of each service exist under every option and in every VPC of an account.
      assert.match(fixes[0] ?? "", /; or divide the services among several accounts; source: https:/);
    }
  });
});
