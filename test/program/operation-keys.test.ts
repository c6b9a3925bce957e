import assert from "node:assert/strict";
import { withDomain } from "../support/front";
import { find, ofType, runStack } from "../support/run";
import { everyOption } from "../support/scenario";

const dev = (option: number, keys: Record<string, unknown> = {}, pass: "preview" | "apply" = "preview") =>
  runStack("dev", pass, { option, ...keys });

const logGroup = "aws:cloudwatch/logGroup:LogGroup";
const logged = { accessLogs: true, account: { restLogRole: "exists" } };
/** Types of the network that awsx protects with its VPC. */
const network = ["Vpc", "Subnet", "RouteTable", "RouteTableAssociation", "Route", "InternetGateway"];

describe("keys of how a stack is looked after", () => {
  for (const option of everyOption) {
    it(`option ${option}: without them nothing is written`, async () => {
      const { resources } = await dev(option, logged);
      for (const { type, name, inputs, options } of resources) {
        for (const key of ["accessLogs", "settings", "xrayTracingEnabled"])
          assert.equal(inputs[key], undefined, `${type} ${name}`);
        assert.deepEqual([options.protect, options.retainOnDelete], [undefined, undefined], `${type} ${name}`);
      }
    });

    it(`option ${option}: protect is on VPCs, clusters and the domain name, and on nothing else`, async () => {
      const result = await dev(option, { protect: true, ...withDomain() });
      const isProtected = result.resources.filter(({ options }) => options.protect === true);
      const types = [...new Set(isProtected.map(({ type }) => type.split(":").at(-1) ?? ""))].sort();
      assert.deepEqual(types, [...network, "Cluster", "DomainName"].sort());
      // Routes to NAT gateways are beside the component of awsx.
      assert.equal(ofType(result, "NatGateway").length, 2);
      assert.deepEqual(
        ["aws:ec2/vpc:Vpc", "Cluster", "DomainName"].map((type) => ofType(result, type).length),
        [2, 2, 1],
      );
      for (const type of ["aws:ec2/vpc:Vpc", "Subnet", "Cluster", "DomainName"])
        assert.ok(
          ofType(result, type).every(({ options }) => options.protect === true),
          type,
        );
    });

    it(`option ${option}: retainLogs keeps every log group, and nothing else`, async () => {
      const { resources } = await dev(option, { retainLogs: true, ...logged });
      const kept = resources.filter(({ options }) => options.retainOnDelete === true);
      const groups = resources.filter(({ type }) => type === logGroup);
      assert.deepEqual(
        kept.map(({ name }) => name).sort(),
        ["customers", `option-${option}`, "orders", "shipping", "stock"].sort(),
      );
      assert.deepEqual(kept, groups);
    });

    it(`option ${option}: load balancers with something to log do, in the bucket`, async () => {
      const loadBalancerLogs = { bucket: "shop-logs", prefix: "a/b" };
      const logs = { bucket: "shop-logs", prefix: "a/b", enabled: true };
      const all = ofType(await dev(option, { loadBalancerLogs }), "LoadBalancer").filter(({ custom }) => custom);
      for (const { name, inputs } of all)
        assert.deepEqual(inputs["accessLogs"], inputs["loadBalancerType"] === "network" ? undefined : logs, name);
      const tls = { serverName: "internal.example.com" };
      const { hostedZone } = withDomain();
      const withTls = await dev(option, { loadBalancerLogs: { bucket: "shop-logs" }, tls, hostedZone });
      for (const { name, inputs } of ofType(withTls, "LoadBalancer").filter(({ custom }) => custom)) {
        const endsTls = ofType(withTls, "Listener").some(
          (listener) =>
            listener.name.startsWith(name) && ["TLS", "HTTPS"].includes(String(listener.inputs["protocol"])),
        );
        const expected =
          endsTls || inputs["loadBalancerType"] === "application" ? { bucket: "shop-logs", enabled: true } : undefined;
        assert.deepEqual(inputs["accessLogs"], expected, name);
      }
    });

    it(`option ${option}: clusters have Container Insights, and a REST stage traces`, async () => {
      const result = await dev(option, { containerInsights: "enhanced", tracing: true });
      for (const name of ["sales", "supply"])
        assert.deepEqual(find(result, "Cluster", name).inputs["settings"], [
          { name: "containerInsights", value: "enhanced" },
        ]);
      assert.equal(
        find(result, "Stage", `option-${option}`).inputs["xrayTracingEnabled"],
        option === 1 ? undefined : true,
      );
    });
  }
});
