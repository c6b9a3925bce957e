import assert from "node:assert/strict";
import type { PrivateIntegrationsArgs } from "../../components/arguments";
import { PrivateIntegrations } from "../../components/private-integrations";
import type { Option } from "../../core/settings/settings";
import type { CapturedResource, RunResult } from "../../simulator/run";
import { find, named, ofType, runSmall, runStack } from "../support/run";
import { articleServices, articleVpcs, everyOption, hex } from "../support/scenario";

const serverName = "internal.example.com";
const front = { tls: { serverName }, hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" } };
const policy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** Pins of all four services of stack dev, so that no expectation has a port of a hash. */
const tlsPorts: Readonly<Record<string, number>> = { orders: 30001, customers: 30002, stock: 30003, shipping: 30004 };
const services = articleServices.map((entry) => ({
  ...entry,
  pins: { port: (tlsPorts[entry.name] ?? 0) - 10_000, tlsPort: tlsPorts[entry.name] },
}));

const run = (option: Option, pass: "preview" | "apply", more: Record<string, unknown> = front) =>
  runStack("dev", pass, { option, services, ...more });

/** Listener that `orders` gets its requests at, and the one that ends TLS, where that is another. */
const listenersOfOrders: Readonly<Record<Option, readonly [atEndpoint: string, endsTls: string]>> = {
  1: ["orders-alb-443", "orders-alb-443"],
  2: ["orders-nlb-443", "orders-nlb-443"],
  3: ["sales-nlb-1-30001", "sales-nlb-1-30001"],
  4: ["sales-front-1-30001", "orders-alb-443"],
  5: ["orders-alb-443", "orders-alb-443"],
};
const portOfOrders: Readonly<Record<Option, number>> = { 1: 443, 2: 443, 3: 30_001, 4: 30_001, 5: 443 };

const integrationsOf = (result: RunResult) =>
  ofType(result, "Integration").filter(({ name }) => /[-/]orders(\/|$)/.test(name));

/** Type, name and inputs of resources that a move to TLS must not touch. */
const untouched = new Set([
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:ecs/service:Service",
  "aws:ecs/taskDefinition:TaskDefinition",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:apigateway/vpcLink:VpcLink",
  "aws:apigatewayv2/vpcLink:VpcLink",
  "aws:apigateway/method:Method",
  "aws:apigateway/resource:Resource",
  "aws:apigateway/restApi:RestApi",
  "aws:apigatewayv2/api:Api",
]);
const isTaskGroup = ({ type, inputs }: CapturedResource) =>
  type === "aws:lb/targetGroup:TargetGroup" && inputs["targetType"] === "ip";
const keptOf = (result: RunResult) =>
  result.resources
    .filter((resource) => untouched.has(resource.type) || isTaskGroup(resource))
    .map(({ urn, inputs }) => [urn, inputs]);

/** Names of the listeners and security group rules, which both exist while requests move. */
const namesOf = (result: RunResult, type: string) => ofType(result, type).map(({ name }) => name);

for (const option of everyOption) {
  describe(`tls under option ${option}`, () => {
    it("listeners that end TLS have the policy, and the certificate once it is validated", async () => {
      for (const pass of ["preview", "apply"] as const) {
        const [, name] = listenersOfOrders[option];
        const { inputs, dependencies } = find(await run(option, pass), "Listener", name);
        assert.equal(inputs["protocol"], option === 2 || option === 3 ? "TLS" : "HTTPS");
        assert.equal(inputs["sslPolicy"], policy);
        assert.ok(named(dependencies).includes(`CertificateValidation ${serverName}`));
        if (pass === "apply") assert.match(String(inputs["certificateArn"]), /^arn:aws:acm:us-east-1:/);
      }
    });

    it("integrations verify the server name, and wait for the listener and the ECS service", async () => {
      const found = integrationsOf(await run(option, "preview"));
      assert.equal(found.length, option === 1 ? 1 : 2);
      const [endpoint] = listenersOfOrders[option];
      for (const { name, inputs, dependencies } of found) {
        const waits = named(dependencies);
        assert.ok(waits.includes(`Listener ${endpoint}`), name);
        assert.ok(waits.includes("Service orders"), name);
        if (option === 1) assert.deepEqual(inputs["tlsConfig"], { serverNameToVerify: serverName });
        // Known at a preview, since its host is in the configuration.
        else {
          const path = name.endsWith("{proxy+}") ? "/orders/{proxy}" : "/orders";
          assert.equal(inputs["uri"], `https://${serverName}:${portOfOrders[option]}${path}`);
        }
      }
    });

    it("a stack that turns tls on keeps load balancers, tasks, their target groups, links and APIs", async () => {
      const [before, after] = [keptOf(await run(option, "apply", {})), keptOf(await run(option, "apply"))];
      assert.ok(after.length > 20);
      assert.deepEqual(after, before);
    });

    it("listeners and security group rules before load balancers are new, beside those without tls", async () => {
      const [before, after] = [await run(option, "apply", {}), await run(option, "apply")];
      const old = new Set(namesOf(before, "Listener"));
      assert.equal(old.size, namesOf(after, "Listener").length);
      for (const name of namesOf(after, "Listener")) assert.ok(!old.has(name), name);
      const beforeBalancers = (result: RunResult) =>
        [...namesOf(result, "SecurityGroupIngressRule"), ...namesOf(result, "SecurityGroupEgressRule")].filter(
          (name) => !name.includes("-service"),
        );
      const oldRules = new Set(beforeBalancers(before));
      for (const name of beforeBalancers(after)) assert.ok(!oldRules.has(name), name);
    });

    it("a stack with an existing certificate issues none", async () => {
      const certificate = "arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000000";
      const result = await run(option, "preview", { tls: { serverName, certificate } });
      assert.deepEqual(
        result.resources.filter(({ type }) => /^aws:(acm|route53)/.test(type)),
        [],
      );
      assert.equal(find(result, "Listener", listenersOfOrders[option][1]).inputs["certificateArn"], certificate);
    });
  });
}

describe("tls in the program", () => {
  it("a certificate has one validation record, which stays when the stack goes", async () => {
    const result = await run(1, "apply");
    const certificate = find(result, "aws:acm/certificate:Certificate", serverName);
    assert.deepEqual(certificate.inputs, { domainName: serverName, validationMethod: "DNS" });
    const record = find(result, "aws:route53/record:Record", serverName);
    const [option] = certificate.outputs["domainValidationOptions"] as readonly Record<string, unknown>[];
    assert.deepEqual(
      [record.inputs["name"], record.inputs["type"], record.inputs["records"], record.inputs["zoneId"]],
      [option?.["resourceRecordName"], "CNAME", [option?.["resourceRecordValue"]], "Z0123456789ABCDEFGHIJ"],
    );
    assert.equal(record.inputs["allowOverwrite"], true);
    assert.equal(record.options.retainOnDelete, true);
    assert.equal(ofType(result, "aws:acm/certificateValidation:CertificateValidation").length, 1);
  });

  it("HTTP integrations over TLS are others than those without, and routes are the same", async () => {
    const [before, after] = [await run(1, "apply", {}), await run(1, "apply")];
    const names = (result: RunResult, type: string) => ofType(result, type).map(({ name }) => name);
    assert.deepEqual(
      names(after, "Integration").filter((name) => names(before, "Integration").includes(name)),
      [],
    );
    assert.deepEqual(names(after, "aws:apigatewayv2/route:Route"), names(before, "aws:apigatewayv2/route:Route"));
  });

  it("option 4: the NLB passes TLS to the ALB and checks it over HTTPS", async () => {
    const result = await run(4, "apply");
    const listener = find(result, "Listener", "sales-front-1-30001").inputs;
    assert.deepEqual(
      [listener["protocol"], listener["certificateArn"], listener["sslPolicy"]],
      ["TCP", undefined, undefined],
    );
    const group = find(result, "aws:lb/targetGroup:TargetGroup", "sales-front-1-443-orders");
    assert.deepEqual([group.inputs["targetType"], group.inputs["port"], group.inputs["protocol"]], ["alb", 443, "TCP"]);
    assert.deepEqual(group.inputs["healthCheck"], { protocol: "HTTPS", path: "/" });
    const attachment = find(result, "TargetGroupAttachment", "sales-front-1-443-orders");
    assert.equal(attachment.inputs["port"], 443);
    assert.ok(named(attachment.dependencies).includes("Listener orders-alb-443"));
    const integration = integrationsOf(result)[0];
    assert.ok(
      named(integration?.dependencies ?? []).includes("TargetGroupAttachment sales-front-1-443-orders"),
      "the integration waits for the registration of the ALB",
    );
  });

  it("existing load balancers are reached by their server names", async () => {
    const balancer = (type: "app" | "net", name: string) => ({
      arn: `arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/${type}/${name}/50dc6c495c0c9188`,
      listenerArn: `arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/${type}/${name}/50dc6c495c0c9188/f2f7dc8efc522ab2`,
      dnsName: `${name}.elb`,
      securityGroupId: `sg-${hex(1)}`,
    });
    const subnets = ["a", "b"].map((letter, index) => ({
      id: `subnet-${hex(index + 1)}`,
      zone: `use1-az${index + 1}`,
      cidr: `10.30.${index * 16}.0/20`,
      letter,
    }));
    const vpcs = [
      {
        name: "legacy",
        existing: { id: `vpc-${hex(1)}`, subnets: subnets.map(({ id, zone, cidr }) => ({ id, zone, cidr })) },
      },
    ];
    const existing = [
      {
        name: "billing",
        vpc: "legacy",
        existing: { ...balancer("app", "billing"), port: 443, protocol: "HTTPS", serverName: "billing.example.org" },
      },
      {
        name: "ledger",
        vpc: "legacy",
        existing: { ...balancer("net", "ledger"), port: 9443, protocol: "TCP", serverName: "ledger.example.org" },
      },
    ];
    for (const option of everyOption) {
      const result = await runStack("dev", "preview", { option, vpcs, services: existing });
      const names = ofType(result, "Integration").flatMap(({ inputs }) =>
        option === 1
          ? [(inputs["tlsConfig"] as Record<string, unknown>)["serverNameToVerify"]]
          : [/^https:\/\/([^:]+):/.exec(String(inputs["uri"]))?.[1]],
      );
      assert.deepEqual(new Set(names), new Set(["billing.example.org", "ledger.example.org"]), `option ${option}`);
    }
  });

  it("a program can have two components with tls, each with its own certificate", async () => {
    const settings = {
      ...front,
      option: 4,
      vpcs: articleVpcs,
      services: articleServices,
    } as unknown as PrivateIntegrationsArgs;
    const result = await runSmall("apply", () => {
      new PrivateIntegrations("shop", settings);
      new PrivateIntegrations("store", settings);
    });
    assert.deepEqual(result.errors, []);
    const certificates = ofType(result, "aws:acm/certificate:Certificate").map(({ name, inputs }) => [
      name,
      inputs["domainName"],
    ]);
    assert.deepEqual(certificates, [
      [`shop-${serverName}`, serverName],
      [`store-${serverName}`, serverName],
    ]);
    const { dependencies } = find(result, "Listener", "store-orders-alb-443");
    assert.ok(named(dependencies).includes(`CertificateValidation store-${serverName}`));
  });
});
