import assert from "node:assert/strict";
import { article, problemsOf, service } from "../../support/scenario";

const stack = (option: number, orders: Record<string, unknown>, others: readonly object[] = []) =>
  article({ option, services: [service("orders", "sales", orders), ...others] });
const web = service("customers", "sales", { group: "web" });

const refused: readonly (readonly [
  string,
  { readonly raw: Record<string, unknown>; readonly where: string; readonly message: RegExp },
])[] = [
  [
    "under option 2, which has one place per service",
    {
      raw: stack(2, { standby: { balancer: "alb" } }),
      where: "standby",
      message: /option 2 always uses one NLB per s/,
    },
  ],
  [
    "under option 3, for a group too",
    { raw: stack(3, { standby: { group: "web" } }), where: "standby", message: /option 3 always uses the shared NLBs/ },
  ],
  [
    "under option 4, for a load balancer",
    {
      raw: stack(4, { standby: { balancer: "nlb" } }),
      where: "standby.balancer",
      message: /got nlb; option 4 always uses an ALB behind the NLB/,
    },
  ],
  ["without keys", { raw: stack(1, { standby: {} }), where: "standby", message: /is the place that the service has/ }],
  [
    "that is the serving place, by default values too",
    { raw: stack(5, { standby: { balancer: "alb" } }), where: "standby", message: /is the place that the service has/ },
  ],
  [
    "in Cloud Map behind a REST API",
    {
      raw: stack(5, { standby: { balancer: "cloudMap" }, healthCheck: { command: ["CMD", "true"] } }),
      where: "standby.balancer",
      message: /cloudMap works with HTTP APIs only, and option 5/,
    },
  ],
  [
    "in Cloud Map without a container health check",
    { raw: stack(1, { standby: { balancer: "cloudMap" } }), where: "healthCheck.command", message: /is missing/ },
  ],
  [
    "in a group of Cloud Map",
    {
      raw: stack(1, { standby: { balancer: "cloudMap", group: "web" }, healthCheck: { command: ["CMD", "true"] } }),
      where: "standby.group",
      message: /has no effect with cloudMap/,
    },
  ],
  [
    "in a group whose load balancer has another type",
    {
      raw: stack(1, { standby: { balancer: "nlb", group: "web" } }, [web]),
      where: "standby.balancer",
      message: /differs from customers, which shares the load balancer of group web/,
    },
  ],
  [
    "in a group of another VPC",
    {
      raw: stack(5, { standby: { group: "depot" } }, [service("stock", "supply", { group: "depot" })]),
      where: "standby.group",
      message: /group depot is in VPC supply \(stock\), this service is in sales/,
    },
  ],
  [
    "in a group with the name of a service",
    {
      raw: stack(5, { standby: { group: "stock" } }, [service("stock", "sales")]),
      where: "standby.group",
      message: /stock is also the name of a service/,
    },
  ],
];

describe("a standby is refused", () => {
  for (const [title, { raw, where, message }] of refused) {
    it(title, () => {
      const problems = problemsOf(raw);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0] ?? "", message);
      assert.ok(problems[0]?.startsWith(`services[0].${where} (orders): `), problems[0]);
    });
  }
});

describe("a standby is accepted", () => {
  it("for a whole group that moves from an ALB to an NLB", () => {
    const both = { group: "web", standby: { balancer: "nlb" } };
    assert.deepEqual(problemsOf(stack(1, both, [service("customers", "sales", both)])), []);
    const swap = { group: "web", balancer: "nlb", standby: { balancer: "alb" } };
    assert.deepEqual(problemsOf(stack(1, swap, [service("customers", "sales", swap)])), []);
  });

  it("in a group that no other service is in yet, with pins of this group", () => {
    const groups = [{ name: "web", pins: { port: 20_001 } }];
    assert.deepEqual(problemsOf({ ...stack(4, { standby: { group: "web" } }), groups }), []);
  });
});

describe("keys of updates", () => {
  it("are refused beside existing", () => {
    const id = "0123456789abcdef";
    const name = "loadbalancer/app/legacy";
    const arn = (rest: string) => `arn:aws:elasticloadbalancing:us-east-1:111122223333:${rest}`;
    const existing = {
      arn: arn(`${name}/${id}`),
      dnsName: "internal-legacy-1.us-east-1.elb.amazonaws.com",
      listenerArn: arn(`listener/app/legacy/${id}/${id}`),
      port: 80,
      protocol: "HTTP",
      securityGroupId: "sg-0123456789abcdef0",
    };
    const keys = { wait: false, drainSeconds: 30, standby: { balancer: "nlb" } };
    const services = [{ name: "old", vpc: "sales", existing, ...keys }, service("orders", "sales")];
    assert.deepEqual(
      problemsOf(article({ services })).filter((problem) => problem.includes("no effect")),
      Object.keys(keys).map(
        (key) => `services[0].${key} (old): has no effect on a service behind an existing load balancer`,
      ),
    );
  });

  it("drainSeconds is refused where only Cloud Map has the tasks", () => {
    const inCloudMap = { balancer: "cloudMap", drainSeconds: 30, healthCheck: { command: ["CMD", "true"] } };
    assert.deepEqual(problemsOf(stack(1, inCloudMap)), [
      "services[0].drainSeconds (orders): has no effect with cloudMap, which does not drain tasks",
    ]);
    assert.deepEqual(problemsOf(stack(1, { ...inCloudMap, standby: { balancer: "alb" } })), []);
  });
});
