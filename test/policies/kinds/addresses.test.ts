import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { group, httpApi, network, taskDefinition, toInternet } from "../../fixtures/field/base";
import { program as blockOfAnotherVpc } from "../../fixtures/field/23-block-of-another-vpc";
import { program as admissionByBlock } from "../../fixtures/field/34-admission-by-block";
import { verdictsOf } from "../../support/verdicts";
import { allowAll, chain, inVpc, place, rule } from "./programs/addresses";
import type { Chain } from "./programs/addresses";

const vpcBlock = inVpc("10.40.0.0/16");

/** A prefix list with one entry in the stack, and another one by a separate resource. */
function prefixList(first: string, second: string) {
  const list = new aws.ec2.ManagedPrefixList("callers", {
    addressFamily: "IPv4",
    maxEntries: 2,
    entries: [{ cidr: first }],
  });
  new aws.ec2.ManagedPrefixListEntry("callers", { prefixListId: list.id, cidr: second });
  return { prefixListIds: [list.id] };
}

/** V2 link -> NLB without a security group -> service. `taskPeer`: what the tasks admit. */
function nlbWithoutGroup(
  taskPeer: (link: aws.ec2.SecurityGroup) => Partial<aws.ec2.SecurityGroupRuleArgs>,
  targets: Partial<aws.lb.TargetGroupArgs> = {},
) {
  const net = network("home", 40);
  const [linkGroup, taskGroup] = [group("link", net), group("task", net)];
  rule("link", linkGroup, "egress", 80, vpcBlock);
  rule("task", taskGroup, "ingress", 8080, taskPeer(linkGroup));
  toInternet("task", taskGroup);
  const nlb = new aws.lb.LoadBalancer("shop", { internal: true, loadBalancerType: "network", subnets: net.subnetIds });
  const tcp = { port: 8080, protocol: "TCP", targetType: "ip", vpcId: net.vpc.id };
  const targetGroup = new aws.lb.TargetGroup("shop", { ...tcp, ...targets });
  const listener = new aws.lb.Listener("shop", {
    loadBalancerArn: nlb.arn,
    port: 80,
    protocol: "TCP",
    defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
  });
  new aws.ecs.Service(
    "shop",
    {
      cluster: new aws.ecs.Cluster("shop", {}).arn,
      launchType: "FARGATE",
      taskDefinition: taskDefinition("shop").arn,
      desiredCount: 2,
      networkConfiguration: { subnets: net.subnetIds, securityGroups: [taskGroup.id] },
      loadBalancers: [{ targetGroupArn: targetGroup.arn, containerName: "app", containerPort: 8080 }],
    },
    { dependsOn: [listener] },
  );
  const link = new aws.apigatewayv2.VpcLink("shop", { subnetIds: net.subnetIds, securityGroupIds: [linkGroup.id] });
  httpApi("http", { link, listener });
}

/** One security group for link, ALB and tasks, which admits itself. */
function oneGroup(self: Partial<aws.ec2.SecurityGroupRuleArgs>) {
  const net = network("home", 40);
  const all = group("all", net);
  for (const [type, port] of [
    ["egress", 80],
    ["ingress", 80],
    ["egress", 8080],
    ["ingress", 8080],
  ] as const) {
    rule("all", all, type, port, self);
  }
  toInternet("all", all);
  place(net, { link: [all.id], alb: [all.id], task: [all.id] });
}

/** Everything in subnets of a block that the VPC got later. */
function secondaryBlock(allow: (chain: Chain) => void) {
  chain((all) => {
    new aws.ec2.VpcIpv4CidrBlockAssociation("more", { vpcId: all.net.vpc.id, cidrBlock: "10.41.0.0/16" });
    allow(all);
  });
}

const proved: Readonly<Record<string, () => void>> = {
  admissionByBlock,
  "two halves of the VPC": () => {
    chain((all) => allowAll(all, { cidrBlocks: ["10.40.0.0/17", "10.40.128.0/17"] }));
  },
  "the subnets one by one": () => {
    chain((all) => allowAll(all, { cidrBlocks: ["10.40.1.0/24", "10.40.2.0/24"] }));
  },
  "a prefix list in the stack": () => {
    chain((all) => allowAll(all, vpcBlock, prefixList("10.40.1.0/24", "10.40.2.0/24")));
  },
  "an NLB by its subnets": () => {
    nlbWithoutGroup(() => ({ cidrBlocks: ["10.40.1.0/24", "10.40.2.0/24"] }));
  },
  "a group that admits itself": () => {
    oneGroup({ self: true });
  },
  "the default group of the VPC": () => {
    place(network("home", 40), { link: undefined, alb: undefined, task: undefined });
  },
  "the default group of the VPC by its id": () => {
    const net = network("home", 40);
    const group = [net.vpc.defaultSecurityGroupId];
    place(net, { link: group, alb: group, task: group });
  },
  "the default group of the VPC, managed by the program": () => {
    const net = network("home", 40);
    const all = { protocol: "-1", fromPort: 0, toPort: 0 };
    const egress = [{ ...all, cidrBlocks: ["0.0.0.0/0"] }];
    new aws.ec2.DefaultSecurityGroup("home", { vpcId: net.vpc.id, ingress: [{ ...all, self: true }], egress });
    place(net, { link: undefined, alb: undefined, task: undefined });
  },
  "protocol number and all protocols": () => {
    chain((all) => {
      allowAll(all, { ...vpcBlock, protocol: "6" }, { ...vpcBlock, protocol: "all", fromPort: 0, toPort: 0 });
    });
  },
};

const refuted: Readonly<Record<string, readonly [program: () => void, resource: string, text: RegExp]>> = {
  blockOfAnotherVpc: [blockOfAnotherVpc, "shop", /load balancer shop to reach ECS service shop on port 8080/],
  "one of two subnets": [
    () => {
      chain((all) => allowAll(all, vpcBlock, inVpc("10.40.1.0/24")));
    },
    "shop",
    /load balancer shop in home-priv-c to reach ECS service shop/,
  ],
  "the default group of the VPC, of which the program removes all rules": [
    () => {
      const net = network("home", 40);
      new aws.ec2.DefaultSecurityGroup("home", { vpcId: net.vpc.id });
      place(net, { link: undefined, alb: undefined, task: undefined });
    },
    "shop",
    /no egress rule allows V2 VPC link shop to reach load balancer shop/,
  ],
  "egress to another block": [
    () => {
      chain((all) => {
        rule("link", all.groups.link, "egress", 80, inVpc("10.99.0.0/16"));
        rule("alb", all.groups.alb, "ingress", 80, vpcBlock);
      });
    },
    "shop",
    /no egress rule allows V2 VPC link shop to reach load balancer shop on port 80/,
  ],
  "only IPv6": [
    () => {
      chain((all) => allowAll(all, vpcBlock, { ipv6CidrBlocks: ["2600:1f18::/32"] }));
    },
    "shop",
    /load balancer shop to reach ECS service shop/,
  ],
  "a prefix list of other blocks": [
    () => {
      chain((all) => allowAll(all, vpcBlock, prefixList("10.50.0.0/16", "192.168.0.0/16")));
    },
    "shop",
    /load balancer shop to reach ECS service shop/,
  ],
  "an NLB without a group, admitted by the group of its client": [
    () => {
      nlbWithoutGroup((link) => ({ sourceSecurityGroupId: link.id }));
    },
    "shop",
    /from the CIDR blocks of the subnets of load balancer shop/,
  ],
  "a secondary block of the VPC": [
    () => {
      secondaryBlock((all) => allowAll(all, vpcBlock, inVpc("10.41.0.0/16")));
    },
    "shop",
    /load balancer shop to reach ECS service shop/,
  ],
};

const undetermined: Readonly<Record<string, readonly [program: () => void, needs: RegExp]>> = {
  "half of a subnet": [
    () => {
      chain((all) => allowAll(all, vpcBlock, { cidrBlocks: ["10.40.1.0/24", "10.40.2.0/25"] }));
    },
    /the addresses in home-priv-c, which the security group rules allow in part/,
  ],
  "a prefix list outside the stack": [
    () => {
      chain((all) => allowAll(all, vpcBlock, { prefixListIds: ["pl-0123456789abcdef0"] }));
    },
    /the entries of prefix list pl-0123456789abcdef0/,
  ],
};

describe("addresses in security group rules", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [name, program] of Object.entries(proved)) {
      it(`${name}: proved without an assumption, ${pass}`, async () => {
        const { mandatory, paths, assumed } = await verdictsOf(pass, program);
        assert.deepEqual(
          { mandatory, paths, assumed },
          { mandatory: [], paths: { "http $default": "proved" }, assumed: [] },
        );
      });
    }
    for (const [name, [program, resource, text]] of Object.entries(refuted)) {
      it(`${name}: refuted at the security group, ${pass}`, async () => {
        const { mandatory, paths, texts } = await verdictsOf(pass, program);
        assert.deepEqual(mandatory, [`every-route-reaches-its-service ${resource}`]);
        assert.deepEqual(paths, { "http $default": "refuted at security group" });
        assert.ok(
          texts.some((found) => text.test(found)),
          texts.join("\n"),
        );
      });
    }
    for (const [name, [program, needs]] of Object.entries(undetermined)) {
      it(`${name}: undetermined, ${pass}`, async () => {
        const { mandatory, paths, texts } = await verdictsOf(pass, program);
        assert.deepEqual({ mandatory, paths }, { mandatory: [], paths: { "http $default": "undetermined" } });
        assert.ok(
          texts.some((found) => needs.test(found)),
          texts.join("\n"),
        );
      });
    }
  }
});
