import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import { everyOption } from "../support/scenario";
import { count } from "../support/count";
import { find, named, ofType, runStack } from "../support/run";

const passes = ["preview", "apply"] as const;
const dev = (option: Option, pass: "preview" | "apply") => runStack("dev", pass, { option });

/** Resources of every option for four services in two VPCs, each with two zones and one NAT gateway. */
const common: Readonly<Record<string, number>> = {
  Stack: 1,
  aws: 1,
  awsx: 1,
  Network: 2,
  "awsx Vpc": 2,
  Vpc: 2,
  InternetGateway: 2,
  Subnet: 8,
  RouteTable: 8,
  RouteTableAssociation: 8,
  Route: 8,
  Eip: 2,
  NatGateway: 2,
  Cluster: 2,
  FargateService: 4,
  Role: 8,
  RolePolicy: 4,
  LogGroup: 4,
  TaskDefinition: 4,
  Service: 4,
};

/** A REST API with four services: two resources, methods and integrations each. */
const restApi = { "index RestApi": 1, RestApi: 1, Resource: 8, Method: 8, Integration: 8, Deployment: 1, Stage: 1 };

/**
 * Further resources of each option. Security groups: one per service, load balancer and V2 link. Security group rules:
 * egress and ingress of each hop, and egress of each task on port 443.
 */
const particular: Readonly<Record<Option, Readonly<Record<string, number>>>> = {
  1: {
    HttpApi: 1,
    Api: 1,
    // The stripped prefix needs an integration for each of the two routes of a service.
    Integration: 4 * 2,
    "v2 Route": 8,
    Stage: 1,
    VpcLinkV2: 2,
    VpcLink: 2,
    "index LoadBalancer": 4,
    LoadBalancer: 4,
    Listener: 4,
    TargetGroup: 4,
    SecurityGroup: 10,
    SecurityGroupIngressRule: 8,
    SecurityGroupEgressRule: 12,
  },
  2: {
    ...restApi,
    VpcLinkV1: 4,
    VpcLink: 4,
    "index LoadBalancer": 4,
    LoadBalancer: 4,
    Listener: 4,
    TargetGroup: 4,
    SecurityGroup: 8,
    SecurityGroupIngressRule: 4,
    SecurityGroupEgressRule: 8,
  },
  3: {
    ...restApi,
    VpcLinkV1: 2,
    VpcLink: 2,
    "index LoadBalancer": 2,
    LoadBalancer: 2,
    Listener: 4,
    TargetGroup: 4,
    SecurityGroup: 6,
    SecurityGroupIngressRule: 4,
    SecurityGroupEgressRule: 8,
  },
  4: {
    ...restApi,
    VpcLinkV1: 2,
    VpcLink: 2,
    "index LoadBalancer": 6,
    LoadBalancer: 6,
    Listener: 8,
    TargetGroup: 8,
    TargetGroupAttachment: 4,
    // Each ALB admits the security group of the NLB and its two subnets.
    SecurityGroup: 10,
    SecurityGroupIngressRule: 4 + 4 * 3,
    SecurityGroupEgressRule: 12,
  },
  5: {
    ...restApi,
    VpcLinkV2: 2,
    VpcLink: 2,
    "index LoadBalancer": 4,
    LoadBalancer: 4,
    Listener: 4,
    TargetGroup: 4,
    SecurityGroup: 10,
    SecurityGroupIngressRule: 8,
    SecurityGroupEgressRule: 12,
  },
};

for (const option of everyOption) {
  for (const pass of passes) {
    describe(`option ${option}, ${pass} pass`, () => {
      it("registers exactly the expected resources", async () => {
        assert.deepEqual(count(await dev(option, pass)), { ...common, ...particular[option] });
      });

      it("only components and the provider have no component as parent", async () => {
        const { resources } = await dev(option, pass);
        const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.urn;
        const top = resources.filter(({ parent }) => parent === stack || parent === null).map(({ type }) => type);
        assert.deepEqual(
          top.filter((type) => !/^(private-integrations:index:|pulumi:)/.test(type)),
          [],
        );
      });

      it("services depend on their listener, security group rules and role policy", async () => {
        const result = await dev(option, pass);
        for (const { name, dependencies } of ofType(result, "aws:ecs/service:Service")) {
          const waits = named(dependencies);
          assert.ok(
            waits.some((wait) => wait.startsWith("Listener ")),
            waits.join("\n"),
          );
          assert.ok(waits.includes(`RolePolicy ${name}-execution`));
          assert.ok(waits.includes(`SecurityGroupEgressRule ${name}-service-443-to-0.0.0.0-0`));
          assert.ok(waits.some((wait) => wait.startsWith(`SecurityGroupIngressRule ${name}-service-80-from-`)));
          const others = ["orders", "customers", "stock", "shipping"].filter((other) => other !== name);
          assert.deepEqual(
            waits.filter((wait) =>
              others.some((other) => wait.includes(` ${other}-service`) || wait.endsWith(` ${other}`)),
            ),
            [],
          );
        }
      });

      it("nothing is open to the internet", async () => {
        const result = await dev(option, pass);
        for (const { inputs } of ofType(result, "SecurityGroupIngressRule"))
          assert.notEqual(inputs["cidrIpv4"], "0.0.0.0/0");
        for (const { inputs } of ofType(result, "aws:lb/loadBalancer:LoadBalancer"))
          assert.equal(inputs["internal"], true);
        for (const { inputs } of ofType(result, "aws:ecs/service:Service")) {
          assert.equal((inputs["networkConfiguration"] as Record<string, unknown>)["assignPublicIp"], false);
        }
        if (pass === "preview") return;
        const open = ofType(result, "Subnet")
          .filter(({ inputs }) => inputs["mapPublicIpOnLaunch"] === true)
          .map(({ outputs }) => String(outputs["id"]));
        const used = [
          ...ofType(result, "aws:lb/loadBalancer:LoadBalancer"),
          ...ofType(result, "aws:ecs/service:Service"),
          ...ofType(result, "aws:apigatewayv2/vpcLink:VpcLink"),
        ];
        assert.equal(open.length, 4);
        for (const { urn, inputs } of used) assert.ok(!open.some((id) => JSON.stringify(inputs).includes(id)), urn);
      });

      it("container definitions and log group names are known", async () => {
        const result = await dev(option, pass);
        const { containerDefinitions } = find(result, "TaskDefinition", "orders").inputs;
        assert.match(String(containerDefinitions), /"awslogs-group":"\/ecs\/private-integrations\/dev\/orders"/);
        assert.equal(find(result, "LogGroup", "orders").inputs["name"], "/ecs/private-integrations/dev/orders");
      });
    });
  }
}
