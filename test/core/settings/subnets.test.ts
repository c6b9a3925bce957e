import assert from "node:assert/strict";
import { article, existingVpc, problemsOf, service } from "../../support/scenario";
import { problemsWithFixes } from "./fixtures";

/** One VPC and one service in it. */
const stack = (zones: readonly string[], changes: Record<string, unknown> = {}) => ({
  option: 3,
  vpcs: [{ name: "core", cidr: "10.20.0.0/16", zones }],
  services: [service("orders", "core")],
  ...changes,
});

describe("the subnets of a stack", () => {
  const withSubnets = (...subnets: { id: string; zone: string; cidr: string }[]) =>
    article({
      vpcs: [{ name: "core", existing: { id: "vpc-0000000a", subnets } }],
      services: [service("orders", "core")],
    });
  const subnet = (number: number, cidr: string) => ({ id: `subnet-0000000${number}`, zone: `use1-az${number}`, cidr });

  it("those of one existing VPC do not overlap", () => {
    assert.deepEqual(problemsOf(withSubnets(subnet(1, "10.30.0.0/20"), subnet(2, "10.30.8.0/24"))), [
      "vpcs[0].existing.subnets (core): 10.30.8.0/24 of subnet-00000002 overlaps 10.30.0.0/20 of subnet-00000001; subnets of one VPC have blocks of their own",
    ]);
  });

  it("a subnet is listed once", () => {
    const twice = { ...subnet(1, "10.30.16.0/20"), zone: "use1-az2" };
    assert.deepEqual(problemsOf(withSubnets(subnet(1, "10.30.0.0/20"), twice)), [
      "vpcs[0].existing.subnets (core): subnet subnet-00000001 is listed twice",
    ]);
  });

  it("an ALB needs a /27, and the block that is advised is large enough", () => {
    const one = (cidr: string) => ({
      option: 5,
      vpcs: [{ name: "core", cidr, zones: ["use1-az1", "use1-az2"] }],
      services: [service("orders", "core", { desiredCount: 1 })],
    });
    const [problem] = problemsWithFixes(one("10.1.0.0/25"), "us-east-1");
    assert.equal(
      problem?.message,
      "private subnet 10.1.0.16/28 in use1-az1 is too small for an ALB (1 planned); the same in use1-az2; allowed: /27 or larger",
    );
    assert.equal(problem.fix, "use a block of /24 or larger, or use option 3, which needs no ALB");
    assert.deepEqual(problemsOf(one("10.1.0.0/24")), []);
    assert.deepEqual(problemsOf({ ...one("10.1.0.0/25"), option: 3 }), []);
  });

  it("a block that is too small for its tasks has a block that is large enough", () => {
    const raw = {
      option: 3,
      vpcs: [{ name: "core", cidr: "10.1.0.0/24", zones: ["use1-az1", "use1-az2"] }],
      services: [service("orders", "core", { desiredCount: 100 })],
    };
    const [problem] = problemsWithFixes(raw, "us-east-1");
    assert.equal(
      problem?.fix,
      "use a block of /22 or larger, or lower desiredCount or autoscaling.maxCount, or spread the services over more VPCs",
    );
    const withBlock = (cidr: string) => ({ ...raw, vpcs: [{ ...raw.vpcs[0], cidr }] });
    assert.match(problemsOf(withBlock("10.1.0.0/23")).join(), /is too small: the plan needs 101 IP addresses/);
    assert.deepEqual(problemsOf(withBlock("10.1.0.0/22")), []);
  });

  it("a block is not advised where the largest is too small", () => {
    const [problem] = problemsWithFixes(
      {
        option: 3,
        vpcs: [{ name: "core", cidr: "10.1.0.0/24", zones: ["use1-az1", "use1-az2"] }],
        services: Array.from({ length: 4 }, (_, index) => service(`s${index}`, "core", { desiredCount: 5000 })),
      },
      "us-east-1",
    ).filter(({ where }) => where.startsWith("vpcs[0].cidr"));
    assert.equal(problem?.fix, "lower desiredCount or autoscaling.maxCount, or spread the services over more VPCs");
  });

  it("a block that is too small for its zones is refused with one that an ALB accepts too", () => {
    const [problem] = problemsWithFixes(
      stack(["use1-az1", "use1-az2"], {
        vpcs: [{ name: "core", cidr: "10.1.0.0/26", zones: ["use1-az1", "use1-az2"] }],
      }),
      "us-east-1",
    );
    assert.equal(problem?.fix, "use /24 or a larger block");
  });

  it("a subnet of an existing VPC is too small for an ALB", () => {
    const raw = withSubnets(subnet(1, "10.30.0.0/28"), subnet(2, "10.30.0.16/28"));
    assert.match(problemsOf(raw).join(), /^vpcs\[0\]\.existing\.subnets \(core\): private subnet 10\.30\.0\.0\/28/);
    assert.deepEqual(problemsOf({ ...raw, vpcs: [existingVpc(1)], services: [service("orders", "v1")] }), []);
  });
});
