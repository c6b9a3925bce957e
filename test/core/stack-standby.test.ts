import assert from "node:assert/strict";
import { decide } from "../../core/decide";
import { usageOf } from "../../core/quotas/usage";
import { domainName, withDomain } from "../support/front";
import { article, existingVpc, planOf, problemsOf, service } from "../support/scenario";

type Raw = Record<string, unknown>;

const mutualTls = withDomain({ mutualTls: { truststore: "s3://bucket/trust.pem" } });
const webAcl = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/shop/11111111-2222-3333-4444-555555555555";

function decided(raw: Raw, region = "us-east-1") {
  const decision = decide(article(raw), region);
  return "problems" in decision
    ? { problems: decision.problems.map(({ where, message, fix }) => [where, message, fix]), notes: [] }
    : { problems: [], notes: decision.notes };
}
const problems = (raw: Raw, region?: string) => decided(raw, region).problems;

/** Where the API that stands by is mapped. */
const trialOf = (raw: Raw) => planOf(article({ option: 1, standby: 5, ...raw })).domain?.standby;

const noneElse = ", or remove standby of the stack";

describe("a plan with a standby", () => {
  it("has the API that serves first, whatever their numbers are", () => {
    const apis = (option: number, standby: number) => planOf(article({ option, standby })).apis.map(({ name }) => name);
    assert.deepEqual(apis(2, 5), ["option-2", "option-5"]);
    assert.deepEqual(apis(5, 2), ["option-5", "option-2"]);
  });

  it("maps the domain to the API that serves", () => {
    for (const [option, standby] of [
      [1, 4],
      [4, 1],
    ])
      assert.deepEqual(planOf(article({ option, standby, ...withDomain() })).domain?.api, `option-${String(option)}`);
  });

  it("opens the execute-api URLs of both APIs, and closes them when the standby goes", () => {
    const endpoints = (raw: Raw) => planOf(article(raw)).apis.map(({ defaultEndpoint }) => defaultEndpoint ?? "open");
    assert.deepEqual(endpoints({ option: 1, ...withDomain() }), ["closed"]);
    assert.deepEqual(endpoints({ option: 1, standby: 4, ...withDomain() }), ["open", "open"]);
    assert.deepEqual(endpoints({ option: 1, standby: 4, ...mutualTls }), ["closed", "closed"]);
    const existing = { domain: { name: domainName, existing: true } };
    assert.deepEqual(endpoints({ option: 1, standby: 4, ...existing }), ["closed", "closed"]);
    const open = { domain: { name: domainName, existing: true, defaultEndpoint: "open" } };
    assert.deepEqual(endpoints({ option: 1, standby: 4, ...open }), ["open", "open"]);
  });

  it("has a second mapping where execute-api URLs stay closed, at a path that no service has", () => {
    const named = (...paths: readonly string[]) => ({
      ...mutualTls,
      services: paths.map((path, index) => service(`s${index}`, "sales", { path })),
    });
    assert.deepEqual(trialOf(mutualTls), { api: "option-5", basePath: "standby" });
    assert.equal(trialOf(withDomain()), undefined);
    assert.equal(trialOf(named("/standby"))?.basePath, "standby-2");
    assert.equal(trialOf(named("/standby/deep", "/standby-2"))?.basePath, "standby-3");
    assert.equal(trialOf(named("/"))?.basePath, "standby");
    const below = withDomain({ basePath: "standby", mutualTls: { truststore: "s3://bucket/trust.pem" } });
    assert.equal(trialOf(below)?.basePath, "standby/standby");
  });

  it("counts a second mapping of several levels towards the quota of the domain", () => {
    const below = { domain: { name: domainName, existing: true, basePath: "shop" } };
    const usage = usageOf(planOf(article({ option: 1, standby: 5, ...below })));
    assert.deepEqual(
      usage.filter(({ quota }) => quota === "apigateway.mappingsPerDomain").map(({ used, users }) => [used, users]),
      [[1, ["shop/standby"]]],
    );
  });
});

describe("problems of a standby", () => {
  it("is another option than the one that serves", () => {
    assert.deepEqual(problems({ option: 3, standby: 3 }), [
      [
        "standby",
        "got 3, which is option already; allowed: another topology",
        "set standby to the topology that requests will move to, or remove it",
      ],
    ]);
    assert.deepEqual(problems({ option: 3, standby: 6 })[0]?.slice(0, 2), ["standby", "got 6; allowed: 1, 2, 3, 4, 5"]);
  });

  it("what only the standby refuses names it, with values that work", () => {
    assert.deepEqual(problems({ option: 2, standby: 1, webAcl }), [
      [
        "webAcl",
        "is set, and option 1 creates an HTTP API, which AWS WAF does not cover (under standby: 1)",
        `set standby of the stack to 3, 4 or 5, or remove it and put a CloudFront distribution with a web ACL in front of the API${noneElse}`,
      ],
    ]);
    for (const standby of [3, 4, 5]) assert.deepEqual(problems({ option: 2, standby, webAcl }), []);
  });

  it("the stage $default and Cloud Map have no REST API beside them", () => {
    const check = { command: ["CMD-SHELL", "true"] };
    const inCloudMap = [service("orders", "sales", { balancer: "cloudMap", healthCheck: check })];
    assert.deepEqual(problems({ option: 1, standby: 4, stage: "$default", services: inCloudMap }), [
      [
        "stage",
        "$default works with HTTP APIs only, and option 4 creates a REST API (under standby: 4)",
        `name the stage, for example live${noneElse}`,
      ],
      [
        "services[0].balancer (orders)",
        "cloudMap works with HTTP APIs only, and option 4 creates a REST API (under standby: 4)",
        `set balancer: alb or nlb${noneElse}`,
      ],
    ]);
  });

  it("a second place of a service that the standby ignores", () => {
    const services = [service("orders", "sales", { standby: { balancer: "nlb" } })];
    const found = problems({ option: 1, standby: 2, services });
    assert.deepEqual(
      found.map(([where, , fix]) => [where, fix]),
      [["services[0].standby (orders)", `set standby of the stack to 5, or remove it${noneElse}`]],
    );
  });

  it("a Region without VPC links V2 is a problem of standby, not of option", () => {
    const vpcs = [existingVpc(1)];
    const found = problemsOf({ option: 3, standby: 5, vpcs, services: [service("a", "v1")] }, "ap-southeast-6");
    assert.ok(!found.some((text) => text.startsWith("option")), found.join("\n"));
  });

  it("a refused option leaves the problems of standby", () => {
    const found = problems({ option: 9, standby: 1, webAcl });
    assert.deepEqual(
      found.map(([where]) => where),
      ["option", "webAcl"],
    );
    assert.match(found[1]?.[2] ?? "", /^set standby of the stack to 2, 3, 4 or 5, or /);
    assert.deepEqual(
      problems({ option: 1, standby: 9, stage: "$default" }).map(([where]) => where),
      ["standby"],
    );
  });

  it("requirements hold under both, each judged by its own load balancers", () => {
    const requirements = { independentDeployment: true };
    const why = "up to 2 services share a load balancer";
    assert.deepEqual(problems({ option: 2, standby: 3, requirements })[0]?.slice(0, 2), [
      "requirements.independentDeployment",
      `got true; standby: 3 does not meet it: ${why}`,
    ]);
    assert.deepEqual(
      problems({ option: 3, standby: 2, requirements }).map(([, message]) => message),
      [`got true; option 3 does not meet it: ${why}`],
    );
    assert.deepEqual(problems({ option: 2, standby: 1, requirements }), []);
  });

  it("a quota that only both exceed is a problem of standby", () => {
    const quotas = { "apigateway.vpcLinksV1": { value: 5, reason: "as granted" } };
    assert.deepEqual(problems({ option: 2, quotas }), []);
    assert.deepEqual(problems({ option: 3, quotas }), []);
    // Four links of services, and two of VPCs.
    const [where, message, fix] = problems({ option: 2, standby: 3, quotas })[0] ?? [];
    assert.equal(where, "standby");
    assert.match(
      message ?? "",
      /^got 3; option 2 fits alone, and while both options exist: quota apigateway\.vpcLinksV1 \(account\): "VPC links" is 5, the plan needs 6: /,
    );
    assert.match(fix ?? "", /^remove standby, or set another one; or request an increase/);
    const few = { "apigateway.vpcLinksV1": { value: 3, reason: "as granted" } };
    assert.equal(problems({ option: 2, standby: 3, quotas: few })[0]?.[0], "services[3] (shipping)");
  });

  it("a load balancer whose name only the standby needs twice", () => {
    const nlb = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/v1-front-1/50dc6c495c0c9188";
    const existing = {
      arn: nlb,
      listenerArn: `${nlb.replace(":loadbalancer/", ":listener/")}/0467ef3c8400ae65`,
      dnsName: "ledger.example.com",
      port: 80,
      protocol: "TCP",
    };
    const stack = {
      vpcs: [existingVpc(1)],
      services: [service("orders", "v1"), { name: "ledger", vpc: "v1", existing }],
    };
    assert.deepEqual(problems({ option: 2, ...stack }), []);
    const rename = "rename one of the services, groups or VPCs that the name is derived from";
    assert.deepEqual(problems({ option: 2, standby: 4, ...stack }), [
      [
        "standby",
        "got 4; with option 4 beside option 2, two VPC links V1 would be named v1-front-1",
        `set another standby, or remove it; or ${rename}`,
      ],
    ]);
    assert.deepEqual(problems({ option: 4, standby: 2, ...stack }), [
      ["services", "two VPC links V1 would be named v1-front-1", rename],
    ]);
  });
});
