import assert from "node:assert/strict";
import type { PrivateIntegrationsArgs } from "../../components/arguments";
import { PrivateIntegrations } from "../../components/private-integrations";
import { find, named, ofType, runSmall, runStack } from "../support/run";
import { everyOption, service } from "../support/scenario";
import type { RunResult } from "../../simulator/run";

const size = { cpu: 512, memoryMiB: 1024 };
const vpcs = [
  { name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2"] },
  { name: "supply", cidr: "10.2.0.0/16", zones: ["use1-az1", "use1-az2"] },
];
/** shop calls orders and a database; orders and audit call each other; stock is alone in another VPC. */
const services = [
  service("shop", "sales", {
    ...size,
    reaches: [
      { service: "orders" },
      { securityGroup: "sg-0123456789abcdef0", port: 5432 },
      { prefixList: "pl-0123456789abcdef0", port: 443 },
    ],
  }),
  service("orders", "sales", { ...size, containerPort: 9000, reaches: [{ service: "audit" }] }),
  service("audit", "sales", { ...size, reaches: [{ service: "orders" }] }),
  service("stock", "supply"),
];
const run = (option: number, pass: "preview" | "apply" = "preview") =>
  runStack("dev", pass, { option, vpcs, services });

const configuration = (result: RunResult, name: string) =>
  find(result, "aws:ecs/service:Service", name).inputs["serviceConnectConfiguration"] as Record<string, unknown>;
const container = (result: RunResult, name: string) => {
  const json = find(result, "TaskDefinition", name).inputs["containerDefinitions"];
  return (JSON.parse(String(json)) as Record<string, unknown>[])[0] ?? {};
};
const logs = (name: string) => ({
  logDriver: "awslogs",
  options: {
    "awslogs-group": `/ecs/private-integrations/dev/${name}`,
    "awslogs-region": "us-east-1",
    "awslogs-stream-prefix": "service-connect",
  },
});

describe("resources of reaches", () => {
  it("one namespace in the VPC whose services call each other, a child of its network", async () => {
    const result = await run(1);
    const [namespace, ...others] = ofType(result, "HttpNamespace");
    assert.deepEqual(others, []);
    assert.equal(namespace?.name, "sales");
    assert.match(namespace.parent ?? "", /private-integrations:index:Network::sales$/);
  });

  it("a called service has an endpoint by its name at port 80, with a timeout of 30 seconds", async () => {
    const result = await run(1, "apply");
    assert.deepEqual(configuration(result, "orders"), {
      enabled: true,
      namespace: ofType(result, "HttpNamespace")[0]?.outputs["arn"],
      logConfiguration: logs("orders"),
      services: [
        {
          portName: "orders",
          clientAlias: [{ dnsName: "orders", port: 80 }],
          timeout: { perRequestTimeoutSeconds: 30 },
        },
      ],
    });
  });

  it("a service that only calls names the namespace, and no endpoint", async () => {
    const result = await run(1, "apply");
    assert.deepEqual(configuration(result, "shop"), {
      enabled: true,
      namespace: ofType(result, "HttpNamespace")[0]?.outputs["arn"],
      logConfiguration: logs("shop"),
    });
  });

  it("the containers are known at a first preview: a named HTTP port, and the endpoints that it calls", async () => {
    const result = await run(1);
    const port = { name: "orders", containerPort: 9000, protocol: "tcp", appProtocol: "http" };
    assert.deepEqual(container(result, "orders")["portMappings"], [port]);
    assert.deepEqual(container(result, "orders")["dockerLabels"], { "private-integrations.calls": "audit" });
    assert.deepEqual(container(result, "shop")["portMappings"], [{ containerPort: 8080, protocol: "tcp" }]);
    assert.deepEqual(container(result, "shop")["dockerLabels"], { "private-integrations.calls": "orders" });
  });

  it("a service without calls has nothing of Service Connect", async () => {
    const result = await run(1);
    assert.equal(configuration(result, "stock"), undefined);
    assert.deepEqual(container(result, "stock")["portMappings"], [{ containerPort: 8080, protocol: "tcp" }]);
    assert.equal(container(result, "stock")["dockerLabels"], undefined);
  });

  it("callers wait for the ECS services that they call; of two that call each other, the first", async () => {
    const result = await run(1);
    const awaited = (name: string) =>
      named(find(result, "aws:ecs/service:Service", name).dependencies).filter((text) => text.startsWith("Service "));
    assert.deepEqual(awaited("shop"), ["Service orders"]);
    assert.deepEqual(awaited("audit"), ["Service orders"]);
    assert.deepEqual(awaited("orders"), []);
  });

  it("a caller waits for its own egress rules and for the ingress rule of the called service", async () => {
    const result = await run(1);
    const rules = named(find(result, "aws:ecs/service:Service", "shop").dependencies).filter((text) =>
      text.startsWith("SecurityGroup"),
    );
    assert.deepEqual(rules, [
      "SecurityGroup shop-service",
      "SecurityGroupEgressRule shop-alb-8080-to-shop-service",
      "SecurityGroupEgressRule shop-service-443-to-0.0.0.0-0",
      "SecurityGroupEgressRule shop-service-443-to-pl-0123456789abcdef0",
      "SecurityGroupEgressRule shop-service-5432-to-sg-0123456789abcdef0",
      "SecurityGroupEgressRule shop-service-9000-to-orders-service",
      "SecurityGroupIngressRule orders-service-9000-from-shop-service",
      "SecurityGroupIngressRule shop-service-8080-from-shop-alb",
    ]);
  });

  it("a called service waits for the egress rules of its callers, which its new tasks need at another port", async () => {
    const result = await run(1);
    const rules = named(find(result, "aws:ecs/service:Service", "orders").dependencies);
    for (const rule of [
      "EgressRule shop-service-9000-to-orders-service",
      "IngressRule orders-service-9000-from-shop-service",
    ])
      assert.ok(rules.includes(`SecurityGroup${rule}`), rule);
  });

  it("the rules name the configured ids", async () => {
    const result = await run(1);
    const rule = (name: string) => find(result, "SecurityGroupEgressRule", name).inputs;
    assert.equal(rule("shop-service-443-to-pl-0123456789abcdef0")["prefixListId"], "pl-0123456789abcdef0");
    assert.equal(
      rule("shop-service-5432-to-sg-0123456789abcdef0")["referencedSecurityGroupId"],
      "sg-0123456789abcdef0",
    );
  });

  for (const option of everyOption) {
    it(`option ${option}: Service Connect and the containers are those of option 1`, async () => {
      const [first, other] = [await run(1), await run(option)];
      for (const name of ["shop", "orders", "audit"]) {
        assert.deepEqual(configuration(other, name), configuration(first, name));
        // How long a container may take to stop depends on its load balancer.
        const stopTimeout = container(first, name)["stopTimeout"];
        assert.deepEqual({ ...container(other, name), stopTimeout }, container(first, name));
      }
    });
  }

  it("in the component, endpoints have its name in lower case, and calls stay within it", async () => {
    const args = { option: 1, vpcs: vpcs.slice(0, 1), services: services.slice(0, 3) };
    const result = await runSmall(
      "apply",
      () => new PrivateIntegrations("Blue", args as unknown as PrivateIntegrationsArgs),
    );
    assert.deepEqual(result.errors, []);
    const [endpoint] = configuration(result, "Blue-orders")["services"] as { portName: string; clientAlias: unknown }[];
    assert.deepEqual(endpoint?.clientAlias, [{ dnsName: "blue-orders", port: 80 }]);
    assert.equal(endpoint.portName, "blue-orders");
    assert.deepEqual(container(result, "Blue-shop")["dockerLabels"], {
      "private-integrations.calls": "blue-orders",
    });
    assert.deepEqual(
      ofType(result, "HttpNamespace").map(({ name }) => name),
      ["Blue-sales"],
    );
  });
});
