import type { Mistake } from "./fixtures";
import { oneVpc, orders, legacy } from "./fixtures";
import { article, articleServices, articleVpcs } from "../../support/scenario";

/** Mistakes in a stack and its VPCs. */
export const stackMistakes: Mistake[] = [
  ["an option outside 1-5", article({ option: 6 }), /^option: got 6; allowed: 1, 2, 3, 4, 5$/],
  ["an option that is not a number", article({ option: "one" }), /^option: got "one"; allowed: 1, 2, 3, 4, 5$/],
  ["an unknown key of the stack", article({ servces: [] }), /^configuration: unknown key "servces"$/],
  [
    "an unknown key of a service, with the service's name",
    orders({ imgae: "x" }),
    /^services\[0\] \(orders\): unknown key "imgae"$/,
  ],
  ["no services", article({ services: [] }), /^services: got \[\]; allowed: at least 1 entry$/],
  ["a missing list of VPCs", { option: 1, services: articleServices }, /^vpcs: is missing/],
  ["a stage with a space", article({ stage: "my stage" }), /^stage: got "my stage"; allowed: letters/],
  [
    "$default with a REST API",
    article({ stage: "$default", option: 2 }),
    /^stage: \$default works with HTTP APIs only, and option 2/,
  ],
  [
    "an unknown quota",
    article({ quotas: { "elb.bananas": { value: 1, reason: "x" } } }),
    /^quotas: unknown key "elb\.bananas"$/,
  ],
  ["a quota without a reason", article({ quotas: { "elb.albsPerRegion": { value: 60 } } }), /reason: is missing/],
  [
    "a quota that AWS never raises",
    article({ quotas: { "elb.listenersPerNlb": { value: 60, reason: "none" } } }),
    /got 60; AWS does not raise "Listeners per Network Load Balancer" above 50/,
  ],
  [
    "a CIDR that is not an IPv4 block",
    oneVpc({ cidr: "10.1.0.0" }),
    /^vpcs\[0\]\.cidr \(sales\): got "10\.1\.0\.0"; not an IPv4 block/,
  ],
  ["a CIDR with host bits", oneVpc({ cidr: "10.1.0.1/16" }), /the block starts at 10\.1\.0\.0\/16/],
  [
    "overlapping VPCs",
    oneVpc({ cidr: "10.2.0.0/17" }),
    /^vpcs\[1\]\.cidr \(supply\): 10\.2\.0\.0\/16 overlaps 10\.2\.0\.0\/17 of sales$/,
  ],
  [
    "a VPC too small for its subnets",
    oneVpc({ cidr: "10.1.0.0/26" }),
    /^vpcs\[0\]\.cidr \(sales\): 10\.1\.0\.0\/26 is too small for 2 zones/,
  ],
  [
    "a VPC too small for its load balancers and tasks",
    oneVpc({ cidr: "10.1.0.0/25" }),
    /private subnet 10\.1\.0\.16\/28 in use1-az1 is too small: the plan needs 21 IP addresses \(2 ALBs x 8, 0 NLBs, 1 VPC links, 0 endpoints, 8 tasks in 2 zones\), 11 are free/,
  ],
  [
    "a zone name instead of an id",
    oneVpc({ zones: ["us-east-1a", "us-east-1b"] }),
    /got "us-east-1a"; allowed: a zone id such as use1-az1/,
  ],
  [
    "one zone only",
    oneVpc({ zones: ["use1-az1"] }),
    /zones \(sales\): got \["use1-az1"\]; allowed: at least 2 entries/,
  ],
  ["a zone listed twice", oneVpc({ zones: ["use1-az1", "use1-az1"] }), /zone use1-az1 is listed twice/],
  [
    "a zone without VPC links V2",
    oneVpc({ zones: ["use1-az1", "use1-az3"] }),
    /got use1-az3; VPC links V2 are not available in these zones; allowed in us-east-1: use1-az1, use1-az2, use1-az4/,
  ],
  [
    "a new VPC without a CIDR block",
    article({ vpcs: [{ name: "sales", zones: ["use1-az1", "use1-az2"] }, articleVpcs[1]] }),
    /^vpcs\[0\]\.cidr \(sales\): is missing/,
  ],
  [
    "a CIDR block for an existing VPC",
    article({ vpcs: [...articleVpcs, { ...legacy, cidr: "10.9.0.0/16" }] }),
    /^vpcs\[2\]\.cidr \(legacy\): has no effect on an existing VPC/,
  ],
  [
    "two VPCs with the same name",
    article({ vpcs: [articleVpcs[0], { ...articleVpcs[1], name: "sales" }] }),
    /^vpcs\[1\]\.name \(sales\): two VPCs are named sales$/,
  ],
];
