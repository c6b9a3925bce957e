import assert from "node:assert/strict";
import { article, everyOption, planOf, settingsOf } from "../support/scenario";
import { quotaAlarms } from "../../core/quota-alarms";

const topic = "arn:aws:sns:us-east-1:111122223333:operations";
const alarmsOf = (account: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  quotaAlarms(settingsOf(article({ account, ...more })));
const links = (account: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  alarmsOf({ quotaAlarms: { topic }, linkCounter: true, ...account }, more)
    .filter(({ name }) => name.startsWith("quota-apigateway."))
    .map(({ name, threshold }) => [name, threshold]);

describe("alarms on quotas", () => {
  it("are those whose usage AWS measures", () => {
    assert.deepEqual(
      alarmsOf({ quotaAlarms: { topic } }).map(({ name }) => name),
      [
        "quota-elb.albsPerRegion",
        "quota-elb.nlbsPerRegion",
        "quota-elb.targetGroupsPerRegion",
        "quota-elb.nlbInterfacesPerVpc",
        "quota-elb.listenersPerAlb",
        "quota-elb.listenersPerNlb",
        "quota-elb.rulesPerAlb",
        "quota-elb.targetGroupsPerAlb",
        "quota-elb.targetsPerAlb",
        "quota-elb.targetsPerZonePerNlb",
        "quota-elb.targetsPerTargetGroup",
        "quota-elb.certificatesPerAlb",
        "quota-elb.certificatesPerNlb",
        "quota-fargate.onDemandVcpu",
        "quota-fargate.spotVcpu",
      ],
    );
  });

  it("compare usage with the quota that CloudWatch knows", () => {
    const [albs] = alarmsOf({ quotaAlarms: { topic, percent: 70 } });
    assert.deepEqual(albs, {
      name: "quota-elb.albsPerRegion",
      topic,
      hop: { kind: "account", name: "elb.albsPerRegion" },
      description:
        'account: 70 percent or more of the quota "Application Load Balancers per Region" are used; request an increase (elasticloadbalancing/L-53DA6B97), for example by account.quotaRequests',
      metrics: [
        {
          id: "m",
          namespace: "AWS/Usage",
          metric: "ResourceCount",
          dimensions: {
            Service: "Elastic Load Balancing",
            Type: "Resource",
            Resource: "ApplicationLoadBalancersPerRegion",
            Class: "None",
          },
          periodSeconds: 300,
          statistic: "Maximum",
        },
      ],
      expression: "100*m/SERVICE_QUOTA(m)",
      label: "percent of the quota",
      threshold: 70,
      periods: 1,
      breaching: 1,
      missing: "notBreaching",
      comparison: "atLeast",
    });
  });

  it("name no increase where AWS grants none", () => {
    const listeners = alarmsOf({ quotaAlarms: { topic } }).find(({ name }) => name === "quota-elb.listenersPerNlb");
    assert.match(listeners?.description ?? "", /are used; AWS does not raise it: let services share/);
  });

  it("count the links if the function does: 80 percent of AWS's defaults, 20 and 10", () => {
    assert.deepEqual(links({}), [
      ["quota-apigateway.vpcLinksV1", 16],
      ["quota-apigateway.vpcLinksV2", 8],
    ]);
  });

  it("take the value of the account, but not one that is only requested", () => {
    const quotas = { "apigateway.vpcLinksV2": { value: 50, reason: "case 1" } };
    const quotaRequests = { "apigateway.vpcLinksV1": 100, "apigateway.vpcLinksV2": 100 };
    assert.deepEqual(links({ quotaRequests }, { quotas }), [
      ["quota-apigateway.vpcLinksV1", 16],
      ["quota-apigateway.vpcLinksV2", 40],
    ]);
  });

  it("read the metric that the function writes, and notice if it writes none", () => {
    const [v1, v2] = alarmsOf({ quotaAlarms: { topic }, linkCounter: true }).slice(-2);
    assert.deepEqual(
      [v1, v2].map((node) => node?.metrics),
      ["V1", "V2"].map((Version) => [
        {
          id: "m",
          namespace: "PrivateIntegrations",
          metric: "VpcLinks",
          dimensions: { Version },
          periodSeconds: 3600,
          statistic: "Maximum",
        },
      ]),
    );
    assert.deepEqual([v1?.expression, v1?.periods, v1?.breaching, v1?.missing], [undefined, 3, 1, "missing"]);
  });

  it("do not exist without quotaAlarms", () => {
    assert.deepEqual(alarmsOf({ linkCounter: true }), []);
  });

  for (const option of everyOption)
    it(`option ${option}: are alarms of the plan`, () => {
      const { alarms, account } = planOf(article({ option, account: { quotaAlarms: { topic } } }));
      assert.equal(alarms.filter(({ hop }) => hop.kind === "account").length, 15);
      assert.deepEqual(account, { name: "account", quotaRequests: [], linkCounter: false, stacks: [] });
    });
});
