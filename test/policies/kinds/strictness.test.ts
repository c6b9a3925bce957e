import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { albService, httpApi, network } from "../../fixtures/field/base";
import type { Front } from "../../fixtures/field/base";
import { program as inlineOnly } from "../../fixtures/field/28-inline-rules-only";
import type { Resource } from "../../../policies/graph/resource";
import { resourcesOf, verdictsOf, verdictsOn } from "../../support/verdicts";

const mixed = "no-inline-security-group-rules";
const separate = "separate-security-group-rules";
const open = "no-ingress-from-anywhere";
const openElsewhere = "ingress-from-anywhere-elsewhere";
/** Advice on the API of every program here. */
const onTheApi = [
  "api-has-authorization http",
  "requests-to-balancer-encrypted http",
  "stage-has-access-logs http",
  "stage-has-throttling http",
];
const besidesApi = (advice: readonly string[]) => advice.filter((finding) => !onTheApi.includes(finding));
const block = "10.40.0.0/16";
const tcp = (port: number, cidr: string) => ({ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: [cidr] });

/** The sound program with more resources. */
const sound = (more: (net: ReturnType<typeof network>, front: Front) => void) => () => {
  const net = network("home", 40);
  const front = albService("shop", net);
  httpApi("http", front);
  more(net, front);
};

/** A group beside the request path, with inline rules and perhaps a separate one. */
const besides = (inline: Partial<aws.ec2.SecurityGroupArgs>, port?: number) =>
  sound((net) => {
    const group = new aws.ec2.SecurityGroup("other", { vpcId: net.vpc.id, ...inline });
    if (port === undefined) return;
    const span = { ipProtocol: "tcp", fromPort: port, toPort: port };
    new aws.vpc.SecurityGroupIngressRule("other", { securityGroupId: group.id, cidrIpv4: block, ...span });
  });

/** A separate ingress rule of a group on the request path, or of a bastion. */
const ingress = (of: "task" | "bastion", ...cidrs: readonly string[]) =>
  sound((net, { taskSg }) => {
    const group = of === "task" ? taskSg : new aws.ec2.SecurityGroup("bastion", { vpcId: net.vpc.id });
    cidrs.forEach((cidr, i) => {
      const span = { ipProtocol: "tcp", fromPort: 8080, toPort: 8080 };
      const peer = cidr.includes(":") ? { cidrIpv6: cidr } : { cidrIpv4: cidr };
      new aws.vpc.SecurityGroupIngressRule(`${of}-${i}`, { securityGroupId: group.id, ...span, ...peer });
    });
  });

/** A public website that no API calls. */
const website = sound((net) => {
  const group = new aws.ec2.SecurityGroup("web", { vpcId: net.vpc.id, ingress: [tcp(443, "0.0.0.0/0")] });
  new aws.lb.LoadBalancer("web", {
    internal: false,
    loadBalancerType: "network",
    subnets: [net.pub.id],
    securityGroups: [group.id],
  });
});

/** A public worker that no API calls. */
const worker = sound((net, { cluster, task }) => {
  const group = new aws.ec2.SecurityGroup("worker", { vpcId: net.vpc.id });
  new aws.ecs.Service("worker", {
    cluster: cluster.arn,
    launchType: "FARGATE",
    taskDefinition: task.arn,
    desiredCount: 1,
    waitForSteadyState: true,
    networkConfiguration: { subnets: [net.pub.id], securityGroups: [group.id], assignPublicIp: true },
  });
});

interface Case {
  readonly program: () => void;
  readonly mandatory: readonly string[];
  readonly advice: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  "inline rules only": {
    program: inlineOnly,
    mandatory: [],
    advice: ["ecs-service-waits-for-steady-state shop", `${separate} alb`, `${separate} link`, `${separate} task`],
  },
  "inline and separate ingress in one group": {
    program: besides({ ingress: [tcp(22, block)] }, 8080),
    mandatory: [`${mixed} other`],
    advice: [],
  },
  "an inline rule of which one peer has a separate rule": {
    program: besides({ ingress: [{ ...tcp(8080, block), cidrBlocks: [block, "10.50.0.0/16"] }] }, 8080),
    mandatory: [`${mixed} other`],
    advice: [],
  },
  "inline egress beside separate ingress": {
    program: besides({ egress: [tcp(443, "0.0.0.0/0")] }, 8080),
    mandatory: [`${mixed} other`],
    advice: [],
  },
  "AWS's default egress inline beside separate ingress": {
    program: besides({ egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] }, 8080),
    mandatory: [],
    advice: [],
  },
  "inline rules whose changes are ignored": {
    program: sound((net) => {
      const rules = { ingress: [tcp(22, block)] };
      const group = new aws.ec2.SecurityGroup("other", { vpcId: net.vpc.id, ...rules }, { ignoreChanges: ["ingress"] });
      const span = { ipProtocol: "tcp", fromPort: 8080, toPort: 8080 };
      new aws.vpc.SecurityGroupIngressRule("other", { securityGroupId: group.id, cidrIpv4: block, ...span });
    }),
    mandatory: [],
    advice: [`${separate} other`],
  },
  "inline rules in a group beside separate rules of other groups": {
    program: besides({ ingress: [tcp(22, block)] }),
    mandatory: [],
    advice: [`${separate} other`],
  },
  "open ingress of tasks": { program: ingress("task", "0.0.0.0/0"), mandatory: [`${open} task-0`], advice: [] },
  "open ingress of tasks by IPv6": { program: ingress("task", "::/0"), mandatory: [`${open} task-0`], advice: [] },
  "open ingress of tasks in two halves": {
    program: ingress("task", "128.0.0.0/1", "0.0.0.0/1"),
    mandatory: [`${open} task-0`],
    advice: [],
  },
  "one half is not everything": { program: ingress("task", "0.0.0.0/1"), mandatory: [], advice: [] },
  "ICMP from anywhere carries no requests": {
    program: sound((net, { albSg }) => {
      const icmp = { cidrIpv4: "0.0.0.0/0", ipProtocol: "icmp", fromPort: 3, toPort: 4 };
      new aws.vpc.SecurityGroupIngressRule("mtu", { securityGroupId: albSg.id, ...icmp });
      const inline = { protocol: "1", fromPort: -1, toPort: -1, cidrBlocks: ["0.0.0.0/0"] };
      new aws.ec2.SecurityGroup("other", { vpcId: net.vpc.id, ingress: [inline] });
    }),
    mandatory: [],
    advice: [`${separate} other`],
  },
  "UDP from anywhere": {
    program: sound((_, { albSg }) => {
      const udp = { cidrIpv4: "0.0.0.0/0", ipProtocol: "udp", fromPort: 53, toPort: 53 };
      new aws.vpc.SecurityGroupIngressRule("dns", { securityGroupId: albSg.id, ...udp });
    }),
    mandatory: [`${open} dns`],
    advice: [],
  },
  "open ingress of a bastion": {
    program: ingress("bastion", "0.0.0.0/0"),
    mandatory: [],
    advice: [`${openElsewhere} bastion-0`],
  },
  "one rule by two resource types": {
    program: sound((net) => {
      const group = new aws.ec2.SecurityGroup("other", { vpcId: net.vpc.id });
      const ports = { fromPort: 22, toPort: 22 };
      const separately = { securityGroupId: group.id, cidrIpv4: block, ipProtocol: "6", ...ports };
      new aws.vpc.SecurityGroupIngressRule("a", separately);
      const together = { securityGroupId: group.id, cidrBlocks: ["10.50.0.0/16", block], protocol: "tcp", ...ports };
      new aws.ec2.SecurityGroupRule("b", { type: "ingress", ...together });
      new aws.ec2.SecurityGroupRule("c", { type: "egress", ...together });
    }),
    // The first by URN stays.
    mandatory: ["security-group-rule-once a"],
    advice: [],
  },
  "fixed names": {
    program: () => {
      const front = albService("shop", network("home", 40), {
        balancer: { name: "orders" },
        targetGroup: { name: "orders" },
      });
      httpApi("http", front);
    },
    mandatory: [],
    advice: ["no-fixed-names shop", "no-fixed-names shop"],
  },
  "a public worker beside the API": { program: worker, mandatory: [], advice: [] },
  "a public website beside the API": {
    program: website,
    mandatory: [],
    advice: [`${openElsewhere} web`, `${separate} web`],
  },
};

/** After a refresh, the provider lists the separate rules of a group as its outputs. */
const refreshed = (resources: readonly Resource[]): readonly Resource[] =>
  resources.map((resource) => {
    if (resource.name !== "shop-task" || !resource.type.endsWith("SecurityGroup")) return resource;
    const rule = resources.find(({ name }) => name === "shop-alb-task-in")?.props as
      Record<string, unknown> | undefined;
    const listed = { protocol: "tcp", fromPort: 8080, toPort: 8080, cidrBlocks: [], self: false };
    const peer = { securityGroups: [rule?.["referencedSecurityGroupId"]] };
    return { ...resource, props: { ...resource.props, ingress: [{ ...listed, ...peer }] } };
  });

describe("rules are as strict as their reason", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [name, { program, mandatory, advice }] of Object.entries(cases)) {
      it(`${name}, ${pass}`, async () => {
        const found = await verdictsOf(pass, program);
        assert.deepEqual([found.mandatory, besidesApi(found.advice)], [mandatory, advice]);
        assert.deepEqual(found.paths, { "http $default": "proved" });
      });
    }
  }

  it("separate rules that a refresh lists in their group are not inline rules", async () => {
    const { mandatory, advice, paths } = verdictsOn(
      refreshed(
        await resourcesOf(
          "apply",
          sound(() => undefined),
        ),
      ),
    );
    assert.deepEqual([mandatory, besidesApi(advice), paths], [[], [], { "http $default": "proved" }]);
  });

  it("the advice on inline rules says how to move without a duplicate", async () => {
    const { texts } = await verdictsOf("preview", inlineOnly);
    const text = texts.find((one) => one.startsWith("security group alb has inline ingress and egress rules"));
    assert.match(text ?? "", /in one update and set the resource option import of each rule/);
  });
});
