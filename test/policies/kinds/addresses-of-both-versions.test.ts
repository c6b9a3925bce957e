import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { albService, group, httpApi, network, toInternet } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";

const version = "at security group: the IP version of connections to load balancer shop";

/** An ALB with both IP versions, whose groups admit the IPv4 block of the VPC; the link is in other subnets. */
const byIpv4Block =
  (subnet: Partial<aws.ec2.SubnetArgs> = {}, cidrBlock = "10.40.0.0/16") =>
  () => {
    const net = network("home", 40);
    const [linkSg, albSg, taskSg] = [group("link", net), group("alb", net), group("task", net)] as const;
    toInternet("task", taskSg);
    const rules = [
      ["link", linkSg, "egress", 80],
      ["alb", albSg, "ingress", 80],
      ["alb-out", albSg, "egress", 8080],
      ["task", taskSg, "ingress", 8080],
    ] as const;
    for (const [name, { id }, type, port] of rules) {
      const span = { protocol: "tcp", fromPort: port, toPort: port };
      const blocks = name === "alb" ? [cidrBlock] : ["10.40.0.0/16"];
      new aws.ec2.SecurityGroupRule(name, { securityGroupId: id, type, ...span, cidrBlocks: blocks });
    }
    const ownSubnets = (name: string, first: number, more: Partial<aws.ec2.SubnetArgs>) =>
      ["b", "c"].map((zone, i) => {
        const own = { cidrBlock: `10.40.${first + i}.0/24`, availabilityZone: `us-east-1${zone}` };
        return new aws.ec2.Subnet(`${name}-${zone}`, { vpcId: net.vpc.id, ...own, ...more }).id;
      });
    const { listener } = albService("shop", net, {
      balancer: {
        ipAddressType: "dualstack",
        securityGroups: [albSg.id],
        subnets: ownSubnets("alb", 30, { ipv6CidrBlock: "2600:1f18:1234:5601::/64" }),
      },
      service: { networkConfiguration: { subnets: net.subnetIds, securityGroups: [taskSg.id] } },
    });
    const subnetIds = ownSubnets("link", 20, subnet);
    const link = new aws.apigatewayv2.VpcLink("link", { subnetIds, securityGroupIds: [linkSg.id] });
    httpApi("http", { link, listener });
  };

describe("connections to a load balancer with both IP versions", () => {
  for (const pass of ["preview", "apply"] as const) {
    it(`are IPv4 from subnets that have only IPv4, ${pass}`, async () => {
      const { mandatory, paths } = await verdictsOf(pass, byIpv4Block());
      assert.deepEqual([mandatory, paths], [[], { "http $default": "proved" }]);
    });

    it(`from elsewhere are refused by IPv4 blocks, ${pass}`, async () => {
      const { mandatory, paths } = await verdictsOf(pass, byIpv4Block({}, "10.99.0.0/16"));
      assert.deepEqual(mandatory, ["every-route-reaches-its-service shop"]);
      assert.deepEqual(paths, { "http $default": "refuted at security group" });
    });

    it(`are undetermined from subnets with both versions, ${pass}`, async () => {
      const both = { ipv6CidrBlock: "2600:1f18:1234:5600::/64" };
      const { mandatory, paths, texts } = await verdictsOf(pass, byIpv4Block(both));
      assert.deepEqual([mandatory, paths], [[], { "http $default": "undetermined" }]);
      assert.ok(texts.includes(version), texts.join("\n"));
    });

    it(`are undetermined if IPAM gives the subnets an IPv6 block, ${pass}`, async () => {
      const { paths } = await verdictsOf(pass, byIpv4Block({ ipv6IpamPoolId: "ipam-pool-0123456789abcdef0" }));
      assert.deepEqual(paths, { "http $default": "undetermined" });
    });
  }
});
