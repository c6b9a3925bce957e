import assert from "node:assert/strict";
import { behaviourOf, containersOf } from "../../simulator/aws/containers";
import { bears } from "../../simulator/aws/traffic/tls";
import type { Option } from "../../core/settings/settings";
import type { Properties } from "../../simulator/values";
import type { Deployed } from "./deployed-stack";
import { deployed } from "./deployed-stack";
import { behindAlb, TestService } from "./ecs-fixture";
import { TestAccount } from "./fixture";

const serverName = "internal.example.com";
const urn = (type: string, name: string) => `urn:pulumi:dev::p::aws:${type}::${name}`;
const empty = { id: "", urn: "", type: "", inputs: {}, outputs: {} };
const outside = "arn:aws:acm:us-east-1:123456789012:certificate/outside";

/** A certificate that has been issued: ACM finds its records. @returns its ARN */
function certificate({ account }: Deployed, name: string, ...others: readonly string[]): string {
  const inputs = { domainName: name, validationMethod: "DNS", subjectAlternativeNames: others };
  const created = account.create(urn("acm/certificate:Certificate", name), inputs);
  const options = created.outputs["domainValidationOptions"] as readonly Record<string, string>[];
  for (const one of options) {
    const record = { name: one["resourceRecordName"], type: "CNAME", records: [one["resourceRecordValue"]] };
    const inZone = { zoneId: "Z0123456789ABCDEFGHIJ", ttl: 60, allowOverwrite: true, ...record };
    account.create(urn("route53/record:Record", String(one["domainName"])), inZone);
  }
  account.create(urn("acm/certificateValidation:CertificateValidation", name), { certificateArn: created.id });
  return created.id;
}

/** API Gateway speaks TLS to the load balancer of `orders`, on the port that it uses already. */
function speakTls(stack: Deployed, option: Option, name = serverName): void {
  const { account } = stack;
  if (option === 1) {
    const { inputs } = stack.get("Integration", "option-1/orders");
    stack.update("Integration", "option-1/orders", { ...inputs, tlsConfig: { serverNameToVerify: name } });
    return;
  }
  for (const one of account.of("aws:apigateway/integration:Integration")) {
    const uri = String(one.inputs["uri"]).replace(/^http:\/\/[^/:]+(:\d+)?/, (_, port: string | undefined) => {
      return `https://${name}${port ?? ":80"}`;
    });
    account.update(one.urn, one.id, one.outputs, { ...one.inputs, uri });
  }
  const { inputs } = stack.get("Deployment", `option-${String(option)}`);
  const { id } = account.create(urn("apigateway/deployment:Deployment", "tls"), inputs);
  stack.update("Stage", `option-${String(option)}`, { deployment: id });
}

/** Ends TLS at a listener. */
const listen = (stack: Deployed, name: string, protocol: string, certificateArn: string) =>
  stack.update("Listener", name, { protocol, certificateArn, sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" });

const listeners: Readonly<Record<string, readonly [Option, string, string]>> = {
  "ALB, HTTP API": [1, "orders-alb-80", "HTTPS"],
  "NLB, REST API": [2, "orders-nlb-80", "TLS"],
  "ALB, REST API": [5, "orders-alb-80", "HTTPS"],
};

for (const [title, [option, listener, protocol]] of Object.entries(listeners)) {
  describe(`TLS from API Gateway to the load balancer: ${title}`, () => {
    it("the name on the certificate is verified: itself, a wildcard, another name", async () => {
      const stack = await deployed("dev", "us-east-1", option);
      speakTls(stack, option);
      listen(stack, listener, protocol, certificate(stack, serverName));
      assert.equal(stack.summary("/live/orders"), "orders /");
      listen(stack, listener, protocol, certificate(stack, "*.example.com"));
      assert.equal(stack.summary("/live/orders"), "orders /");
      listen(stack, listener, protocol, certificate(stack, "other.example.com"));
      assert.equal(stack.summary("/live/orders"), "500 listener");
      assert.match(
        stack.ask("/live/orders").reason,
        /^Host name 'internal.example.com' does not match the certificate subject provided by the peer \(CN=other.example.com\)$/,
      );
      listen(stack, listener, protocol, certificate(stack, "one.example.com", serverName));
      assert.equal(stack.summary("/live/orders"), "orders /");
      listen(stack, listener, protocol, outside);
      assert.equal(stack.summary("/live/orders"), "orders /");
    });

    it("plain HTTP to a listener that ends TLS, and TLS to one that does not", async () => {
      const [clear, tls] = [await deployed("dev", "us-east-1", option), await deployed("dev", "us-east-1", option)];
      listen(clear, listener, protocol, certificate(clear, serverName));
      assert.equal(clear.summary("/live/orders"), "400 listener");
      assert.match(clear.ask("/live/orders").reason, /plain HTTP request was sent to HTTPS port/);
      speakTls(tls, option);
      const passed = protocol === "TLS";
      assert.equal(tls.summary("/live/orders"), passed ? "500 task" : "500 listener");
    });
  });
}

describe("TLS beside and behind the load balancer", () => {
  it("an NLB that ends TLS resets if the container takes no TLS", async () => {
    const stack = await deployed("mixed");
    for (const { urn: of, id, inputs, outputs } of stack.account.of("aws:apigatewayv2/integration:Integration"))
      stack.account.update(of, id, outputs, { ...inputs, tlsConfig: { serverNameToVerify: serverName } });
    listen(stack, "stream-nlb-80", "TLS", outside);
    assert.equal(stack.summary("/stream/1"), "stream /1");
    replaceProtocol(stack, "stream-nlb", "TLS");
    assert.equal(stack.summary("/stream/1"), "503 task");
  });

  it("an empty tlsConfig is not modelled", async () => {
    const stack = await deployed("dev", "us-east-1", 1);
    stack.update("Integration", "option-1/orders", { tlsConfig: {} });
    assert.equal(stack.summary("/live/orders"), "0 integration");
  });

  it("an NLB that passes TLS through needs a container with the name on its certificate", async () => {
    const stack = await deployed("dev", "us-east-1", 2);
    speakTls(stack, 2);
    assert.equal(stack.summary("/live/orders"), "500 task");
    assert.match(stack.ask("/live/orders").reason, /takes no TLS on port 80/);
    stack.account.containers = () => ({ takes: (protocol) => protocol === "TLS" });
    assert.match(stack.ask("/live/orders").reason, /does not match the certificate subject/);
    stack.account.containers = () => ({ certificateNames: [serverName], takes: (protocol) => protocol === "TLS" });
    assert.equal(stack.summary("/live/orders"), "orders /");
    stack.account.containers = () => ({ certificateNames: [serverName] });
    assert.equal(stack.summary("/live/orders"), "500 task");
    assert.match(stack.ask("/live/orders").reason, /takes no TLS on port 80/);
  });

  for (const [option, group, listener, answers] of [
    [1, "orders-alb", "orders-alb-80", ["502 task", "502 task"]],
    [2, "orders-nlb", "orders-nlb-80", ["500 task", "500 task"]],
  ] as const) {
    it(`option ${option}: the target group decides what the task gets, and no name is verified there`, async () => {
      const stack = await deployed("dev", "us-east-1", option);
      const [ends, towards] = option === 1 ? ["HTTPS", "HTTPS"] : ["TLS", "TLS"];
      speakTls(stack, option);
      listen(stack, listener, ends, certificate(stack, serverName));
      stack.account.containers = () => ({ takes: (protocol) => protocol === "TLS" });
      assert.equal(stack.summary("/live/orders"), answers[0]);
      replaceProtocol(stack, group, towards);
      assert.equal(stack.summary("/live/orders"), "orders /");
      stack.account.containers = () => ({ takes: (protocol) => protocol === "HTTP" });
      assert.equal(stack.summary("/live/orders"), answers[1]);
    });
  }
});

/** Changes the protocol of a target group; on AWS that is a new one. */
function replaceProtocol(stack: Deployed, name: string, protocol: string): void {
  stack.update("TargetGroup", name, { protocol });
}

describe("TLS through an NLB to its ALB under option 4", () => {
  const attached = async (healthCheck: Properties, protocol = "HTTPS", name = serverName) => {
    const stack = await deployed("dev", "us-east-1", 4);
    speakTls(stack, 4);
    listen(stack, "orders-alb-80", protocol, certificate(stack, name));
    const { inputs } = stack.get("TargetGroup", "sales-front-1-orders");
    stack.update("TargetGroup", "sales-front-1-orders", {
      healthCheck: { ...(inputs["healthCheck"] as Properties), ...healthCheck },
    });
    return stack;
  };

  it("the certificate of the ALB bears the host of the uri", async () => {
    assert.equal((await attached({ protocol: "HTTPS" })).summary("/live/orders"), "orders /");
    const other = await attached({ protocol: "HTTPS" }, "HTTPS", "other.example.com");
    assert.equal(other.summary("/live/orders"), "500 listener");
  });

  it("the ALB is unhealthy if its listener has another port or protocol than the health check", async () => {
    for (const healthCheck of [{ protocol: "HTTP" }, { protocol: "HTTPS", port: "443" }]) {
      const stack = await attached(healthCheck);
      assert.equal(stack.summary("/live/orders"), "500 target group");
      assert.match(stack.ask("/live/orders").reason, /the ALB is unhealthy/);
    }
  });
});

describe("containers that take TLS", () => {
  it("the label of the definition names their ports; on others they take plain HTTP", () => {
    const containerDefinitions = JSON.stringify([
      {
        ...{ name: "orders", dockerLabels: { "private-integrations.tls-ports": "8443 9443" } },
        portMappings: [8080, 8443, 9443].map((containerPort) => ({ containerPort })),
      },
    ]);
    const [container] = containersOf({ ...empty, inputs: { containerDefinitions } });
    assert.ok(container);
    const { takes } = behaviourOf(container, () => ({}));
    assert.deepEqual(
      [8080, 8443, 9443].map((port) => [takes("HTTP", port), takes("TLS", port)]),
      [
        [true, false],
        [false, true],
        [false, true],
      ],
    );
  });

  it("health checks in the other protocol fail, and those over TCP pass", () => {
    const healthWith = (protocol: string, takesTls: boolean) => {
      const account = new TestAccount();
      account.account.containers = () => ({ takes: (asked) => (asked === "TLS") === takesTls });
      const service = new TestService(account, behindAlb(account));
      account.update("group", { healthCheck: { protocol, path: "/" } });
      service.finish();
      return service.tasks[0]?.split(" ").at(-1);
    };
    assert.equal(healthWith("HTTP", false), "healthy");
    assert.equal(healthWith("HTTPS", true), "healthy");
    assert.notEqual(healthWith("HTTP", true), "healthy");
    assert.notEqual(healthWith("HTTPS", false), "healthy");
    assert.equal(healthWith("TCP", true), "healthy");
  });
});

describe("names on certificates", () => {
  it("capitals do not matter, and a wildcard stands for one label", () => {
    assert.ok(bears(["Api.Example.com"], "api.example.COM"));
    assert.ok(bears(["first.example.com", "*.example.com"], "api.example.com"));
    assert.ok(!bears(["*.example.com"], "example.com"));
    assert.ok(!bears(["*.example.com"], "a.b.example.com"));
    assert.ok(!bears([], "example.com"));
  });
});
