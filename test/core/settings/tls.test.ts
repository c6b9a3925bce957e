import assert from "node:assert/strict";
import { decide } from "../../../core/decide";
import { article, everyOption, problemsOf, service } from "../../support/scenario";
import { behind, existing } from "./fixtures";
import { tlsMistakes } from "./tls-mistakes";

const serverName = "internal.example.com";
const hostedZone = { id: "Z0123456789ABCDEFGHIJ", name: "example.com" };
const tls = { serverName };
const nlb = {
  arn: existing.arn.replace("app/", "net/"),
  listenerArn: existing.listenerArn.replace("app/", "net/"),
};

/** Name that API Gateway verifies at the endpoint of `billing`, and the protocols of listeners of NLBs before it. */
function billing(raw: Record<string, unknown>) {
  const decision = decide(raw, "us-east-1");
  assert.ok("plan" in decision, JSON.stringify(decision));
  const endpoint = decision.plan.apis[0]?.backends.find((backend) => backend.service === "billing")?.endpoint;
  assert.ok(endpoint?.kind === "listener");
  const nlbs = decision.plan.balancers.flatMap((node) =>
    node.kind === "own" && node.type === "nlb" && node.name === endpoint.balancer ? [node] : [],
  );
  return { serverName: endpoint.serverName, nlbs, endpoint };
}

/** The listener of the NLB before `billing`, with its target group. */
function onlyListener(raw: Record<string, unknown>) {
  const services = (raw["services"] as readonly unknown[]).slice(-1);
  const [nlbNode] = billing({ ...raw, services }).nlbs;
  const [listener] = nlbNode?.listeners ?? [];
  const [group] = nlbNode?.targetGroups ?? [];
  assert.ok(nlbNode !== undefined && listener !== undefined && group !== undefined);
  const { name, protocol, certificate } = listener;
  const { port: groupPort, name: targetGroup, healthCheckProtocol } = group;
  return { nlb: nlbNode.name, name, protocol, certificate, targetGroup, groupPort, healthCheckProtocol };
}

describe("settings of TLS", () => {
  for (const [title, raw, message] of tlsMistakes) {
    it(`refuses ${title}, and says nothing else`, () => {
      const problems = problemsOf(raw);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0] ?? "", message);
    });
  }

  for (const option of everyOption) {
    it(`option ${option}: existing listeners that take TLS need no tls, and are verified`, () => {
      for (const more of [
        { protocol: "HTTPS", serverName },
        { ...nlb, protocol: "TLS", serverName },
        { ...nlb, protocol: "TCP", serverName },
      ])
        for (const stack of [{}, { tls, hostedZone }]) {
          const raw = { ...behind(more), ...stack, option };
          assert.equal(billing(raw).serverName, serverName);
        }
    });

    it(`option ${option}: a TCP listener without tls and server name is not verified`, () => {
      assert.equal(billing({ ...behind({ ...nlb, protocol: "TCP" }), option }).serverName, undefined);
    });
  }

  for (const option of [2, 3, 4]) {
    it(`option ${option}: an NLB passes TLS on to an existing HTTPS listener, by another target group and listener`, () => {
      const before = onlyListener({ ...behind(), option });
      const after = onlyListener({ ...behind({ protocol: "HTTPS", serverName, port: 443 }), option });
      assert.equal(after.nlb, before.nlb);
      assert.deepEqual([before.protocol, before.groupPort, before.healthCheckProtocol], ["TCP", 80, undefined]);
      assert.deepEqual([after.protocol, after.groupPort, after.healthCheckProtocol], ["TCP", 443, "HTTPS"]);
      assert.equal(after.certificate, undefined);
      assert.notEqual(after.name, before.name);
      assert.notEqual(after.targetGroup, before.targetGroup);
    });
  }

  for (const option of [3, 4]) {
    it(`option ${option}: pins.tlsPort places the listener before an existing HTTPS listener, and pins.port the other`, () => {
      const pins = { port: 20_001, tlsPort: 30_001 };
      const portOf = (more: Record<string, unknown>) => billing({ ...behind(more, { pins }), option }).endpoint.port;
      assert.equal(portOf({}), 20_001);
      assert.equal(portOf({ protocol: "HTTPS", serverName }), 30_001);
    });
  }

  it("two services behind one existing listener may have server names of their own", () => {
    const raw = behind({ protocol: "HTTPS", serverName }, {}, "legacy", {
      name: "invoices",
      vpc: "legacy",
      existing: { ...existing, protocol: "HTTPS", serverName: "invoices.example.com" },
    });
    const decision = decide({ ...raw, option: 3 }, "us-east-1");
    assert.ok("plan" in decision, JSON.stringify(decision));
    const names = decision.plan.apis[0]?.backends.flatMap(({ service: name, endpoint }) =>
      endpoint.kind === "listener" && endpoint.serverName !== undefined ? [[name, endpoint.serverName]] : [],
    );
    assert.deepEqual(names, [
      ["billing", serverName],
      ["invoices", "invoices.example.com"],
    ]);
  });

  it("a refused hosted zone, or a refused tls, has no consequences of its own", () => {
    const raw = article({ tls, hostedZone: { id: "nonsense", name: "example.com" } });
    assert.deepEqual(problemsOf(raw), [
      'hostedZone.id: got "nonsense"; allowed: the id of a hosted zone such as Z0123456789ABCDEFGHIJ, without /hostedzone/',
    ]);
    const withoutId = article({
      tls,
      hostedZone: { name: "example.com" },
      services: [service("orders", "sales"), service("stock", "nowhere")],
    });
    assert.deepEqual(problemsOf(withoutId), [
      "hostedZone.id: is missing; a value of type string is required",
      'services[1].vpc (stock): got "nowhere"; allowed: sales, supply',
    ]);
    // The container has TLS behind the load balancer, whatever the server name is, and the hosted zone has a use.
    const refused = article({
      tls: { serverName: "internal" },
      hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" },
      services: [service("orders", "sales", { containerTls: true })],
    });
    assert.deepEqual(
      problemsOf(refused).map((problem) => problem.slice(0, problem.indexOf(":"))),
      ["tls.serverName"],
    );
  });
});
