import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network, taskDefinition } from "../../fixtures/field/base";
import type { Net } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import { vpcWithOwnNat } from "./own-nat";

const registry = "private-tasks-reach-registry shop";
const path = "every-route-reaches-its-service shop";
const refused = { mandatory: [registry, path], paths: { "http $default": "refuted at task" } };
const proved = { mandatory: [], paths: { "http $default": "proved" } };
const undecided = { mandatory: [], paths: { "http $default": "undetermined" } };

const ecrImage = JSON.stringify([
  {
    name: "app",
    image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1",
    portMappings: [{ containerPort: 8080 }],
  },
]);
const assumeRolePolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

/** An HTTP API before a service in the network; `ecr` is a private image, which VPC endpoints can provide. */
function serve(net: Net, image: "ecr" | "public") {
  const task = () =>
    taskDefinition("ecr", 8080, {
      containerDefinitions: ecrImage,
      executionRoleArn: new aws.iam.Role("execution", { assumeRolePolicy }).arn,
    }).arn;
  httpApi("http", albService("shop", net, image === "ecr" ? { service: { taskDefinition: task() } } : {}));
}

/** Routes of the private subnets to a transit gateway. */
const byHub =
  (image: "ecr" | "public", ...blocks: readonly string[]) =>
  () => {
    const net = network("home", 40, { nat: "none" });
    const hub = new aws.ec2transitgateway.TransitGateway("hub", {});
    blocks.forEach((destinationCidrBlock, i) => {
      new aws.ec2.Route(`hub-${i}`, {
        routeTableId: net.table.id,
        destinationCidrBlock,
        transitGatewayId: hub.id,
      });
    });
    serve(net, image);
  };

/** Private subnets whose table has only the given inline routes. */
const inlineRoutes =
  (
    image: "ecr" | "public",
    vpcId: "existing" | "own",
    ...routes: readonly { cidrBlock: string; gatewayId: string }[]
  ) =>
  () => {
    const own = () => new aws.ec2.Vpc("home", { cidrBlock: "10.40.0.0/16" }).id;
    const id = vpcId === "own" ? own() : "vpc-0123456789abcdef0";
    const table = new aws.ec2.RouteTable("home", { vpcId: id, routes: [...routes] });
    const subnetIds = ["b", "c"].map((zone, i) => {
      const cidrBlock = `10.40.${i}.0/24`;
      const subnet = new aws.ec2.Subnet(zone, { vpcId: id, cidrBlock, availabilityZone: `us-east-1${zone}` });
      new aws.ec2.RouteTableAssociation(zone, { subnetId: subnet.id, routeTableId: table.id });
      return subnet.id;
    });
    serve({ vpc: { id }, subnetIds } as never, image);
  };

/** Endpoints for ECR whose security groups admit the VPC; the groups are set by associations, or not at all. */
const endpoints = (groups: "associated" | "none") => () => {
  const net = network("home", 40, { nat: "none" });
  const group = new aws.ec2.SecurityGroup("endpoints", { vpcId: net.vpc.id, description: "endpoints" });
  new aws.vpc.SecurityGroupIngressRule("endpoints", {
    securityGroupId: group.id,
    cidrIpv4: "10.40.0.0/16",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
  });
  for (const name of ["ecr.api", "ecr.dkr"]) {
    const endpoint = new aws.ec2.VpcEndpoint(name, {
      vpcId: net.vpc.id,
      serviceName: `com.amazonaws.us-east-1.${name}`,
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
      subnetIds: net.subnetIds,
    });
    if (groups === "none") continue;
    new aws.ec2.SecurityGroupAssociation(name, { vpcEndpointId: endpoint.id, securityGroupId: group.id });
  }
  const s3 = new aws.ec2.VpcEndpoint("s3", { vpcId: net.vpc.id, serviceName: "com.amazonaws.us-east-1.s3" });
  new aws.ec2.VpcEndpointRouteTableAssociation("s3", { routeTableId: net.table.id, vpcEndpointId: s3.id });
  serve(net, "ecr");
};

/** A default route in the main table of the VPC; the private subnets have a table of their own without one. */
const onlyMainRouted = () => {
  const net = network("home", 40, { nat: "none" });
  const nat = new aws.ec2.NatGateway("home", { vpcId: net.vpc.id, availabilityMode: "regional" });
  new aws.ec2.Route("main", {
    routeTableId: net.vpc.mainRouteTableId,
    destinationCidrBlock: "0.0.0.0/0",
    natGatewayId: nat.id,
  });
  serve(net, "public");
};

/** Two tables with routes to other networks; a default route for each, whose table is one of the two. */
const strayBesideNetworks = () => {
  const net = network("home", 40, { nat: "none" });
  const nat = new aws.ec2.NatGateway("home", { vpcId: net.vpc.id, availabilityMode: "regional" });
  const routes = [{ cidrBlock: "10.0.0.0/8", transitGatewayId: "tgw-0123456789abcdef0" }];
  const parts = ["b", "c"].map((zone, i) => {
    const own = { cidrBlock: `10.40.${20 + i}.0/24`, availabilityZone: `us-east-1${zone}` };
    const subnet = new aws.ec2.Subnet(`own-${zone}`, { vpcId: net.vpc.id, ...own });
    const table = new aws.ec2.RouteTable(`own-${zone}`, { vpcId: net.vpc.id, routes });
    new aws.ec2.RouteTableAssociation(`own-${zone}`, { subnetId: subnet.id, routeTableId: table.id });
    return { subnet: subnet.id, table: table.id };
  });
  for (const index of [0, 1]) {
    new aws.ec2.Route(`out-${index}`, {
      routeTableId: pulumi.all(parts.map(({ table }) => table)).apply((ids) => ids[index] ?? ""),
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: nat.id,
    });
  }
  serve({ ...net, subnetIds: parts.map(({ subnet }) => subnet) }, "public");
};

/** A service that sets neither launch type nor capacity providers, with a task definition for Fargate. */
const launchByDefault = () => {
  httpApi("http", albService("shop", network("home", 40, { nat: "none" }), { service: { launchType: undefined } }));
};

const cases = {
  "default routes of two tables that also go to other networks": [strayBesideNetworks, proved],
  "a Fargate task definition decides for a service without a launch type": [launchByDefault, refused],
  "two halves of all addresses are a default route": [byHub("public", "0.0.0.0/1", "128.0.0.0/1"), proved],
  "half of all addresses is no way to a public image": [byHub("public", "0.0.0.0/1"), refused],
  "other networks have no public image": [byHub("public", "10.0.0.0/8"), refused],
  "other networks may have endpoints for ECR": [byHub("ecr", "10.0.0.0/8"), undecided],
  "a default route beside one to other networks": [byHub("ecr", "10.0.0.0/8", "0.0.0.0/0"), proved],
  "no route to other networks": [byHub("ecr"), refused],
  "a local route goes to no other network": [
    inlineRoutes("ecr", "own", { cidrBlock: "10.40.0.0/16", gatewayId: "local" }),
    refused,
  ],
  "an existing VPC may have endpoints": [inlineRoutes("ecr", "existing"), undecided],
  "no endpoint of an existing VPC has a public image": [inlineRoutes("public", "existing"), refused],
  "security groups of endpoints by associations": [endpoints("associated"), proved],
  "the default group of endpoints does not admit the tasks": [endpoints("none"), refused],
} as const;

describe("routes to other networks, and endpoints of other kinds", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [title, [program, expected]] of Object.entries(cases)) {
      it(`${title}, ${pass}`, async () => {
        const { mandatory, paths } = await verdictsOf(pass, program);
        assert.deepEqual({ mandatory, paths }, expected);
      });
    }
  }

  it("a default route of the main table may be in another one until ids are known", async () => {
    const preview = await verdictsOf("preview", onlyMainRouted);
    assert.deepEqual({ mandatory: preview.mandatory, paths: preview.paths }, undecided);
    const applied = await verdictsOf("apply", onlyMainRouted);
    assert.deepEqual({ mandatory: applied.mandatory, paths: applied.paths }, refused);
  });

  it("names what has to be in the other networks", async () => {
    const { texts } = await verdictsOf("apply", byHub("ecr", "10.0.0.0/8"));
    const needs =
      "whether ecr.api, ecr.dkr, s3 can be reached in the networks that the subnets of ECS service shop have routes to";
    assert.ok(texts.includes(needs), texts.join("\n"));
  });

  it("routes of tables that a data source finds are undetermined at a first preview", async () => {
    const program = () => {
      const net = vpcWithOwnNat(2, ({ privateSubnetIds }, index) => {
        const subnetId = privateSubnetIds.apply((ids) => ids[index] ?? "");
        return aws.ec2.getRouteTableOutput({ subnetId }).id;
      });
      serve({ vpc: { id: net.vpcId }, subnetIds: net.privateSubnetIds } as never, "public");
    };
    const { mandatory, paths } = await verdictsOf("preview", program);
    assert.deepEqual({ mandatory, paths }, undecided);
  });
});
