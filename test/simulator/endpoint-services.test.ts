import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import { AwsAccount } from "../../simulator/aws/account";
import type { EndpointServiceOutside } from "../../simulator/aws/existing";
import { zoneIdOf } from "../../simulator/aws/zones";
import { billing, providerName } from "../support/endpoint-services";
import { runStack } from "../support/run";
import { everyOption, service } from "../support/scenario";
import { accountOf } from "../support/simulated-account";
import { Deployed } from "./deployed-stack";

/** A deployed stack whose endpoint service is as stated. */
async function connectedTo(option: Option, stated: Partial<EndpointServiceOutside> = {}): Promise<Deployed> {
  const result = await runStack("dev", "apply", { option, services: [service("orders", "sales"), billing()] });
  const account = accountOf(result);
  account.outside = {
    ...account.outside,
    endpointServices: { [providerName]: { listens: { 8080: "plain" }, ...stated } },
  };
  return new Deployed(account, "us-east-1");
}

/** Registrations of addresses of an endpoint. */
const registrationsIn = ({ account }: Deployed) =>
  account
    .of("aws:lb/targetGroupAttachment:TargetGroupAttachment")
    .filter(({ inputs }) => String(inputs["targetId"]).startsWith("10."));

/**
 * What clients get, by option. An ALB answers 502 for a target that refuses a connection and 504 for one that does not
 * answer. An NLB resets the connection, and API Gateway answers 500; without an answer, 504.
 */
const answers: Readonly<Record<"refused" | "silent" | "empty", Readonly<Record<Option, string>>>> = {
  refused: { 1: "502 endpoint", 2: "500 endpoint", 3: "500 endpoint", 4: "502 endpoint", 5: "502 endpoint" },
  silent: { 1: "504 endpoint", 2: "504 endpoint", 3: "504 endpoint", 4: "504 endpoint", 5: "504 endpoint" },
  empty: {
    1: "503 target group",
    2: "500 target group",
    3: "500 target group",
    4: "503 target group",
    5: "503 target group",
  },
};

describe("requests for a service of another account", () => {
  for (const option of everyOption) {
    it(`arrive at its provider, option ${option}`, async () => {
      const stack = await connectedTo(option);
      assert.equal(stack.summary("/live/billing/x"), "billing /billing/x");
      assert.equal(stack.summary("/live/orders/x"), "orders /orders/x");
    });

    it(`get no answer until the provider accepts the endpoint, option ${option}`, async () => {
      for (const connection of ["pendingAcceptance", "rejected"] as const) {
        const stack = await connectedTo(option, { connection });
        assert.equal(stack.summary("/live/billing/x"), answers.silent[option]);
        assert.equal(stack.summary("/live/orders/x"), "orders /orders/x");
      }
    });

    it(`are refused at a port that the provider does not have, or where it takes only TLS, option ${option}`, async () => {
      for (const listens of [{ 9090: "plain" }, { 8080: "TLS" }] as const) {
        const stack = await connectedTo(option, { listens });
        assert.equal(stack.summary("/live/billing/x"), answers.refused[option]);
      }
    });

    it(`find no target in service before the first health check, option ${option}`, async () => {
      const stack = await connectedTo(option);
      const [first, ...others] = registrationsIn(stack).map(({ id }) => id);
      assert.ok(first !== undefined && others.length === 1);
      stack.account.outside = { ...stack.account.outside, initialAddresses: [first] };
      assert.equal(stack.summary("/live/billing/x"), "billing /billing/x");
      stack.account.outside = { ...stack.account.outside, initialAddresses: [first, ...others] };
      assert.equal(stack.summary("/live/billing/x"), answers.empty[option]);
    });

    it(`find no target without the registrations, option ${option}`, async () => {
      const stack = await connectedTo(option);
      for (const { urn, id, outputs } of registrationsIn(stack)) stack.account.delete(urn, id, outputs);
      assert.equal(stack.summary("/live/billing/x"), answers.empty[option]);
    });

    for (const [side, type] of [
      ["load balancer", "SecurityGroupEgressRule"],
      ["endpoint", "SecurityGroupIngressRule"],
    ] as const) {
      it(`are dropped without the rule of the ${side}, option ${option}`, async () => {
        const stack = await connectedTo(option);
        const rule = stack.account.all.find(
          ({ urn }) =>
            urn.includes(type) &&
            /::.*-8080-(to-billing-endpoint|from-[\w-]+)$/.test(urn) &&
            urn.includes("billing-endpoint"),
        );
        assert.ok(rule);
        stack.account.delete(rule.urn, rule.id, rule.outputs);
        assert.equal(stack.summary("/live/billing/x"), "504 security group");
      });
    }
  }
});

const urn = (type: string, name: string) => `urn:pulumi:dev::test::${type}::${name}`;
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const endpointInputs = (subnetIds: readonly string[]) => ({
  vpcId: "vpc-1",
  serviceName: providerName,
  vpcEndpointType: "Interface",
  subnetIds,
});

/** An account with a subnet in each of two zones, and an endpoint service outside it. */
function twoZones(stated: Partial<EndpointServiceOutside>) {
  const account = new AwsAccount();
  account.outside = { zones: {}, certificates: {}, endpointServices: { [providerName]: { listens: {}, ...stated } } };
  const subnetIn = (zone: string, cidrBlock: string) =>
    account.create(urn("aws:ec2/subnet:Subnet", zone), { vpcId: "vpc-1", cidrBlock, availabilityZone: zone }).id;
  const subnets = [subnetIn("us-east-1a", "10.1.0.0/24"), subnetIn("us-east-1b", "10.1.1.0/24")];
  const create = (subnetIds: readonly string[]) =>
    account.create(urn(endpointType, "billing"), endpointInputs(subnetIds));
  return { account, subnets, create };
}

describe("interface endpoints of the simulated account", () => {
  it("are refused by AWS if the owner of the service does not allow the account", () => {
    const { subnets, create } = twoZones({ allowed: false });
    assert.throws(() => create(subnets), {
      message: `InvalidServiceName: The Vpc Endpoint Service '${providerName}' does not exist`,
    });
    assert.doesNotThrow(() => twoZones({}).create(subnets));
  });

  it("are refused in a zone that the service does not offer", () => {
    const { account, subnets, create } = twoZones({ zones: [zoneIdOf("us-east-1a")] });
    const [first = "", second = ""] = subnets;
    const message = `InvalidParameter: The VPC endpoint service ${providerName} does not support the availability zone of the subnet: ${second}`;
    assert.throws(() => create(subnets), { message });
    const { id, outputs } = create([first]);
    assert.throws(() => account.update(urn(endpointType, "billing"), id, outputs, endpointInputs(subnets)), {
      message,
    });
  });

  it("keep the addresses of their other subnets when they get one more", () => {
    const { account, subnets, create } = twoZones({});
    const [first = ""] = subnets;
    const { id, outputs } = create([first]);
    const after = account.update(urn(endpointType, "billing"), id, outputs, endpointInputs(subnets)).outputs;
    const addresses = (of: Record<string, unknown>) => of["subnetConfigurations"] as readonly { ipv4: string }[];
    assert.equal(addresses(after).length, 2);
    assert.deepEqual(addresses(after)[0], addresses(outputs)[0]);
    assert.notEqual(addresses(after)[1]?.ipv4, addresses(after)[0]?.ipv4);
  });
});
