import assert from "node:assert/strict";
import { fullStackName, readStatement, withStatement } from "../../core/account-statement";
import { article, problemsOf } from "../support/scenario";

const own = "acme/shop/prod";
const statement = {
  version: 1,
  region: "us-east-1",
  quotas: { "elb.albsPerRegion": 60, "vpc.vpcsPerRegion": 40, "quota.ofALaterVersion": 5 },
  restLogRole: true,
  usage: {
    "acme/network/prod": { "elb.albsPerRegion": 20, "fargate.onDemandVcpu": 1.25 },
    [own]: { "elb.albsPerRegion": 4 },
    "acme/web/prod": { "elb.albsPerRegion": 37, "fargate.onDemandVcpu": 0.5, "quota.ofALaterVersion": 3 },
  },
} as const;

function valuesWith(values: Record<string, unknown>, stack: string = own): Readonly<Record<string, unknown>> {
  const read = readStatement(statement, "us-east-1");
  assert.ok("statement" in read);
  return withStatement(values, read.statement, "acme/network/prod", stack);
}
const faultOf = (value: unknown) => {
  const read = readStatement(value, "us-east-1");
  return "fault" in read ? read.fault.message : undefined;
};
const reason = "accountStatement: acme/network/prod";

describe("the statement of the account", () => {
  it("sets its quotas, and the usage of all other stacks in whole numbers", () => {
    assert.deepEqual(valuesWith({ option: 2 }), {
      option: 2,
      quotas: {
        "elb.albsPerRegion": { value: 60, reason },
        "vpc.vpcsPerRegion": { value: 40, reason },
      },
      usedElsewhere: { "elb.albsPerRegion": 57, "fargate.onDemandVcpu": 2 },
    });
  });

  it("does not count the stack itself, also where its organization is not known", () => {
    const elsewhere = (stack: string) => valuesWith({}, stack)["usedElsewhere"];
    assert.deepEqual(elsewhere("organization/shop/prod"), { "elb.albsPerRegion": 57, "fargate.onDemandVcpu": 2 });
    const all = { "elb.albsPerRegion": 61, "fargate.onDemandVcpu": 2 };
    assert.deepEqual(["globex/shop/prod", "organization/op/prod"].map(elsewhere), [all, all]);
  });

  it("gives way to the stack file, quota by quota", () => {
    const mine = { value: 100, reason: "case 7" };
    const { quotas, usedElsewhere } = valuesWith({
      quotas: { "elb.albsPerRegion": mine },
      usedElsewhere: { "elb.albsPerRegion": 0 },
    });
    assert.deepEqual(quotas, { "elb.albsPerRegion": mine, "vpc.vpcsPerRegion": { value: 40, reason } });
    assert.deepEqual(usedElsewhere, { "elb.albsPerRegion": 0, "fargate.onDemandVcpu": 2 });
  });

  it("leaves values that are no records to the check of the configuration", () => {
    assert.equal(valuesWith({ quotas: 7 })["quotas"], 7);
  });

  it("counts: 57 ALBs elsewhere and four of the stack are more than 60", () => {
    assert.deepEqual(
      problemsOf({ ...valuesWith(article()) }).map((text) => text.split(":")[1]),
      [" quota elb.albsPerRegion (account)"],
    );
    assert.deepEqual(problemsOf(article()), []);
  });

  it("is refused if it is about another Region, or of another version", () => {
    assert.match(
      faultOf({ ...statement, region: "eu-west-1" }) ?? "",
      /^is about eu-west-1, and this stack is in us-east-1/,
    );
    assert.equal(faultOf({ ...statement, version: 2 }), "account.version is 2; allowed: 1");
    assert.equal(
      faultOf({ ...statement, usage: { a: 3 } }),
      "account.usage.a is not as this version of private-integrations writes it",
    );
    assert.ok(faultOf(null) !== undefined);
    assert.equal(faultOf(statement), undefined);
  });

  it("parts of a stack's name that are missing are those of the stack that names it", () => {
    assert.deepEqual(
      ["dev", "globex/dev", "globex/network/dev"].map((name) => fullStackName(name, own)),
      ["acme/shop/dev", "globex/shop/dev", "globex/network/dev"],
    );
  });
});
