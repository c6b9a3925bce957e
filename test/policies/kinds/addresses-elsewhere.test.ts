import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { group, network, toInternet } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import { allowAll, chain, inVpc, place, rule } from "./programs/addresses";

/** Link, ALB and tasks in subnets outside the stack; everything allows one peer. */
function existing(
  peer: Partial<aws.ec2.SecurityGroupRuleArgs>,
  vpc: { readonly id: pulumi.Input<string> } = { id: "vpc-0123456789abcdef0" },
) {
  return () => {
    const make = (name: string) => new aws.ec2.SecurityGroup(name, { vpcId: vpc.id, description: name });
    const groups = { link: make("link"), alb: make("alb"), task: make("task") };
    toInternet("task", groups.task);
    allowAll({ groups } as never, peer);
    const subnetIds = ["subnet-0aaaaaaaaaaaaaaa1", "subnet-0aaaaaaaaaaaaaaa2"] as never;
    place({ vpc, subnetIds }, { link: [groups.link.id], alb: [groups.alb.id], task: [groups.task.id] });
  };
}

/** Subnets outside the stack in a VPC of the stack with two blocks. */
const inTwoBlocks = (peer: Partial<aws.ec2.SecurityGroupRuleArgs>) => () => {
  const vpc = new aws.ec2.Vpc("home", { cidrBlock: "10.40.0.0/16" });
  new aws.ec2.VpcIpv4CidrBlockAssociation("more", { vpcId: vpc.id, cidrBlock: "10.41.0.0/16" });
  existing(peer, vpc)();
};

/** The same in awsx.ec2.Vpc, whose lists of subnets are unknown at a first preview. */
const inAwsx = (block: string) => () => {
  const net = new awsx.ec2.Vpc("home", {
    cidrBlock: "10.40.0.0/16",
    availabilityZoneNames: ["us-east-1b", "us-east-1c"],
    natGateways: { strategy: "Single" },
    subnetStrategy: "Auto",
    subnetSpecs: [{ type: "Public" }, { type: "Private" }],
  });
  const make = (name: string) => new aws.ec2.SecurityGroup(name, { vpcId: net.vpcId, description: name });
  const groups = { link: make("link"), alb: make("alb"), task: make("task") };
  toInternet("task", groups.task);
  allowAll({ groups } as never, inVpc(block));
  const subnetIds = net.privateSubnetIds as never;
  place(
    { vpc: { id: net.vpcId }, subnetIds },
    { link: [groups.link.id], alb: [groups.alb.id], task: [groups.task.id] },
  );
};

/** A rule of the tasks whose security group is one of two. */
const stray = () => {
  const net = network("home", 40);
  const groups = { link: group("link", net), alb: group("alb", net), task: group("task", net) };
  const other = group("other", net);
  rule("link", groups.link, "egress", 80, inVpc("10.40.0.0/16"));
  rule("alb", groups.alb, "ingress", 80, inVpc("10.40.0.0/16"));
  rule("alb", groups.alb, "egress", 8080, inVpc("10.40.0.0/16"));
  toInternet("task", groups.task);
  new aws.vpc.SecurityGroupIngressRule("stray", {
    securityGroupId: pulumi.all([groups.task.id, other.id]).apply(([id]) => id),
    cidrIpv4: "10.40.0.0/16",
    ipProtocol: "tcp",
    fromPort: 8080,
    toPort: 8080,
  });
  place(net, { link: [groups.link.id], alb: [groups.alb.id], task: [groups.task.id] });
};

/** Tasks that admit two groups inline, whose ids are unknown at a first preview. */
const inlineGroups = (ports: readonly [number, number]) => () => {
  const net = network("home", 40);
  const groups = { link: group("link", net), alb: group("alb", net), other: group("other", net) };
  rule("link", groups.link, "egress", 80, inVpc("10.40.0.0/16"));
  rule("alb", groups.alb, "ingress", 80, inVpc("10.40.0.0/16"));
  rule("alb", groups.alb, "egress", 8080, inVpc("10.40.0.0/16"));
  const all = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
  const task = new aws.ec2.SecurityGroup("task", {
    vpcId: net.vpc.id,
    egress: [all],
    ingress: [groups.other, groups.alb].map(({ id }, i) => ({
      protocol: "tcp",
      fromPort: ports[i] ?? 0,
      toPort: 8080,
      securityGroups: [id],
    })),
  });
  place(net, { link: [groups.link.id], alb: [groups.alb.id], task: [task.id] });
};

const securityGroup = (texts: readonly string[]) => texts.filter((text) => text.startsWith("at security group"));

describe("addresses that the stack does not show", () => {
  for (const pass of ["preview", "apply"] as const) {
    it(`subnets outside the stack need their CIDR blocks, ${pass}`, async () => {
      const { mandatory, texts } = await verdictsOf(pass, existing(inVpc("10.40.0.0/16")));
      assert.deepEqual(mandatory, []);
      assert.match(securityGroup(texts)[0] ?? "", /the CIDR blocks of the subnets of load balancer shop/);
    });

    it(`all addresses contain every subnet, ${pass}`, async () => {
      const { texts } = await verdictsOf(pass, existing(inVpc("0.0.0.0/0")));
      assert.deepEqual(securityGroup(texts), []);
    });

    it(`one of two blocks of the VPC does not decide, ${pass}`, async () => {
      const { mandatory, texts } = await verdictsOf(pass, inTwoBlocks(inVpc("10.40.0.0/16")));
      assert.deepEqual(mandatory, []);
      assert.match(
        securityGroup(texts)[0] ?? "",
        /the addresses in home, which the security group rules allow in part/,
      );
    });

    it(`all blocks of the VPC contain every subnet, ${pass}`, async () => {
      const { texts } = await verdictsOf(pass, inTwoBlocks({ cidrBlocks: ["10.40.0.0/16", "10.41.0.0/16"] }));
      assert.deepEqual(securityGroup(texts), []);
    });

    it(`subnets of awsx are in the block of their VPC, ${pass}`, async () => {
      const { mandatory, texts } = await verdictsOf(pass, inAwsx("10.40.0.0/16"));
      assert.deepEqual([mandatory, securityGroup(texts)], [[], []]);
    });

    it(`subnets of awsx are not in the block of another VPC, ${pass}`, async () => {
      const { mandatory, paths } = await verdictsOf(pass, inAwsx("10.99.0.0/16"));
      assert.deepEqual(mandatory, ["every-route-reaches-its-service shop"]);
      assert.deepEqual(paths, { "http $default": "refuted at security group" });
    });
  }

  it("blocks of one IP version do not decide connections by either version", async () => {
    const dual = () => {
      const both = { cidrBlocks: ["10.40.0.0/16"] };
      chain((all) => allowAll(all, both), { alb: { ipAddressType: "dualstack" } });
    };
    const { mandatory, texts } = await verdictsOf("preview", dual);
    assert.deepEqual(mandatory, []);
    assert.match(securityGroup(texts)[0] ?? "", /the IP version of connections to load balancer shop/);
  });

  it("targets by IPv6 do not see the IPv4 blocks of a subnet", async () => {
    const byIpv6 = () => {
      chain((all) => allowAll(all, { cidrBlocks: ["10.40.0.0/16"] }), { targetGroup: { ipAddressType: "ipv6" } });
    };
    assert.deepEqual((await verdictsOf("preview", byIpv6)).paths, { "http $default": "refuted at security group" });
  });

  it("half of the block of an awsx VPC: undetermined at a first preview, decided when ids are known", async () => {
    const preview = await verdictsOf("preview", inAwsx("10.40.64.0/18"));
    assert.deepEqual(preview.mandatory, []);
    assert.match(securityGroup(preview.texts)[0] ?? "", /which the security group rules allow in part/);
    const applied = await verdictsOf("apply", inAwsx("10.40.64.0/18"));
    assert.deepEqual(applied.paths, { "http $default": "refuted at security group" });
  });

  it("a rule that may belong to the group: undetermined at a first preview, proved when ids are known", async () => {
    const preview = await verdictsOf("preview", stray);
    assert.deepEqual([preview.mandatory, preview.paths], [[], { "http $default": "undetermined" }]);
    assert.match(securityGroup(preview.texts)[0] ?? "", /the security group of stray/);
    assert.deepEqual((await verdictsOf("apply", stray)).paths, { "http $default": "proved" });
  });

  it("as many inline rules as groups for the same ports admit each group", async () => {
    assert.deepEqual((await verdictsOf("preview", inlineGroups([8080, 8080]))).paths, { "http $default": "proved" });
    const others = await verdictsOf("preview", inlineGroups([8000, 8080]));
    assert.deepEqual(others.paths, { "http $default": "undetermined" });
    assert.deepEqual((await verdictsOf("apply", inlineGroups([8000, 8080]))).paths, { "http $default": "proved" });
  });

  it("a prefix list without entries admits nobody", async () => {
    const empty = () => {
      chain((all) => {
        const list = new aws.ec2.ManagedPrefixList("empty", { addressFamily: "IPv4", maxEntries: 1 });
        allowAll(all, inVpc("10.40.0.0/16"), { prefixListIds: [list.id] });
      });
    };
    assert.deepEqual((await verdictsOf("preview", empty)).paths, { "http $default": "refuted at security group" });
  });
});
