import assert from "node:assert/strict";
import { join } from "node:path";
import type { AwsAccount } from "../../simulator/aws/account";
import { runProgram } from "../../simulator/run";
import { Deployed } from "../simulator/deployed-stack";
import { billing } from "../support/endpoint-services";
import { ofType, projectDirectory, runStack } from "../support/run";
import { everyOption } from "../support/scenario";
import { accountOf } from "../support/simulated-account";

const directory = join(projectDirectory, "examples", "provider");
const provider = async (overrides: Record<string, unknown> = {}) => {
  const result = await runProgram({ directory, stack: "dev", pass: "apply", overrides });
  assert.deepEqual(result.errors, []);
  return result;
};
const urnOf = (type: string, name: string) => `urn:pulumi:dev::tasks::${type}::${name}`;

/** Two tasks of an ECS service of the provider, registered in the target group of the example. */
function addTasks(account: AwsAccount, targetGroupArn: string): void {
  const create = (type: string, name: string, inputs: Record<string, unknown>) =>
    account.create(urnOf(type, name), inputs);
  const { id: cluster } = create("aws:ecs/cluster:Cluster", "provider", { name: "provider" });
  const { outputs } = create("aws:ecs/taskDefinition:TaskDefinition", "ledger", {
    family: "ledger",
    containerDefinitions: JSON.stringify([
      { name: "ledger", image: "ledger:1", essential: true, portMappings: [{ containerPort: 8080 }] },
    ]),
  });
  create("aws:ecs/service:Service", "ledger", {
    name: "ledger",
    cluster,
    taskDefinition: outputs["arn"],
    desiredCount: 2,
    loadBalancers: [{ targetGroupArn, containerName: "ledger", containerPort: 8080 }],
    networkConfiguration: { subnets: ["subnet-0d1b2c3d4e5f60718"], securityGroups: ["sg-0d1b2c3d4e5f60718"] },
  });
  for (const deployment of account.deployments) account.finish(deployment);
}

describe("examples/provider", () => {
  it("has an endpoint service that accepts only named endpoints of named accounts", async () => {
    const result = await provider({ acceptedEndpoints: ["vpce-0a1b2c3d4e5f60718"] });
    const inputsOf = (type: string) => ofType(result, type).map(({ inputs }) => inputs);
    const [nlb] = ofType(result, "LoadBalancer");
    const [service] = ofType(result, "VpcEndpointService");
    assert.deepEqual(inputsOf("VpcEndpointService"), [
      { networkLoadBalancerArns: [nlb?.outputs["arn"]], acceptanceRequired: true },
    ]);
    const vpcEndpointServiceId = service?.outputs["id"];
    assert.deepEqual(inputsOf("VpcEndpointServiceAllowedPrinciple"), [
      { vpcEndpointServiceId, principalArn: "arn:aws:iam::123456789012:root" },
    ]);
    assert.deepEqual(inputsOf("VpcEndpointConnectionAccepter"), [
      { vpcEndpointServiceId, vpcEndpointId: "vpce-0a1b2c3d4e5f60718" },
    ]);
    assert.equal(nlb?.inputs["internal"], true);
    assert.match(String(result.outputs["serviceName"]), /^com\.amazonaws\.vpce\.us-east-1\.vpce-svc-[0-9a-f]{17}$/);
  });

  for (const option of everyOption) {
    it(`serves requests of a consumer under option ${option} once it has accepted its endpoint`, async () => {
      const offered = await provider();
      const name = offered.outputs["serviceName"];
      const consumer = await runStack("dev", "apply", { option, services: [billing({ name })] });
      const { billing: endpoint } = consumer.outputs["endpoints"] as Record<string, string>;
      const deploy = async (acceptedEndpoints: readonly unknown[]) => {
        const account = accountOf(await provider({ acceptedEndpoints }));
        addTasks(account, String(offered.outputs["targetGroupArn"]));
        return new Deployed(accountOf(consumer, account), "us-east-1");
      };
      assert.equal((await deploy([])).summary("/live/billing/x"), "504 endpoint");
      assert.equal((await deploy([endpoint])).summary("/live/billing/x"), "ledger /billing/x");
    });
  }

  it("does not let another account connect", async () => {
    const offered = await provider();
    const consumer = await runStack("dev", "apply", { services: [billing({ name: offered.outputs["serviceName"] })] });
    const account = accountOf(await provider({ consumers: ["444455556666"] }));
    assert.throws(
      () => accountOf(consumer, account),
      /^Error: InvalidServiceName: The Vpc Endpoint Service '.*' does not exist$/,
    );
  });

  it("keeps its endpoint service as long as a consumer has an endpoint", async () => {
    const offered = await provider();
    const consumer = await runStack("dev", "apply", { services: [billing({ name: offered.outputs["serviceName"] })] });
    const account = accountOf(consumer, accountOf(offered));
    const stack = new Deployed(account, "us-east-1");
    assert.throws(() => {
      stack.delete("aws:ec2/vpcEndpointService:VpcEndpointService", "provider");
    }, /^Error: ExistingVpcEndpointConnections: Service has existing active VPC Endpoint connections!$/);
    assert.throws(() => {
      stack.delete("LoadBalancer", "provider");
    }, /ResourceInUse/);
  });
});
