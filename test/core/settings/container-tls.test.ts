import assert from "node:assert/strict";
import { article, everyOption, problemsOf, service } from "../../support/scenario";

const tls = { serverName: "internal.example.com", certificate: "arn:aws:acm:us-east-1:111122223333:certificate/a1" };
const stack = (option: number, orders: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  article({ option, tls, services: [service("orders", "sales", orders), service("stock", "sales")], ...more });
const taking = { containerTls: true, containerPort: 8443 };

interface Refused {
  readonly raw: Record<string, unknown>;
  readonly where: string;
  readonly message: RegExp;
}

const refused: Readonly<Record<string, Refused>> = {
  "without tls": {
    raw: stack(1, taking, { tls: undefined }),
    where: "containerTls",
    message: /encrypts the last hop only; without tls/,
  },
  "without tls, in the second place": {
    raw: stack(2, { standby: taking }, { tls: undefined }),
    where: "standby.containerTls",
    message: /encrypts the last hop only; without tls/,
  },
  "on a service that others call through Service Connect": {
    raw: article({
      tls,
      services: [service("orders", "sales", taking), service("stock", "sales", { reaches: [{ service: "orders" }] })],
    }),
    where: "containerTls",
    message: /stock calls it at http:\/\/orders, and the proxy of Service Connect reads HTTP/,
  },
  "with a container health check that sends HTTP to its port": {
    raw: stack(5, { ...taking, healthCheck: { command: ["CMD-SHELL", "curl -f http://localhost:8443/up || exit 1"] } }),
    where: "healthCheck.command",
    message: /asks http:\/\/localhost:8443, where the container takes TLS/,
  },
  "with both places at one port": {
    raw: stack(3, { ...taking, standby: { containerTls: false } }),
    where: "standby.containerPort",
    message: /is 8443, on which the container takes TLS already; allowed: another port/,
  },
  "with the other place at the port of HTTP": {
    raw: stack(4, { standby: { containerTls: true } }),
    where: "standby.containerPort",
    message: /is 8080, on which the container takes HTTP already/,
  },
  "with a second place that is the first": {
    raw: stack(2, { ...taking, standby: { containerTls: true } }),
    where: "standby",
    message: /is the place that the service has already; allowed: another containerTls/,
  },
  "with another port in a second place that takes TLS as well": {
    raw: stack(1, { ...taking, balancer: "alb", standby: { balancer: "nlb", containerPort: 9443 } }),
    where: "standby.containerPort",
    message: /has no effect without another containerTls/,
  },
};

describe("containerTls is refused", () => {
  for (const [title, { raw, where, message }] of Object.entries(refused)) {
    it(title, () => {
      const problems = problemsOf(raw);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0] ?? "", message);
      assert.ok(problems[0]?.startsWith(`services[0].${where} (orders): `), problems[0]);
    });
  }

  it("behind Cloud Map, in either place", () => {
    const healthCheck = { command: ["CMD", "true"] };
    const at = (keys: Record<string, unknown>) =>
      problemsOf(stack(1, { healthCheck, ...keys })).filter((problem) =>
        problem.includes("behind a load balancer only"),
      );
    const text = (key: string) =>
      `services[0].${key} (orders): works behind a load balancer only; with cloudMap API Gateway connects to the container itself`;
    assert.deepEqual(at({ ...taking, balancer: "cloudMap" }), [text("containerTls")]);
    assert.deepEqual(at({ ...taking, standby: { balancer: "cloudMap" } }), [text("containerTls")]);
    const second = { balancer: "cloudMap", containerTls: true, containerPort: 8443 };
    assert.deepEqual(at({ standby: second }), [text("standby.containerTls")]);
    assert.deepEqual(at({ ...taking, standby: { ...second, containerTls: false, containerPort: 8080 } }), []);
  });

  it("on a service behind an existing load balancer", () => {
    const problems = problemsOf(stack(1, { image: undefined, existing: existing(), containerTls: true }));
    const text = "services[0].containerTls (orders): has no effect on a service behind an existing load balancer";
    assert.ok(problems.includes(text), problems.join("\n"));
  });
});

function existing(): Record<string, unknown> {
  const [id, prefix] = ["0123456789abcdef", "arn:aws:elasticloadbalancing:us-east-1:111122223333:"];
  return {
    arn: `${prefix}loadbalancer/app/legacy/${id}`,
    dnsName: "internal-legacy-1.us-east-1.elb.amazonaws.com",
    listenerArn: `${prefix}listener/app/legacy/${id}/${id}`,
    port: 80,
    protocol: "HTTP",
    securityGroupId: "sg-0123456789abcdef0",
  };
}

describe("containerTls is accepted", () => {
  for (const option of everyOption) {
    it(`under option ${option}, with the old place as standby on the way there and back`, () => {
      const there = { ...taking, standby: { containerTls: false, containerPort: 8080 } };
      const back = { containerTls: false, containerPort: 8080, standby: taking };
      for (const keys of [taking, there, back]) assert.deepEqual(problemsOf(stack(option, keys)), []);
    });
  }

  it("beside a health check command for another port or over HTTPS", () => {
    for (const url of ["https://localhost:8443/", "http://localhost:84430/", "http://localhost:8080/"]) {
      const healthCheck = { command: ["CMD-SHELL", `curl -fk ${url}`] };
      assert.deepEqual(problemsOf(stack(1, { ...taking, healthCheck })), [], url);
    }
  });

  it("on a service that calls others", () => {
    assert.deepEqual(problemsOf(stack(1, { ...taking, reaches: [{ service: "stock" }] })), []);
  });
});
