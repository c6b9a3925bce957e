import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import type { RunResult } from "../../simulator/run";
import { find, named, ofType, runSmall } from "../support/run";

// The expected values are those that the real component was observed to register.
const base: awsx.ec2.VpcArgs = {
  cidrBlock: "10.1.0.0/16",
  availabilityZoneNames: ["us-east-1a", "us-east-1b"],
  subnetStrategy: "Auto",
  subnetSpecs: [{ type: "Public" }, { type: "Private" }],
  natGateways: { strategy: "Single" },
};
const run = (
  args: awsx.ec2.VpcArgs,
  pass: "preview" | "apply" = "apply",
  then: (vpc: awsx.ec2.Vpc) => void = () => undefined,
) =>
  runSmall(pass, () => {
    then(new awsx.ec2.Vpc("net", args));
  });
const children = ({ resources }: RunResult) =>
  resources.filter(({ urn, type }) => urn.includes("awsx:ec2:Vpc$") && type !== "awsx:ec2:Vpc");
const blocks = (result: RunResult) =>
  Object.fromEntries(ofType(result, "Subnet").map(({ name, inputs }) => [name, inputs["cidrBlock"]]));
const parentName = (result: RunResult, type: string, name: string) => named([find(result, type, name).parent ?? ""])[0];

describe("awsx simulator: awsx.ec2.Vpc", () => {
  it("one NAT gateway, two zones: 20 children with the observed names and parents", async () => {
    const result = await run(base);
    assert.deepEqual(result.errors, []);
    assert.equal(children(result).length, 20);
    assert.deepEqual(blocks(result), {
      "net-public-1": "10.1.0.0/18",
      "net-private-1": "10.1.64.0/18",
      "net-public-2": "10.1.128.0/18",
      "net-private-2": "10.1.192.0/18",
    });
    assert.equal(parentName(result, "Subnet", "net-public-1"), "Vpc net");
    assert.equal(parentName(result, "RouteTable", "net-public-1"), "Subnet net-public-1");
    assert.equal(parentName(result, "RouteTableAssociation", "net-private-2"), "RouteTable net-private-2");
    assert.equal(parentName(result, "NatGateway", "net-1"), "Subnet net-public-1");
    assert.equal(parentName(result, "Eip", "net-1"), "Subnet net-public-1");
    const chain =
      "awsx:ec2:Vpc$aws:ec2/vpc:Vpc$aws:ec2/subnet:Subnet$aws:ec2/routeTable:RouteTable$aws:ec2/route:Route";
    assert.equal(
      find(result, "Route", "net-public-1").urn,
      `urn:pulumi:dev::private-integrations::${chain}::net-public-1`,
    );
  });

  it("one NAT gateway, two zones: dependencies, inputs and tags as observed", async () => {
    const result = await run(base);
    assert.deepEqual(named(find(result, "RouteTable", "net-private-1").dependencies), [
      "Subnet net-private-1",
      "Vpc net",
    ]);
    assert.deepEqual(named(find(result, "RouteTableAssociation", "net-private-1").dependencies), [
      "RouteTable net-private-1",
      "Subnet net-private-1",
    ]);
    assert.deepEqual(named(find(result, "NatGateway", "net-1").dependencies), ["Eip net-1", "Subnet net-public-1"]);
    assert.deepEqual(named(find(result, "Route", "net-private-2").dependencies), [
      "NatGateway net-1",
      "RouteTable net-private-2",
    ]);
    assert.deepEqual(named(find(result, "Route", "net-public-2").dependencies), [
      "InternetGateway net",
      "RouteTable net-public-2",
    ]);
    assert.deepEqual(find(result, "awsx:ec2:Vpc", "net").inputs, {});
    assert.equal(find(result, "Subnet", "net-public-1").inputs["mapPublicIpOnLaunch"], true);
    assert.equal(find(result, "Subnet", "net-private-1").inputs["mapPublicIpOnLaunch"], false);
    assert.deepEqual(find(result, "Subnet", "net-private-1").inputs["tags"], {
      Name: "net-private-1",
      SubnetType: "Private",
    });
    assert.deepEqual(find(result, "Eip", "net-1").inputs, { tags: { Name: "net-1" } });
  });

  it("private spec before public spec: private subnets have the first address range", async () => {
    const result = await run({ ...base, subnetSpecs: [{ type: "Private" }, { type: "Public" }] });
    assert.equal(blocks(result)["net-private-1"], "10.1.0.0/18");
    assert.equal(blocks(result)["net-public-1"], "10.1.64.0/18");
  });

  it("OnePerAz: 22 children; private routes use the NAT gateway of their zone", async () => {
    const result = await run({ ...base, natGateways: { strategy: "OnePerAz" } });
    assert.equal(children(result).length, 22);
    assert.deepEqual(named(find(result, "Route", "net-private-2").dependencies), [
      "NatGateway net-2",
      "RouteTable net-private-2",
    ]);
  });

  it("NAT strategy None with one Isolated spec: 8 children and no route", async () => {
    const result = await run({ ...base, subnetSpecs: [{ type: "Isolated" }], natGateways: { strategy: "None" } });
    assert.equal(children(result).length, 8);
    assert.deepEqual(blocks(result), { "net-isolated-1": "10.1.0.0/17", "net-isolated-2": "10.1.128.0/17" });
    assert.deepEqual(ofType(result, "Route"), []);
  });

  it("a NAT gateway without a public subnet is an error", async () => {
    const { natGateways, ...rest } = base;
    assert.ok(natGateways);
    const result = await run({ ...rest, subnetSpecs: [{ type: "Private" }] });
    assert.match(result.errors.join(), /both private and public subnets must be declared/);
  });

  it("numberOfAvailabilityZones selects the first zone names of the Region", async () => {
    const { availabilityZoneNames, ...rest } = base;
    const result = await run({ ...rest, numberOfAvailabilityZones: 2 });
    assert.ok(availabilityZoneNames);
    assert.deepEqual(blocks(result), blocks(await run(base)));
  });

  it("address ranges for three zones, a /20, mixed masks and a zone mask as observed", async () => {
    const three = await run({ ...base, availabilityZoneNames: ["us-east-1a", "us-east-1b", "us-east-1c"] });
    assert.deepEqual(Object.values(blocks(three)).sort(), [
      "10.1.0.0/19",
      "10.1.128.0/19",
      "10.1.160.0/19",
      "10.1.32.0/19",
      "10.1.64.0/19",
      "10.1.96.0/19",
    ]);
    const small = await run({ ...base, cidrBlock: "10.1.0.0/20" });
    assert.deepEqual(blocks(small), {
      "net-public-1": "10.1.0.0/22",
      "net-private-1": "10.1.4.0/22",
      "net-public-2": "10.1.8.0/22",
      "net-private-2": "10.1.12.0/22",
    });
    const mixed = await run({
      ...base,
      subnetSpecs: [
        { type: "Public", cidrMask: 24 },
        { type: "Private", cidrMask: 20 },
      ],
    });
    assert.deepEqual(blocks(mixed), {
      "net-public-1": "10.1.0.0/24",
      "net-private-1": "10.1.16.0/20",
      "net-public-2": "10.1.128.0/24",
      "net-private-2": "10.1.144.0/20",
    });
    const withZoneMask = await run({ ...base, availabilityZoneCidrMask: 18 });
    assert.deepEqual(blocks(withZoneMask), {
      "net-public-1": "10.1.0.0/19",
      "net-private-1": "10.1.32.0/19",
      "net-public-2": "10.1.64.0/19",
      "net-private-2": "10.1.96.0/19",
    });
  });

  it("users of vpcId or privateSubnetIds depend on the VPC and all its subnets", async () => {
    const all = [
      "Subnet net-private-1",
      "Subnet net-private-2",
      "Subnet net-public-1",
      "Subnet net-public-2",
      "Vpc net",
      "Vpc net",
    ];
    const result = await run(base, "preview", (vpc) => {
      new aws.lb.TargetGroup("tg", { vpcId: vpc.vpcId });
      new aws.lb.LoadBalancer("lb", { subnets: vpc.privateSubnetIds });
    });
    assert.deepEqual(named(find(result, "TargetGroup", "tg").propertyDependencies["vpcId"] ?? []), all);
    assert.deepEqual(named(find(result, "LoadBalancer", "lb").propertyDependencies["subnets"] ?? []), all);
  });

  it("a list of subnet ids is one unknown in a first preview and known in an apply", async () => {
    const use = (vpc: awsx.ec2.Vpc) => {
      new aws.lb.LoadBalancer("lb", { subnets: vpc.privateSubnetIds });
    };
    assert.deepEqual(find(await run(base, "preview", use), "LoadBalancer", "lb").unknown, ["subnets"]);
    assert.equal((find(await run(base, "apply", use), "LoadBalancer", "lb").inputs["subnets"] as string[]).length, 2);
  });

  it("ipv6CidrBlock of a subnet is unknown in a first preview", async () => {
    assert.deepEqual(
      find(await run(base, "preview"), "Subnet", "net-private-1").unknown,
      ["ipv6CidrBlock", "vpcId"].sort(),
    );
    assert.deepEqual(find(await run(base), "Subnet", "net-private-1").unknown, []);
  });

  it("the component has 17 outputs", async () => {
    const result = await run(base);
    assert.deepEqual(Object.keys(find(result, "awsx:ec2:Vpc", "net").outputs).sort(), [
      "eips",
      "internetGateway",
      "isolatedSubnetIds",
      "isolatedSubnets",
      "natGateways",
      "privateSubnetIds",
      "privateSubnets",
      "publicSubnetIds",
      "publicSubnets",
      "routeTableAssociations",
      "routeTables",
      "routes",
      "subnetLayout",
      "subnets",
      "vpc",
      "vpcEndpoints",
      "vpcId",
    ]);
  });

  it("unsupported arguments are errors", async () => {
    const { subnetStrategy, ...legacy } = base;
    assert.ok(subnetStrategy);
    assert.match((await run(legacy)).errors.join(), /does not support subnetStrategy "Legacy" of awsx:ec2:Vpc \(net\)/);
    assert.match(
      (await run({ ...base, assignGeneratedIpv6CidrBlock: true })).errors.join(),
      /does not support assignGeneratedIpv6CidrBlock/,
    );
  });
});
