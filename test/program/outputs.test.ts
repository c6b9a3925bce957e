import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { outputsSchema } from "../../core/outputs";
import type { StackOutputs } from "../../core/outputs";
import { find, projectDirectory, runStack } from "../support/run";

const stackOutputs = async (stack: string, pass: "preview" | "apply", option: number) =>
  (await runStack(stack, pass, { option })).outputs as unknown as StackOutputs;

const page = readFileSync(join(projectDirectory, "docs", "outputs.md"), "utf8");

describe("outputs of a stack", () => {
  for (const option of [1, 2, 3, 4, 5]) {
    const some = [...(option === 1 ? [] : ["secured"]), ...(option === 2 || option === 3 ? [] : ["released"])];
    for (const stack of ["dev", "shared", "existing", "company", "operated", ...some]) {
      it(`${stack}, option ${option}: all are there, and only those of the schema`, async () => {
        const outputs = await stackOutputs(stack, "apply", option);
        assert.deepEqual(outputsSchema.parse(outputs), outputs);
      });
    }
  }

  it("are the values of the resources", async () => {
    const result = await runStack("dev", "apply", { option: 5 });
    const { api, vpcs, services, loadBalancers, vpcLinks, url } = result.outputs as unknown as StackOutputs;
    const value = (type: string, name: string, key: string) => find(result, type, name).outputs[key];
    const at = (type: string, name: string) => (key: string) => value(type, name, key);
    const stage = at("aws:apigateway/stage:Stage", "option-5");
    assert.deepEqual(api, {
      id: value("aws:apigateway/restApi:RestApi", "option-5", "id"),
      type: "rest",
      stage: "live",
      stageArn: stage("arn"),
      executionArn: value("aws:apigateway/restApi:RestApi", "option-5", "executionArn"),
      url: stage("invokeUrl"),
    });
    assert.equal(url, stage("invokeUrl"));
    assert.deepEqual(vpcs["supply"], {
      id: value("aws:ec2/vpc:Vpc", "supply", "id"),
      privateSubnetIds: ["supply-private-1", "supply-private-2"].map((name) => value("Subnet", name, "id")),
    });
    const role = at("aws:iam/role:Role", "stock-task");
    assert.deepEqual(services["stock"], {
      vpc: "supply",
      clusterName: value("aws:ecs/cluster:Cluster", "supply", "name"),
      clusterArn: value("aws:ecs/cluster:Cluster", "supply", "arn"),
      serviceName: value("aws:ecs/service:Service", "stock", "name"),
      securityGroupId: value("aws:ec2/securityGroup:SecurityGroup", "stock-service", "id"),
      logGroup: "/ecs/private-integrations/dev/stock",
      taskRoleName: role("name"),
      taskRoleArn: role("arn"),
    });
    const alb = at("aws:lb/loadBalancer:LoadBalancer", "stock-alb");
    assert.deepEqual(loadBalancers["stock-alb"], {
      type: "alb",
      arn: alb("arn"),
      dnsName: alb("dnsName"),
      vpc: "supply",
      securityGroupId: value("aws:ec2/securityGroup:SecurityGroup", "stock-alb", "id"),
      listeners: [{ port: 80, services: ["stock"] }],
    });
    assert.equal(vpcLinks["supply"], value("aws:apigatewayv2/vpcLink:VpcLink", "supply", "id"));
  });

  it("what the plan knows is known in a first preview", async () => {
    const outputs = await stackOutputs("dev", "preview", 4);
    assert.equal(outputs.option, 4);
    assert.deepEqual([outputs.api.type, outputs.api.stage], ["rest", "live"]);
    assert.equal(outputs.services["orders"]?.logGroup, "/ecs/private-integrations/dev/orders");
    // The ports follow from the names of the services.
    assert.deepEqual(outputs.loadBalancers["sales-front-1"]?.listeners, [
      { port: 25663, services: ["customers"] },
      { port: 44972, services: ["orders"] },
    ]);
    assert.deepEqual(outputs.routes[1], {
      path: "/orders/{proxy+}",
      service: "orders",
      backendPath: "/{proxy}",
      vpcLink: "sales-front-1",
    });
    // 20 VPC links V1 less one per VPC; 50 ALBs less one per service.
    assert.equal(outputs.headroom["apigateway.vpcLinksV1"], 18);
    assert.equal(outputs.headroom["elb.albsPerRegion"], 46);
  });

  it("of existing load balancers are those of the settings", async () => {
    const { services, loadBalancers } = await stackOutputs("existing", "preview", 5);
    assert.deepEqual(Object.keys(services).length, 1);
    const existing = Object.values(loadBalancers).filter(({ arn }) => typeof arn === "string");
    assert.equal(existing.length, 2);
    for (const { arn, dnsName } of existing) {
      assert.match(arn, /^arn:aws:elasticloadbalancing:/);
      assert.match(dnsName, /\.elb\./);
    }
    // The existing NLB has no security group.
    assert.equal(existing.filter((balancer) => "securityGroupId" in balancer).length, 1);
  });
});

describe("docs/outputs.md", () => {
  it("names every output and each of its properties", () => {
    const { vpcs, services, loadBalancers, routes, api, ...others } = outputsSchema.shape;
    const properties = [
      ...Object.keys(others),
      ...[api, vpcs.valueType, services.valueType, loadBalancers.valueType, routes.element].flatMap(({ shape }) =>
        Object.keys(shape),
      ),
    ];
    const missing = properties.filter((name) => !page.includes(`\`${name}\``) && !page.includes(`\`${name}.<`));
    assert.deepEqual(missing, []);
  });
});
