import assert from "node:assert/strict";
import type { CapturedResource, RunResult } from "../../simulator/run";
import { find, named, ofType, runStack, shortType } from "../support/run";

const network = "urn:pulumi:dev::private-integrations::private-integrations:index:Network";
const subnetInAwsx = `${network}$awsx:ec2:Vpc$aws:ec2/vpc:Vpc$aws:ec2/subnet:Subnet`;
const tableInAwsx = `${subnetInAwsx}$aws:ec2/routeTable:RouteTable`;
const sales = { name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2"] };
const supply = { name: "supply", cidr: "10.2.0.0/16", zones: ["use1-az1", "use1-az2"] };
const [eip, gateway, route] = ["Eip", "NatGateway", "aws:ec2/route:Route"] as const;

/** All that a resource waits for, as `Type name`. */
function awaited(result: RunResult, resource: CapturedResource): ReadonlySet<string> {
  const byUrn = new Map(result.resources.map((one) => [one.urn, one]));
  const found = new Set<string>();
  const visit = (urn: string) => {
    const one = byUrn.get(urn);
    if (one === undefined || found.has(`${shortType(one.type)} ${one.name}`)) return;
    found.add(`${shortType(one.type)} ${one.name}`);
    one.dependencies.forEach(visit);
  };
  resource.dependencies.forEach(visit);
  return found;
}

describe("NAT gateways, their addresses and the private default routes", () => {
  for (const pass of ["preview", "apply"] as const) {
    it(`are children of the network, and aliases of what awsx named so, ${pass}`, async () => {
      const result = await runStack("dev", pass, { vpcs: [sales, { ...supply, nat: "perZone" }] });
      assert.deepEqual(
        [eip, gateway, route]
          .map((type) => ofType(result, type).filter(({ inputs }) => !("gatewayId" in inputs)))
          .map((all) => all.map(({ name }) => name).sort()),
        [
          ["sales-1", "supply-1", "supply-2"],
          ["sales-1", "supply-1", "supply-2"],
          ["sales-private-1", "sales-private-2", "supply-private-1", "supply-private-2"],
        ],
      );
      for (const [type, name, alias] of [
        [eip, "supply-2", `${subnetInAwsx}$aws:ec2/eip:Eip::supply-2`],
        [gateway, "supply-2", `${subnetInAwsx}$aws:ec2/natGateway:NatGateway::supply-2`],
        [route, "supply-private-2", `${tableInAwsx}$aws:ec2/route:Route::supply-private-2`],
      ] as const) {
        const resource = find(result, type, name);
        assert.equal(resource.parent, `${network}::supply`);
        assert.deepEqual(resource.options.aliases, [alias]);
      }
    });

    it(`each names its own subnet, table and gateway, ${pass}`, async () => {
      const result = await runStack("dev", pass, { vpcs: [sales, { ...supply, nat: "perZone" }] });
      const sources = (type: string, name: string) =>
        Object.fromEntries(
          Object.entries(find(result, type, name).propertyDependencies).map(([key, urns]) => [key, named(urns)]),
        );
      assert.deepEqual(sources(gateway, "supply-2"), {
        allocationId: ["Eip supply-2"],
        subnetId: ["Subnet supply-public-2"],
      });
      assert.deepEqual(sources(route, "supply-private-2"), {
        natGatewayId: ["NatGateway supply-2"],
        routeTableId: ["RouteTable supply-private-2"],
      });
      // One NAT gateway for both zones.
      assert.deepEqual(sources(route, "sales-private-2"), {
        natGatewayId: ["NatGateway sales-1"],
        routeTableId: ["RouteTable sales-private-2"],
      });
    });
  }

  it("have the arguments that awsx gave them", async () => {
    const result = await runStack("dev", "apply");
    const subnetId = find(result, "Subnet", "sales-public-1").outputs["id"];
    const allocationId = find(result, eip, "sales-1").outputs["allocationId"];
    const tags = { Name: "sales-1" };
    assert.deepEqual(find(result, eip, "sales-1").inputs, { tags });
    assert.deepEqual(find(result, gateway, "sales-1").inputs, { subnetId, allocationId, tags });
    assert.deepEqual(find(result, route, "sales-private-2").inputs, {
      routeTableId: find(result, "RouteTable", "sales-private-2").outputs["id"],
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: find(result, gateway, "sales-1").outputs["id"],
    });
  });

  for (const option of [1, 2, 3, 4, 5]) {
    it(`option ${option}: services wait for the routes of their VPC; load balancers and links wait for none`, async () => {
      const result = await runStack("dev", "apply", { option });
      for (const service of ofType(result, "aws:ecs/service:Service")) {
        const vpc = ["orders", "customers"].includes(service.name) ? "sales" : "supply";
        const routes = [...awaited(result, service)].filter((one) => one.startsWith("Route "));
        assert.deepEqual(routes.sort(), [`Route ${vpc}-private-1`, `Route ${vpc}-private-2`]);
      }
      for (const resource of [...ofType(result, "LoadBalancer"), ...ofType(result, "VpcLink")]) {
        if (!resource.custom) continue;
        const waits = [...awaited(result, resource)].filter((one) => /^(NatGateway|Eip|Route) /.test(one));
        assert.deepEqual(waits, [], resource.name);
      }
    });
  }

  it("a NAT gateway waits for the internet gateway: AWS detaches that only after public addresses are gone", async () => {
    const result = await runStack("dev", "apply");
    const natGateway = find(result, gateway, "sales-1");
    assert.ok(named(natGateway.dependencies).includes("InternetGateway sales"));
  });

  it("a VPC without NAT has none of them", async () => {
    const result = await runStack("shared", "apply");
    const [vpc] = ofType(result, "aws:ec2/vpc:Vpc");
    assert.ok(vpc);
    assert.deepEqual([...ofType(result, gateway), ...ofType(result, eip)], []);
    assert.ok(ofType(result, route).every(({ inputs }) => "gatewayId" in inputs));
  });
});
