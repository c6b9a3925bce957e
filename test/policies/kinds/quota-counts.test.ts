import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { group, network } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";

const stack = "program-dev";
const times = (count: number) => Array.from({ length: count }, (_, index) => index);

const addresses = (count: number, args: Partial<aws.ec2.EipArgs>) => () => {
  for (const index of times(count)) new aws.ec2.Eip(`address${index}`, { domain: "vpc", ...args });
};

/** A group with rules for CIDR blocks, and one rule for a prefix list. */
const listed = (blocks: number, maxEntries: number, family: "IPv4" | "IPv6") => () => {
  const open = group("open", network("home", 40));
  const span = { securityGroupId: open.id, ipProtocol: "tcp", fromPort: 443, toPort: 443 };
  const list = new aws.ec2.ManagedPrefixList("list", { addressFamily: family, maxEntries });
  new aws.vpc.SecurityGroupIngressRule("list", { ...span, prefixListId: list.id });
  for (const index of times(blocks))
    new aws.vpc.SecurityGroupIngressRule(`block${index}`, { ...span, cidrIpv4: `10.9.${index}.0/24` });
};

interface Case {
  readonly title: string;
  readonly program: () => unknown;
  readonly mandatory: readonly string[];
  readonly undetermined: readonly string[];
}

const cases: readonly Case[] = [
  { title: "five Elastic IPs are at the quota", program: addresses(5, {}), mandatory: [], undetermined: [] },
  {
    title: "six Elastic IPs exceed the quota",
    program: addresses(6, {}),
    mandatory: [`elastic-ips-quota ${stack}`],
    undetermined: [],
  },
  {
    title: "the pool of AWS, as the provider reads it back, changes nothing",
    program: addresses(6, { publicIpv4Pool: "amazon" }),
    mandatory: [`elastic-ips-quota ${stack}`],
    undetermined: [],
  },
  {
    title: "six Elastic IPs of an own pool may not count",
    program: addresses(6, { publicIpv4Pool: "ipv4pool-ec2-012345" }),
    mandatory: [],
    undetermined: [`elastic-ips-quota ${stack}`],
  },
  {
    title: "five Elastic IPs of an own pool pass in any case",
    program: addresses(5, { ipamPoolId: "ipam-pool-012345" }),
    mandatory: [],
    undetermined: [],
  },
  {
    title: "a prefix list counts with its maximum number of entries",
    program: listed(41, 20, "IPv4"),
    mandatory: ["rules-per-security-group-quota open"],
    undetermined: [],
  },
  { title: "a prefix list at the quota passes", program: listed(40, 20, "IPv4"), mandatory: [], undetermined: [] },
  {
    title: "a prefix list of IPv6 counts apart from IPv4",
    program: listed(60, 60, "IPv6"),
    mandatory: [],
    undetermined: [],
  },
];

describe("what counts toward a quota", () => {
  for (const { title, program, mandatory, undetermined } of cases) {
    for (const pass of ["preview", "apply"] as const) {
      it(`${title}, ${pass}`, async () => {
        const found = await verdictsOf(pass, program);
        assert.deepEqual(found.mandatory, mandatory);
        assert.deepEqual(found.undetermined, undetermined);
      });
    }
  }
});
