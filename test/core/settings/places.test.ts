import assert from "node:assert/strict";
import type { Entry } from "../../support/scenario";
import { problemsOf, service } from "../../support/scenario";
import { albArn, behind, existing, orders, problemsWithFixes } from "./fixtures";

/** One VPC and one service in it. */
const stack = (zones: readonly string[], changes: Record<string, unknown> = {}) => ({
  option: 3,
  vpcs: [{ name: "core", cidr: "10.20.0.0/16", zones }],
  services: [service("orders", "core")],
  ...changes,
});

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
    assert.equal(problem?.fix, `use option 2, 3 or 4, or use another Region: ${linkRegions}`);
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
          fix: "use zone ids of eu-central-1, for example euc1-az1, euc1-az2: aws ec2 describe-availability-zones --region eu-central-1, or set aws:region to us-east-1",
        },
      ]);
    }
  });

  it("those that no Region has are refused where the prefix of the Region is known", () => {
    assert.deepEqual(problemsOf(stack(["use1-az1", "use9-az2"]), "us-east-1"), [
      "vpcs[0].zones (core): got use9-az2; no zone of us-east-1; allowed: ids that begin with use1-az",
    ]);
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
    assert.match(problemsOf(stack(["cnn1-az1", "cnn1-az4"]), "cn-north-1").join(), /Fargate does not run/);
    assert.match(problemsOf(stack(["usw1-az1", "usw1-az2"]), "us-west-1").join(), /Fargate does not run/);
  });

  it("those without VPC links V2 have options that take them", () => {
    const zones = ["euw3-az1", "euw3-az2"];
    const [problem, ...others] = problemsWithFixes(stack(zones, { option: 5 }), "eu-west-3");
    assert.deepEqual(others, []);
    assert.equal(problem?.fix, "use the allowed zones, or option 2, 3 or 4 if the account has these zones");
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
