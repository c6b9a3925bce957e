import { networkAddressUnits } from "../policies/quota-units";
import { reservedAddresses, usableAddresses } from "./cidr";
import type { Plan, VpcNode } from "./plan";
import type { Problem } from "./problem";
import { ownBalancers, privateZones } from "./plan-queries";
import { restChanges } from "./settings/rest-changes";
import type { Settings } from "./settings/settings";
import { vpcAt } from "./settings/config-path";
import { maxTasksInUpdate } from "./tasks";
import { interfaceEndpointsIn, natGatewayZones } from "./vpc";

/**
 * Free IP addresses that an ALB needs in each of its subnets.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 */
const addressesPerAlb = 8;

/** Longest prefix of a subnet that an ALB accepts, from the same page. */
const albPrefix = 27;

/** Number of users of IP addresses in the private subnet of one zone, by kind; the tasks are those of the whole VPC. */
interface AddressUsers {
  readonly albs: number;
  readonly nlbs: number;
  readonly links: number;
  /** Interface endpoints, which may be in some zones only. */
  readonly endpoints: number;
  /** Tasks at their autoscaling maximum during an update. */
  readonly tasks: number;
}

/** Users of IP addresses in a VPC, by zone: only interface endpoints may be in some zones only. */
function addressUsers(plan: Plan, vpc: VpcNode): (zone: string) => AddressUsers {
  const balancers = ownBalancers(plan).filter((balancer) => balancer.vpc === vpc.name);
  const services = plan.services.filter((service) => service.vpc === vpc.name);
  const inEveryZone = {
    albs: balancers.filter(({ type }) => type === "alb").length,
    nlbs: balancers.filter(({ type }) => type === "nlb").length,
    links: plan.links.filter((link) => link.version === 2 && link.vpc === vpc.name).length,
    tasks: services.reduce((sum, { task }) => sum + maxTasksInUpdate(task), 0),
  };
  return (zone) => ({ ...inEveryZone, endpoints: interfaceEndpointsIn(plan, vpc, zone) });
}

/** Needed and free IP addresses of one private subnet. */
export interface SubnetUse {
  readonly vpc: VpcNode;
  readonly zone: string;
  readonly cidr: string;
  readonly users: AddressUsers;
  readonly needed: number;
  readonly free: number;
}

const neededPerZone = ({ albs, nlbs, links, endpoints, tasks }: AddressUsers, zones: number) =>
  albs * addressesPerAlb + nlbs + links + endpoints + Math.ceil(tasks / zones);

/** IP addresses that a plan needs in each private subnet. */
export function subnetUse(plan: Plan): SubnetUse[] {
  return plan.vpcs.flatMap((vpc) => {
    const zones = privateZones(plan, vpc.name);
    const usersIn = addressUsers(plan, vpc);
    return zones.map(({ zone, cidr }) => {
      const users = usersIn(zone);
      return { vpc, zone, cidr, users, needed: neededPerZone(users, zones.length), free: usableAddresses(cidr) };
    });
  });
}

/** Length of the prefix of a block. */
const prefixOf = (cidr: string) => Number(cidr.split("/")[1]);

/** The largest prefix of a new VPC whose subnets are large enough; undefined if no VPC is. */
function vpcPrefix(vpc: VpcNode & { readonly kind: "new" }, { cidr, needed, users: { albs } }: SubnetUse) {
  const subnet = Math.min(albs > 0 ? albPrefix : 28, 32 - Math.ceil(Math.log2(needed + reservedAddresses)));
  // The prefixes of the subnets are longer than that of their VPC by the same number of bits, whatever its size.
  const prefix = subnet - (prefixOf(cidr) - prefixOf(vpc.cidr));
  return prefix < 16 ? undefined : prefix;
}

/** What to do about a subnet that is too small. */
function withoutShortage(use: SubnetUse): string {
  const { vpc } = use;
  const { albs, nlbs, tasks } = use.users;
  const prefix = vpc.kind === "new" ? vpcPrefix(vpc, use) : undefined;
  // Addresses that one NLB in place of all load balancers saves.
  const saved = albs * addressesPerAlb + nlbs - 1;
  return [
    ...(vpc.kind === "existing" ? ["name larger subnets"] : []),
    ...(prefix === undefined ? [] : [`use a block of /${prefix} or larger`]),
    ...(albs + nlbs > 1 && use.needed - saved <= use.free ? ["use fewer load balancers (group, option 3)"] : []),
    ...(tasks > 2 ? ["lower desiredCount or autoscaling.maxCount"] : []),
    "spread the services over more VPCs",
  ].join(", or ");
}

/** What to do about a subnet that no ALB accepts, however few addresses are used. */
function withoutSmallSubnet(use: SubnetUse, settings: Settings): string {
  const { vpc } = use;
  const prefix = vpc.kind === "new" ? vpcPrefix(vpc, use) : undefined;
  const withOneNlb = use.needed - use.users.albs * addressesPerAlb + 1;
  return [
    ...(vpc.kind === "existing" ? ["name larger subnets"] : []),
    ...(prefix === undefined ? [] : [`use a block of /${prefix} or larger`]),
    ...(withOneNlb <= use.free ? [`use option 3${restChanges(settings)}, which needs no ALB`] : []),
  ].join(", or ");
}

/** Whether a private subnet is too small for the plan, or for any ALB. */
const isTooSmall = ({ cidr, users, needed, free }: SubnetUse) =>
  free < needed || (prefixOf(cidr) > albPrefix && users.albs > 0);

/** A subnet that is too small, with the zones of those that are too small for the same reason. */
interface Shortage {
  readonly use: SubnetUse;
  readonly others: readonly string[];
}

/** The private subnets of a new VPC have one size, so all of them are too small, or none. */
function shortages(plan: Plan): readonly Shortage[] {
  const small = subnetUse(plan).filter(isTooSmall);
  return small.flatMap((use, index) => {
    if (use.vpc.kind === "existing") return [{ use, others: [] }];
    const same = small.filter(({ vpc }) => vpc === use.vpc);
    return small.findIndex(({ vpc }) => vpc === use.vpc) === index
      ? [{ use, others: same.slice(1).map(({ zone }) => zone) }]
      : [];
  });
}

/** Private subnets that are too small for the plan, and those that no ALB accepts; a new VPC has one problem. */
export function addressProblems(plan: Plan, settings: Settings): Problem[] {
  return shortages(plan).map(({ use, others }) => {
    const { vpc, zone, cidr, needed, free } = use;
    const { albs, nlbs, links, endpoints, tasks } = use.users;
    const zones = privateZones(plan, vpc.name).length;
    const where = vpcAt(settings, vpc.name, vpc.kind === "new" ? "cidr" : "existing.subnets");
    const same = others.length === 0 ? "" : `; the same in ${others.join(", ")}`;
    if (free >= needed) {
      const fix = withoutSmallSubnet(use, settings);
      const message = `private subnet ${cidr} in ${zone} is too small for an ALB (${albs} planned)${same}; allowed: /${albPrefix} or larger`;
      return { where, message, fix };
    }
    return {
      where,
      message: `private subnet ${cidr} in ${zone} is too small: the plan needs ${needed} IP addresses (${albs} ALBs x ${addressesPerAlb}, ${nlbs} NLBs, ${links} VPC links, ${endpoints} endpoints, ${tasks} tasks in ${zones} zones), ${vpc.kind === "new" ? "" : "at most "}${free} are free${same}`,
      fix: withoutShortage(use),
    };
  });
}

/**
 * Number of network interfaces that AWS creates in one VPC: one for each load balancer, VPC link V2 and interface endpoint
 * in each private subnet, one for each NAT gateway, and one for each task, at the autoscaling maximum during an update.
 * An ALB has more while it scales. A VPC link V1 and a gateway endpoint have none.
 */
export interface InterfaceCounts {
  readonly albs: number;
  readonly nlbs: number;
  readonly links: number;
  readonly endpoints: number;
  readonly natGateways: number;
  readonly tasks: number;
}

/** Network interfaces in a VPC of the plan. */
export function interfacesOf(plan: Plan, name: string): InterfaceCounts {
  const vpc = plan.vpcs.find((node) => node.name === name);
  if (vpc === undefined) throw new Error(`the plan has no VPC ${name}`);
  const usersIn = addressUsers(plan, vpc);
  const perZone = privateZones(plan, name).map(({ zone }) => usersIn(zone));
  const total = (kind: keyof AddressUsers) => perZone.reduce((sum, users) => sum + users[kind], 0);
  return {
    albs: total("albs"),
    nlbs: total("nlbs"),
    links: total("links"),
    endpoints: total("endpoints"),
    natGateways: natGatewayZones(vpc).length,
    tasks: perZone[0]?.tasks ?? 0,
  };
}

/** Network Address Usage of network interfaces, in units. */
export function networkAddressUsage({ albs, nlbs, links, endpoints, natGateways, tasks }: InterfaceCounts): number {
  const { albPerZone, nlbPerZone, endpointPerZone, natGateway, interface: single } = networkAddressUnits;
  return (
    albs * albPerZone +
    nlbs * nlbPerZone +
    endpoints * endpointPerZone +
    natGateways * natGateway +
    (links + tasks) * single
  );
}
