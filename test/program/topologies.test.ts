import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import { find, named, ofType, runStack, shortType } from "../support/run";
import { everyOption } from "../support/scenario";

const dev = (option: Option, pass: "preview" | "apply") => runStack("dev", pass, { option });

for (const option of everyOption) {
  if (option === 1) continue;
  describe(`REST API of option ${option}`, () => {
    it("the deployment depends on all methods and integrations", async () => {
      const result = await dev(option, "preview");
      const waits = new Set(named(find(result, "Deployment", `option-${option}`).dependencies));
      for (const type of ["aws:apigateway/method:Method", "aws:apigateway/integration:Integration"]) {
        const resources = ofType(result, type);
        assert.equal(resources.length, 8);
        for (const { name } of resources) assert.ok(waits.has(`${shortType(type)} ${name}`), name);
      }
      const triggers = Object.keys(find(result, "Deployment", `option-${option}`).inputs["triggers"] as object);
      // With a V1 link an integration has no target, and an output that is never set is unknown at every preview.
      assert.equal(triggers.length, 2 + 8 * (option === 5 ? 3 : 2));
    });

    it("a greedy path has both parameters and {proxy} in its URI", async () => {
      const result = await runStack("shared", "apply", { option });
      const name = `option-${option}/prices/{proxy+}`;
      assert.deepEqual(find(result, "Method", name).inputs["requestParameters"], { "method.request.path.proxy": true });
      const { inputs } = find(result, "Integration", name);
      assert.deepEqual(inputs["requestParameters"], {
        "integration.request.path.proxy": "method.request.path.proxy",
        "integration.request.header.X-Request-Id": "context.requestId",
      });
      assert.match(String(inputs["uri"]), /^http:\/\/[^/]+:\d+\/prices\/\{proxy\}$/);
      assert.equal(find(result, "Method", `option-${option}/prices`).inputs["requestParameters"], undefined);
    });
  });
}

describe("differences between the options", () => {
  it("option 1: integrations have listener ARNs and paths without the stage", async () => {
    const { inputs } = find(await runStack("mixed", "apply"), "Integration", "option-1-site");
    assert.match(String(inputs["integrationUri"]), /:listener\/app\/site-alb-/);
    assert.deepEqual(inputs["requestParameters"], {
      "overwrite:path": "$request.path",
      "overwrite:header.X-Request-Id": "$context.requestId",
    });
    assert.equal(inputs["payloadFormatVersion"], "1.0");
  });

  it("option 5: each integration has its load balancer as target", async () => {
    for (const { name, inputs } of ofType(await dev(5, "apply"), "aws:apigateway/integration:Integration")) {
      const service = name.split("/")[1] ?? "";
      assert.match(String(inputs["integrationTarget"]), new RegExp(`:loadbalancer/app/${service}-alb-`));
    }
  });

  it("options 2-4: no integration target; NLBs do not enforce rules on PrivateLink", async () => {
    for (const option of [2, 3, 4] as const) {
      const result = await dev(option, "apply");
      for (const { inputs } of ofType(result, "aws:apigateway/integration:Integration"))
        assert.equal(inputs["integrationTarget"], undefined);
      const nlbs = ofType(result, "aws:lb/loadBalancer:LoadBalancer").filter(
        ({ inputs }) => inputs["loadBalancerType"] === "network",
      );
      for (const { inputs } of nlbs)
        assert.equal(inputs["enforceSecurityGroupInboundRulesOnPrivateLinkTraffic"], "off");
      assert.equal(nlbs.length, option === 2 ? 4 : 2);
    }
  });

  it("option 3: the ports of the URIs are those of the listeners", async () => {
    const result = await dev(3, "apply");
    const ports = ofType(result, "aws:lb/listener:Listener").map(({ inputs }) => Number(inputs["port"]));
    const used = ofType(result, "aws:apigateway/integration:Integration").map(({ inputs }) =>
      Number(new URL(String(inputs["uri"])).port),
    );
    assert.deepEqual(new Set(used), new Set(ports));
  });

  it("option 4: attachments depend on the listener of the ALB", async () => {
    const result = await dev(4, "preview");
    const group = find(result, "TargetGroup", "sales-front-1-orders").inputs;
    assert.deepEqual([group["targetType"], group["protocol"], group["port"]], ["alb", "TCP", 80]);
    assert.deepEqual(group["healthCheck"], { protocol: "HTTP", path: "/" });
    const attachment = find(result, "TargetGroupAttachment", "sales-front-1-orders");
    assert.equal(attachment.inputs["port"], 80);
    assert.ok(named(attachment.dependencies).includes("Listener orders-alb-80"));
  });

  it("target groups are replaced with their load balancer and ALB target", async () => {
    const replacedWith = async (option: Option, name: string) =>
      named(find(await dev(option, "preview"), "TargetGroup", name).options.replaceWith ?? []);
    for (const option of [1, 4, 5] as const) {
      assert.deepEqual(await replacedWith(option, "orders-alb"), ["LoadBalancer orders-alb"]);
    }
    assert.deepEqual(await replacedWith(2, "orders-nlb"), ["LoadBalancer orders-nlb"]);
    assert.deepEqual(await replacedWith(3, "sales-nlb-1-orders"), ["LoadBalancer sales-nlb-1"]);
    const front = ["Listener orders-alb-80", "LoadBalancer sales-front-1"];
    assert.deepEqual(await replacedWith(4, "sales-front-1-orders"), front);
  });

  it("VPCs, clusters and services are the same resources in all options", async () => {
    const kept = /:(Network|Vpc|Subnet|Cluster|FargateService|Service|TaskDefinition|LogGroup|Role|NatGateway)$/;
    const urns = async (option: Option) =>
      (await dev(option, "preview")).resources.filter(({ type }) => kept.test(type)).map(({ urn }) => urn);
    const [first, ...others] = await Promise.all(everyOption.map(urns));
    assert.equal(first?.length, 2 + 4 + 8 + 2 + 4 + 4 + 4 + 4 + 8 + 2);
    for (const other of others) assert.deepEqual(other, first);
  });
});
