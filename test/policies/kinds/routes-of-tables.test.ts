import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network } from "../../fixtures/field/base";
import { program as regionalNat } from "../../fixtures/field/31-regional-nat";
import { program as noWayOut } from "../../fixtures/field/32-spot-without-way-out";
import { verdictsOf } from "../../support/verdicts";
import { vpcWithOwnNat } from "./own-nat";

type Tables = awsx.ec2.Vpc["routeTables"];

/** A service in a VPC whose private tables have routes to a NAT gateway of the program. */
function ownNat(table: (tables: Tables, index: number) => pulumi.Output<string>, routes: number) {
  return () => {
    const net = vpcWithOwnNat(routes, ({ routeTables }, index) => table(routeTables, index));
    const subnetIds = net.privateSubnetIds;
    httpApi("http", albService("shop", { vpc: { id: net.vpcId }, subnetIds } as never));
  };
}

/** Id of the table of a private subnet: awsx lists the tables by zone, public ones first. */
const privateTable = (tables: Tables, index: number) =>
  tables.apply((all) => all[2 * index + 1]?.id ?? pulumi.output(""));

/** Two tables of the program, and routes whose table is one of them: the id is an output of both. */
function eitherTable(routes: number, target: "nat" | "nat per table" | "mixed" = "nat") {
  return () => {
    const net = network("home", 40, { nat: "none" });
    const nat = new aws.ec2.NatGateway("home", { vpcId: net.vpc.id, availabilityMode: "regional" });
    const other = new aws.ec2.NatGateway("other", { vpcId: net.vpc.id, availabilityMode: "regional" });
    const gateway = new aws.ec2.InternetGateway("other", { vpcId: net.vpc.id });
    const subnets = ["b", "c"].map((zone, i) => {
      const cidrBlock = `10.40.${20 + i}.0/24`;
      return new aws.ec2.Subnet(`own-${zone}`, { vpcId: net.vpc.id, cidrBlock, availabilityZone: `us-east-1${zone}` });
    });
    const tables = subnets.map(({ id }, i) => {
      const table = new aws.ec2.RouteTable(`own-${i}`, { vpcId: net.vpc.id });
      new aws.ec2.RouteTableAssociation(`own-${i}`, { subnetId: id, routeTableId: table.id });
      return table.id;
    });
    for (let i = 0; i < routes; i += 1) {
      new aws.ec2.Route(`own-${i}`, {
        routeTableId: pulumi.all(tables).apply((ids) => ids[i] ?? ""),
        destinationCidrBlock: "0.0.0.0/0",
        ...(target === "mixed" && i === 0
          ? { gatewayId: gateway.id }
          : { natGatewayId: target === "nat per table" && i === 1 ? other.id : nat.id }),
      });
    }
    httpApi("http", albService("shop", { ...net, subnets, subnetIds: subnets.map(({ id }) => id) }));
  };
}

/** Subnets without an association, which use the main table of the VPC; `route` gives it a default route. */
function mainTable(route: "by the VPC" | "adopted" | "none") {
  return () => {
    const vpc = new aws.ec2.Vpc("home", { cidrBlock: "10.40.0.0/16" });
    const nat = new aws.ec2.NatGateway("home", { vpcId: vpc.id, availabilityMode: "regional" });
    const out = { destinationCidrBlock: "0.0.0.0/0", natGatewayId: nat.id };
    if (route === "by the VPC") new aws.ec2.Route("main", { routeTableId: vpc.mainRouteTableId, ...out });
    if (route === "adopted") {
      const routes = [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }];
      new aws.ec2.DefaultRouteTable("main", { defaultRouteTableId: vpc.defaultRouteTableId, routes });
    }
    // A table that nothing uses.
    new aws.ec2.RouteTable("spare", { vpcId: vpc.id });
    const subnetIds = ["b", "c"].map((zone, i) => {
      const cidrBlock = `10.40.${i}.0/24`;
      return new aws.ec2.Subnet(zone, { vpcId: vpc.id, cidrBlock, availabilityZone: `us-east-1${zone}` }).id;
    });
    httpApi("http", albService("shop", { vpc, subnetIds } as never));
  };
}

const registry = "private-tasks-reach-registry shop";
const path = "every-route-reaches-its-service shop";

describe("default routes of undetermined route tables", () => {
  it("as many routes to NAT as private tables: no violation at a first preview, and proved when ids are known", async () => {
    const preview = await verdictsOf("preview", ownNat(privateTable, 2));
    assert.deepEqual(preview.mandatory, []);
    assert.deepEqual(preview.paths, { "http $default": "undetermined" });
    const applied = await verdictsOf("apply", ownNat(privateTable, 2));
    assert.deepEqual([applied.mandatory, applied.paths], [[], { "http $default": "proved" }]);
  });

  it("fewer routes than tables: undetermined at a first preview, and refused when ids are known", async () => {
    const preview = await verdictsOf("preview", ownNat(privateTable, 1));
    assert.deepEqual(preview.mandatory, []);
    assert.ok(preview.undetermined.includes(registry));
    const applied = await verdictsOf("apply", ownNat(privateTable, 1));
    assert.deepEqual(applied.mandatory, [registry, path]);
    assert.deepEqual(applied.paths, { "http $default": "refuted at task" });
  });

  it("no route at all: refused when ids are known", async () => {
    const applied = await verdictsOf("apply", ownNat(privateTable, 0));
    assert.deepEqual(applied.mandatory, [registry, path]);
  });

  it("routes that are in either of two tables: undetermined unless there are as many routes, all to NAT", async () => {
    const verdicts = async (...[routes, target]: Parameters<typeof eitherTable>) =>
      (await verdictsOf("preview", eitherTable(routes, target))).paths["http $default"];
    assert.equal(await verdicts(2), "proved");
    assert.equal(await verdicts(1), "undetermined");
    assert.equal(await verdicts(2, "nat per table"), "proved");
    assert.equal(await verdicts(2, "mixed"), "undetermined");
    assert.equal(await verdicts(0), "refuted at task");
  });

  for (const pass of ["preview", "apply"] as const) {
    it(`subnets without an association use the main table of their VPC, ${pass}`, async () => {
      const verdict = async (...[route]: Parameters<typeof mainTable>) =>
        (await verdictsOf(pass, mainTable(route))).paths["http $default"];
      assert.equal(await verdict("by the VPC"), "proved");
      assert.equal(await verdict("none"), "refuted at task");
      assert.equal(await verdict("adopted"), "proved");
    });

    it(`a regional NAT gateway is a way out, ${pass}`, async () => {
      const { mandatory, paths } = await verdictsOf(pass, regionalNat);
      assert.deepEqual([mandatory, paths], [[], { "http $default": "proved" }]);
    });

    it(`Fargate Spot without a way out is refused, ${pass}`, async () => {
      const { mandatory, paths } = await verdictsOf(pass, noWayOut);
      assert.deepEqual([mandatory, paths], [[registry, path], { "http $default": "refuted at task" }]);
    });
  }
});
