import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import { graphOf } from "../../policies/graph/graph";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { evaluate } from "../../policies/evaluate";
import { prove } from "../../policies/paths/prove";
import { rules } from "../../policies/rules";
import { zoneMap } from "../../simulator/aws/zones";
import { billing, providerName } from "../support/endpoint-services";
import { find, named, ofType, runStack } from "../support/run";
import { everyOption, service } from "../support/scenario";

const run = (option: Option, pass: "preview" | "apply" = "apply", more: Record<string, unknown> = {}) =>
  runStack("dev", pass, {
    option,
    vpcs: [{ name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2", "use1-az4"] }],
    services: [service("orders", "sales"), billing({ zones: ["use1-az1", "use1-az4"] }, more)],
  });

/** Target group, load balancer and listener in front of the endpoint, and what else the integration waits for. */
const fronts: Readonly<
  Record<Option, { group: string; balancer: string; listener: string; waits: readonly string[] }>
> = {
  1: {
    ...{ group: "billing-alb", balancer: "billing-alb", listener: "billing-alb-80" },
    waits: ["SecurityGroupEgressRule sales-link-80-to-billing-alb"],
  },
  2: { ...{ group: "billing-nlb", balancer: "billing-nlb", listener: "billing-nlb-80" }, waits: [] },
  3: { ...{ group: "sales-nlb-1-billing", balancer: "sales-nlb-1", listener: "sales-nlb-1-46109" }, waits: [] },
  4: {
    ...{ group: "billing-alb", balancer: "billing-alb", listener: "billing-alb-80" },
    waits: ["TargetGroupAttachment sales-front-1-billing", "SecurityGroupEgressRule sales-front-1-80-to-billing-alb"],
  },
  5: {
    ...{ group: "billing-alb", balancer: "billing-alb", listener: "billing-alb-80" },
    waits: ["SecurityGroupEgressRule sales-link-80-to-billing-alb"],
  },
};

const idOf = (...args: Parameters<typeof find>) => find(...args).outputs["id"];

for (const option of everyOption) {
  const { group, balancer, listener, waits } = fronts[option];
  describe(`a service of another account under option ${option}`, () => {
    it("has an interface endpoint in two of three zones, with a security group of its own", async () => {
      const result = await run(option);
      const { inputs, parent } = find(result, "VpcEndpoint", "billing");
      assert.match(String(parent), /private-integrations:index:InterfaceEndpoint::billing$/);
      const subnets = ["sales-private-1", "sales-private-3"].map((name) => idOf(result, "Subnet", name));
      assert.deepEqual(inputs, {
        vpcId: idOf(result, "aws:ec2/vpc:Vpc", "sales"),
        serviceName: providerName,
        vpcEndpointType: "Interface",
        subnetIds: subnets,
        securityGroupIds: [idOf(result, "SecurityGroup", "billing-endpoint")],
      });
      assert.deepEqual(
        ofType(result, "Service").filter(({ name }) => name === "billing"),
        [],
      );
    });

    it("has the addresses of the endpoint as targets, at the port of the provider", async () => {
      const result = await run(option);
      const targetGroup = find(result, "TargetGroup", group);
      assert.equal(targetGroup.inputs["targetType"], "ip");
      const interfaces = find(result, "VpcEndpoint", "billing").outputs["subnetConfigurations"] as { ipv4: string }[];
      for (const [index, zone] of ["use1-az1", "use1-az4"].entries()) {
        const { inputs, dependencies } = find(result, "TargetGroupAttachment", `${group}-${zone}`);
        assert.deepEqual(inputs, {
          targetGroupArn: targetGroup.outputs["arn"],
          targetId: interfaces[index]?.ipv4,
          port: 8080,
        });
        const rulesBefore = named(dependencies).filter((text) => text.startsWith("SecurityGroup"));
        assert.deepEqual(rulesBefore, [
          `SecurityGroupEgressRule ${balancer}-8080-to-billing-endpoint`,
          `SecurityGroupIngressRule billing-endpoint-8080-from-${balancer}`,
        ]);
      }
      assert.notEqual(interfaces[0]?.ipv4, interfaces[1]?.ipv4);
    });

    it("gets requests once its targets are registered", async () => {
      const result = await run(option);
      const integration = ofType(result, "Integration").find(({ name }) => name.includes("billing"));
      const before = new Set(named(integration?.dependencies ?? []));
      const wanted = [
        ...["use1-az1", "use1-az4"].map((zone) => `TargetGroupAttachment ${group}-${zone}`),
        `Listener ${listener}`,
        ...waits,
      ];
      assert.deepEqual(
        wanted.filter((text) => !before.has(text)),
        [],
      );
    });

    for (const pass of ["preview", "apply"] as const) {
      it(`is proved up to the endpoint and no policy is violated, pass ${pass}`, async () => {
        const { resources } = await run(option, pass);
        const config = { zoneIds: zoneMap("us-east-1") };
        const proofs = prove({ graph: graphOf(fromSnapshot(resources)), config, rules });
        const own = proofs.filter(({ route }) => route.includes("billing"));
        assert.equal(own.length, 2);
        for (const { broken, verdict, open, steps } of own) {
          assert.deepEqual([broken, verdict], [undefined, "undetermined"]);
          assert.ok(
            open.some(
              ({ hop, name, needs }) => hop === "endpoint" && name === "billing" && needs.includes("another account"),
            ),
          );
          if (pass === "apply") {
            assert.deepEqual(
              open.map(({ hop }) => hop),
              ["endpoint"],
            );
            assert.equal(steps.at(-1)?.hop, "endpoint");
          }
        }
        const { resources: without } = await run(option, pass, { retired: true });
        const violated = (of: typeof resources) =>
          evaluate(rules, fromSnapshot(of), config).flatMap(({ rule, violations }) => violations.map(() => rule.id));
        assert.deepEqual(violated(resources), violated(without));
      });
    }
  });
}
