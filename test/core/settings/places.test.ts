import assert from "node:assert/strict";
import type { Problem } from "../../../core/problem";
import { decide } from "../../../core/decide";
import type { Entry } from "../../support/scenario";
import { article, existingVpc, problemsOf, service } from "../../support/scenario";
import { albArn, behind, existing, orders } from "./fixtures";

/** One VPC and one service in it. */
const stack = (zones: readonly string[], changes: Record<string, unknown> = {}) => ({
  option: 3,
  vpcs: [{ name: "core", cidr: "10.20.0.0/16", zones }],
  services: [service("orders", "core")],
  ...changes,
});

function problemsWithFixes(
  raw: Record<string, unknown>,
  region: string,
): readonly Pick<Problem, "where" | "message" | "fix">[] {
  const decision = decide(raw, region);
  return "problems" in decision ? decision.problems.map(({ where, message, fix }) => ({ where, message, fix })) : [];
}

const linkRegions =
  "us-east-1, us-east-2, us-west-1, us-west-2, ca-central-1, sa-east-1, ap-east-1, ap-northeast-1, ap-northeast-2, ap-south-1, ap-southeast-1, ap-southeast-2, eu-central-1, eu-north-1, eu-west-1, eu-west-2, eu-west-3, me-south-1";

describe("the Region of a stack", () => {
  it("a misspelled one is refused with the one that is meant, and with nothing that follows from it", () => {
    const raw = stack(["euc1-az1", "euc1-az2"], { option: 1 });
    assert.deepEqual(problemsWithFixes(raw, "eu-centrl-1"), [
      {
        where: "aws:region",
        message: 'got "eu-centrl-1"; allowed: the name of an AWS Region',
        fix: 'did you mean "eu-central-1"? For example: pulumi config set aws:region eu-central-1',
      },
    ]);
  });

  it("a missing one hides no other problem, and the example is the Region of the zones", () => {
    const raw = stack(["ilc1-az1", "ilc1-az1"]);
    assert.deepEqual(problemsWithFixes(raw, ""), [
      {
        where: "aws:region",
        message: "is missing",
        fix: "set it, for example: pulumi config set aws:region il-central-1",
      },
      {
        where: "vpcs[0].zones (core)",
        message: "zone ilc1-az1 is listed twice; a load balancer uses one subnet per zone",
        fix: "list each zone once",
      },
    ]);
  });

  for (const [region, zones] of [
    ["il-central-1", ["ilc1-az1", "ilc1-az2"]],
    ["cn-north-1", ["cnn1-az1", "cnn1-az2"]],
    ["us-gov-east-1", ["usge1-az1", "usge1-az2"]],
    ["xx-south-9", ["xxs9-az1", "xxs9-az7"]],
  ] as const) {
    it(`${region} works under options 2 to 4, and options 1 and 5 say so`, () => {
      for (const option of [2, 3, 4]) assert.deepEqual(problemsOf(stack(zones, { option }), region), []);
      const [problem, ...others] = problemsWithFixes(stack(zones, { option: 5 }), region);
      assert.deepEqual(others, []);
      assert.equal(problem?.where, "option");
      assert.match(problem.fix, /^use option 2, 3 or 4/);
    });
  }

  it("the other Regions that it names are in the same partition", () => {
    const [problem] = problemsWithFixes(stack(["ilc1-az1", "ilc1-az2"], { option: 1 }), "il-central-1");
    assert.equal(problem?.fix, `use option 2, 3 or 4, or another Region: ${linkRegions}`);
    const [inChina] = problemsWithFixes(stack(["cnn1-az1", "cnn1-az2"], { option: 1 }), "cn-north-1");
    assert.equal(inChina?.fix, "use option 2, 3 or 4");
  });

  it("the advice includes what else options 2 to 4 need", () => {
    const cloudMap = { balancer: "cloudMap", healthCheck: { command: ["CMD", "true"] } };
    const raw = stack(["ilc1-az1", "ilc1-az2"], {
      option: 1,
      stage: "$default",
      services: [service("jobs", "core", cloudMap)],
    });
    const [problem] = problemsWithFixes(raw, "il-central-1");
    assert.match(
      problem?.fix ?? "",
      /^use option 2, 3 or 4 \(and name the stage and set balancer: alb or nlb on jobs\), or/,
    );
  });
});

describe("the zones of a stack", () => {
  it("those of another Region are one problem, under every option", () => {
    for (const option of [1, 2, 3, 4, 5]) {
      assert.deepEqual(problemsWithFixes(stack(["use1-az1", "use1-az2"], { option }), "eu-central-1"), [
        {
          where: "vpcs[0].zones (core)",
          message:
            "got use1-az1, use1-az2; zones of us-east-1, not of eu-central-1; allowed: ids that begin with euc1-az",
          fix: "use zone ids of eu-central-1: aws ec2 describe-availability-zones --region eu-central-1, or set aws:region to us-east-1",
        },
      ]);
    }
  });

  it("those of another Region are the only problem in a Region without VPC links V2 too", () => {
    const problems = problemsWithFixes(stack(["use1-az1", "use1-az2"], { option: 1 }), "il-central-1");
    assert.deepEqual(
      problems.map(({ where }) => where),
      ["vpcs[0].zones (core)"],
    );
  });

  it("those without Fargate are refused under every option, once", () => {
    for (const option of [1, 2, 3, 4, 5]) {
      assert.deepEqual(problemsWithFixes(stack(["apne1-az1", "apne1-az3"], { option }), "ap-northeast-1"), [
        {
          where: "vpcs[0].zones (core)",
          message:
            "got apne1-az3; Fargate does not run in these zones; allowed in ap-northeast-1: apne1-az1, apne1-az2, apne1-az4",
          fix: "use the allowed zones",
        },
      ]);
    }
    assert.deepEqual(problemsOf(stack(["usw1-az1", "usw1-az3"]), "us-west-1"), []);
    assert.match(problemsOf(stack(["usw1-az1", "usw1-az2"]), "us-west-1").join(), /Fargate does not run/);
  });

  it("those without VPC links V2 have options that take them", () => {
    const zones = ["euw3-az1", "euw3-az2"];
    const [problem, ...others] = problemsWithFixes(stack(zones, { option: 5 }), "eu-west-3");
    assert.deepEqual(others, []);
    assert.equal(problem?.fix, "use the allowed zones, or option 2, 3 or 4");
    for (const option of [2, 3, 4]) assert.deepEqual(problemsOf(stack(zones, { option }), "eu-west-3"), []);
  });
});

describe("ARNs in the configuration", () => {
  const arn = "services[4].existing.arn (billing)";
  const listener = "services[4].existing.listenerArn (billing)";
  const elsewhere = (from: string, to: string) => ({ listenerArn: existing.listenerArn.replace(from, to) });

  it("a listener has Region, account and partition of its load balancer", () => {
    assert.deepEqual(problemsOf(behind(elsewhere("us-east-1", "us-west-2"))), [
      `${listener}: has Region us-west-2, and existing.arn has us-east-1`,
    ]);
    assert.deepEqual(problemsOf(behind(elsewhere("111122223333", "444455556666"))), [
      `${listener}: has account 444455556666, and existing.arn has 111122223333`,
    ]);
    assert.deepEqual(problemsOf(behind(elsewhere("arn:aws:", "arn:aws-cn:"))), [
      `${listener}: has partition aws-cn, and existing.arn has aws`,
    ]);
  });

  it("the partition follows from the Region", () => {
    const inChina = (text: string) => text.replace("arn:aws:", "arn:aws-cn:");
    const both = { arn: inChina(albArn), listenerArn: inChina(existing.listenerArn) };
    assert.deepEqual(problemsOf(behind(both)), [`${arn}: has partition aws-cn; allowed in us-east-1: aws`]);
    const secrets = { KEY: "arn:aws-us-gov:ssm:us-east-1:111122223333:parameter/a" };
    assert.deepEqual(problemsOf(orders({ secrets })), [
      "services[0].secrets.KEY (orders): has partition aws-us-gov; allowed in us-east-1: aws",
    ]);
  });

  it("all load balancers are in one account", () => {
    const other = (text: string) => text.replace("111122223333", "444455556666").replace("/billing/", "/ledger/");
    const raw = behind() as { services: Entry[] };
    const ledger = {
      name: "ledger",
      vpc: "legacy",
      existing: { ...existing, arn: other(albArn), listenerArn: other(existing.listenerArn) },
    };
    assert.deepEqual(problemsOf({ ...raw, services: [...raw.services, ledger] }), [
      "services[5].existing.arn (ledger): is in account 444455556666, that of billing in 111122223333; API Gateway reaches load balancers of its own account only",
    ]);
  });
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
      "private subnet 10.1.0.16/28 in use1-az1 is too small for an ALB (1 planned); allowed: /27 or larger",
    );
    assert.equal(problem.fix, "use a block of /24 or larger, or spread the services over more VPCs");
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
