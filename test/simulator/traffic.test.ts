import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import { everyOption } from "../support/scenario";
import type { Deployed } from "./deployed-stack";
import { deployed } from "./deployed-stack";

/** What to break, by title, and the status and hop that answer a request to /live/orders then. */
type Breakages = Readonly<Record<string, readonly [string, (stack: Deployed) => void]>>;

/** ECS, not Cloud Map. */
const service = "ecs/service:Service";
const empty = (stack: Deployed) => {
  stack.update(service, "orders", { desiredCount: 0 });
  stack.settle();
};
const listensElsewhere = ({ account }: Deployed) => {
  account.containers = () => ({ listensOn: [81] });
};
const ingress = "SecurityGroupIngressRule";
const egress = "SecurityGroupEgressRule";
const fixedResponse = [{ type: "fixed-response", fixedResponse: { statusCode: "404" } }];

const breakages: Readonly<Record<Option, Breakages>> = {
  1: {
    "no stage": ["404 stage", (stack) => stack.delete("Stage", "option-1")],
    "no route": ["404 route", (stack) => stack.delete("Route", "option-1/orders")],
    "no egress of the link": ["503 security group", (stack) => stack.delete(egress, "sales-link-80-to-orders-alb")],
    "no ingress of the ALB": ["503 security group", (stack) => stack.delete(ingress, "orders-alb-80-from-sales-link")],
    "no egress of the ALB": ["504 security group", (stack) => stack.delete(egress, "orders-alb-80-to-orders-service")],
    "no ingress of the task": [
      "504 security group",
      (stack) => stack.delete(ingress, "orders-service-80-from-orders-alb"),
    ],
    "fixed response": [
      "404 listener",
      (stack) => stack.update("Listener", "orders-alb-80", { defaultActions: fixedResponse }),
    ],
    "no task": ["503 target group", empty],
    "task on another port": ["502 task", listensElsewhere],
  },
  2: {
    "no stage": ["403 stage", (stack) => stack.delete("Stage", "option-2")],
    "no listener": ["500 listener", (stack) => stack.delete("Listener", "orders-nlb-80")],
    "no egress of the NLB": ["504 security group", (stack) => stack.delete(egress, "orders-nlb-80-to-orders-service")],
    "rules on PrivateLink": [
      "504 security group",
      (stack) =>
        stack.update("LoadBalancer", "orders-nlb", { enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "on" }),
    ],
    "no task": ["500 target group", empty],
    "task on another port": ["500 task", listensElsewhere],
  },
  3: {
    "no task": ["500 target group", empty],
    "task on another port": ["500 task", listensElsewhere],
  },
  4: {
    "no attachment": ["500 target group", (stack) => stack.delete("TargetGroupAttachment", "sales-front-1-orders")],
    "no egress of the NLB": ["504 security group", (stack) => stack.delete(egress, "sales-front-1-80-to-orders-alb")],
    "no task": ["503 target group", empty],
    "task on another port": ["502 task", listensElsewhere],
  },
  5: {
    "no ingress of the ALB": ["504 security group", (stack) => stack.delete(ingress, "orders-alb-80-from-sales-link")],
    "link in another VPC": [
      "500 VPC link",
      (stack) => {
        const { inputs } = stack.get("VpcLink", "supply");
        stack.update("VpcLink", "sales", { subnetIds: inputs["subnetIds"] });
      },
    ],
    "no task": ["503 target group", empty],
    "task on another port": ["502 task", listensElsewhere],
  },
};

for (const option of everyOption) {
  describe(`requests under option ${option}`, () => {
    it("every route reaches its own service, with the prefix removed", async () => {
      const stack = await deployed("dev", "us-east-1", option);
      for (const name of ["orders", "customers", "stock", "shipping"]) {
        assert.equal(stack.summary(`/live/${name}`), `${name} /`);
        assert.equal(stack.summary(`/live/${name}/a/b`), `${name} /a/b`);
      }
    });

    it("another path or stage is refused in the API's words", async () => {
      const stack = await deployed("dev", "us-east-1", option);
      const [route, stage] = [stack.ask("/live/nothing"), stack.ask("/other/orders")];
      assert.deepEqual([route.hop, stage.hop], ["route", "stage"]);
      assert.match(route.reason, option === 1 ? /"Not Found"/ : /"Missing Authentication Token"/);
      assert.match(stage.reason, option === 1 ? /"Not Found"/ : /"Forbidden"/);
    });

    for (const [title, [expected, breakIt]] of Object.entries(breakages[option])) {
      it(`${title}: ${expected}`, async () => {
        const stack = await deployed("dev", "us-east-1", option);
        breakIt(stack);
        assert.equal(stack.summary("/live/orders"), expected);
        if (title !== "no stage" && title !== "task on another port")
          assert.equal(stack.summary("/live/stock"), "stock /");
      });
    }
  });
}

describe("requests to other stacks", () => {
  it("ALB, NLB and Cloud Map; the root path; the stage $default", async () => {
    const stack = await deployed("mixed");
    assert.equal(stack.summary("/"), "site /");
    assert.equal(stack.summary("/news/1"), "site /news/1");
    assert.equal(stack.summary("/stream/1"), "stream /1");
    assert.equal(stack.summary("/jobs/1"), "jobs /1");
  });

  it("a Cloud Map service gets requests only for healthy containers, with both rules", async () => {
    const stack = await deployed("mixed");
    stack.update(service, "jobs", { desiredCount: 0 });
    stack.settle();
    assert.equal(stack.summary("/jobs"), "503 Cloud Map service");
    stack.account.containers = () => ({ isHealthy: false });
    stack.update(service, "jobs", { desiredCount: 1 });
    stack.settle();
    assert.equal(stack.summary("/jobs"), "503 Cloud Map service");
    stack.account.containers = () => ({});
    stack.settle();
    assert.equal(stack.summary("/jobs"), "jobs /");
    stack.delete(ingress, "jobs-service-80-from-core-link");
    assert.equal(stack.summary("/jobs"), "503 security group");
  });

  for (const option of everyOption) {
    it(`option ${option}: service groups by path and by port`, async () => {
      const stack = await deployed("shared", "eu-west-1", option);
      assert.equal(stack.summary("/live/catalog/7"), "catalog /catalog/7");
      assert.equal(stack.summary("/live/catalog/reviews/7"), "reviews /catalog/reviews/7");
      assert.equal(stack.summary("/live/search/7"), "search /7");
      assert.equal(stack.summary("/live/prices"), "prices /prices");
      assert.equal(stack.summary("/live/taxes/eu"), "taxes /taxes/eu");
    });
  }

  it("a load balancer outside the account is not modelled", async () => {
    const stack = await deployed("existing");
    assert.equal(stack.summary("/live/billing"), "0 load balancer");
    assert.equal(stack.summary("/live/invoices"), "invoices /");
  });
});

describe("what requests follow", () => {
  it("a REST stage serves the snapshot of its deployment, an HTTP API its live integrations", async () => {
    const rest = await deployed("dev", "us-east-1", 5);
    rest.update("Integration", "option-5/orders", { uri: "http://elsewhere:81/" });
    assert.equal(rest.summary("/live/orders"), "orders /");
    const http = await deployed("dev", "us-east-1", 1);
    http.update("Integration", "option-1/orders", { requestParameters: { "overwrite:path": "/fixed" } });
    assert.equal(http.summary("/live/orders"), "orders /fixed");
  });

  it("unhealthy targets only: both kinds of load balancer use all of them", async () => {
    for (const [option, targetGroup] of [
      [1, "orders-alb"],
      [2, "orders-nlb"],
    ] as const) {
      const stack = await deployed("dev", "us-east-1", option);
      stack.account.containers = () => ({ answers: (path) => path === "/" });
      stack.update("TargetGroup", targetGroup, { healthCheck: { protocol: "HTTP", path: "/health" } });
      assert.equal(stack.summary("/live/orders"), "orders /");
    }
  });

  it("new targets get requests once they are healthy, draining ones none", async () => {
    const stack = await deployed("dev", "us-east-1", 1);
    stack.update(service, "orders", { forceNewDeployment: true });
    const revisions: (number | undefined)[] = [];
    for (const [deployment] of Array.from({ length: 6 }, () => stack.account.deployments)) {
      assert.ok(deployment);
      stack.account.advance(deployment);
      revisions.push(stack.ask("/live/orders").arrival?.revision);
    }
    assert.deepEqual(revisions, [1, 1, 1, 1, 2, 2]);
  });

  it("with weights above 0 the worst target group answers", async () => {
    const stack = await deployed("dev", "us-east-1", 1);
    const own = stack.get("TargetGroup", "orders-alb").id;
    const other = stack.get("TargetGroup", "customers-alb").id;
    stack.delete(service, "customers");
    const weights = (first: number, second: number) => {
      const targetGroups = [
        { arn: own, weight: first },
        { arn: other, weight: second },
      ];
      stack.update("Listener", "orders-alb-80", { defaultActions: [{ type: "forward", forward: { targetGroups } }] });
    };
    stack.update("Listener", "customers-alb-80", { defaultActions: fixedResponse });
    weights(100, 0);
    assert.equal(stack.summary("/live/orders"), "orders /");
    weights(99, 1);
    assert.equal(stack.summary("/live/orders"), "503 target group");
  });
});
