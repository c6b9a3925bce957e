import assert from "node:assert/strict";
import { article, everyOption, problemsOf, service } from "../../support/scenario";
import { behind, problemsWithFixes } from "./fixtures";
import { operationMistakes } from "./operation-mistakes";

const problems = (raw: Record<string, unknown>, region = "us-east-1") =>
  problemsWithFixes(raw, region).map(({ where, message, fix }) => `${where}: ${message} => ${fix}`);

const topic = "arn:aws:sns:us-east-1:111122223333:pager";

describe("settings of how a stack is looked after", () => {
  for (const { title, raw, problem, waysOut } of operationMistakes)
    it(`refuse ${title}, with a way out`, () => {
      assert.deepEqual(problems(raw), [problem]);
      for (const wayOut of waysOut) assert.deepEqual(problemsOf(wayOut), [], JSON.stringify(wayOut));
    });

  for (const option of everyOption)
    it(`option ${option} accepts all of them, so that a switch needs no change`, () => {
      const keys = {
        alarms: { topic },
        dashboard: true,
        containerInsights: "enhanced",
        loadBalancerLogs: { bucket: "shop-logs", prefix: "a/b" },
        tracing: true,
        keepAwake: true,
        protect: true,
        retainLogs: true,
        account: { quotaAlarms: { topic }, quotaRequests: { "elb.albsPerRegion": 100 }, linkCounter: true },
      };
      assert.deepEqual(problemsOf(article({ option, ...keys })), []);
    });

  it("take requests for quotas of IAM in us-east-1 only", () => {
    const raw = {
      ...article({ account: { quotaRequests: { "iam.rolesPerAccount": 2000 } } }),
      vpcs: [{ name: "sales", cidr: "10.0.0.0/16", zones: ["euw1-az1", "euw1-az2"] }],
      services: [service("orders", "sales")],
    };
    assert.deepEqual(problems(raw, "eu-west-1"), [
      'account.quotaRequests["iam.rolesPerAccount"]: is requested in eu-west-1; "Roles per account" is a quota of all Regions, which Service Quotas has in us-east-1 only => remove it here, and request it in a stack in us-east-1',
    ]);
    assert.deepEqual(problems(article({ account: { quotaRequests: { "iam.rolesPerAccount": 2000 } } })), []);
  });

  it("take a topic of another account, whose policy decides", () => {
    const other = topic.replace("111122223333", "444455556666");
    assert.deepEqual(problemsOf(behind()), []);
    assert.deepEqual(problemsOf({ ...behind(), alarms: { topic: other } }), []);
  });

  it("do not judge a topic beside an unknown Region", () => {
    assert.deepEqual(
      problems(article({ alarms: { topic } }), "us-esat-1").map((problem) => problem.split(":")[0]),
      ["aws"],
    );
  });
});

describe("refused keys of how a stack is looked after", () => {
  /** Keys of all problems of a configuration. */
  const places = (raw: Record<string, unknown>) =>
    problemsOf(article(raw)).map((problem) => problem.slice(0, problem.indexOf(": ")));

  it("hide no problem of another key", () => {
    const inIreland = topic.replace("us-east-1", "eu-west-1");
    assert.deepEqual(places({ alarms: { topic: inIreland, errorPercent: 0 } }), [
      "alarms.errorPercent",
      "alarms.topic",
    ]);
    assert.deepEqual(places({ alarms: { errorPercent: 0 }, services: [{ name: "orders", vpc: "sales" }] }), [
      "alarms.topic",
      "alarms.errorPercent",
      "services[0].image (orders)",
    ]);
    assert.deepEqual(
      places({
        account: { restLogRole: "yes", quotaAlarms: { percent: 0 }, quotaRequests: { "elb.listenersPerNlb": 60 } },
      }),
      [
        "account.restLogRole",
        "account.quotaAlarms.topic",
        "account.quotaAlarms.percent",
        'account.quotaRequests["elb.listenersPerNlb"]',
      ],
    );
    const quotaAlarms = { topic: inIreland, percent: 0 };
    const quotaRequests = { "elb.albs": 100, "elb.listenersPerNlb": 60 };
    assert.deepEqual(places({ account: { quotaAlarms, quotaRequests } }), [
      "account.quotaAlarms.percent",
      "account.quotaRequests",
      "account.quotaAlarms.topic",
      'account.quotaRequests["elb.listenersPerNlb"]',
    ]);
    assert.deepEqual(places({ loadBalancerLogs: { prefix: "/" }, option: 1, stage: "my stage" }), [
      "stage",
      "loadBalancerLogs.bucket",
      "loadBalancerLogs.prefix",
    ]);
  });

  it("have no consequences", () => {
    assert.deepEqual(places({ alarms: "yes" }), ["alarms"]);
    assert.deepEqual(places({ alarm: { topic } }), ["configuration"]);
    assert.deepEqual(places({ account: { stacks: ["a", 5, "a"] } }), ["account.stacks[1]"]);
    const services = [
      service("orders", "sales", { formerly: "stock" }),
      { ...service("stock", "sales"), name: "Stock" },
    ];
    assert.deepEqual(places({ services }), ["services[1].name (Stock)"]);
  });
});
