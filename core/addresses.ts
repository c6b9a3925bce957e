import { networkAddressUnits } from "../policies/quotas";
import { usableAddresses } from "./cidr";
import type { Plan, VpcNode } from "./plan";
import type { Problem } from "./problem";
import { ownBalancers, privateZones } from "./plan-queries";
import type { Settings } from "./settings/settings";
import { vpcAt } from "./settings/config-path";
import { maxTasksInUpdate } from "./tasks";
import { interfaceEndpointServices, natGatewayZones } from "./vpc";

/**
 * Free addresses that an ALB needs in each of its subnets.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 */
const addressesPerAlb = 8;

/** What stands in the private subnets of one VPC. */
interface Tenants {
  readonly albs: number;
  readonly nlbs: number;
  readonly links: number;
  readonly endpoints: number;
  /** Tasks at their autoscaling maximum during an update. */
  readonly tasks: number;
}

function tenants(plan: Plan, vpc: VpcNode): Tenants {
  const balancers = ownBalancers(plan).filter((balancer) => balancer.vpc === vpc.name);
  const services = plan.services.filter((service) => service.vpc === vpc.name);
  return {
    albs: balancers.filter(({ type }) => type === "alb").length,
    nlbs: balancers.filter(({ type }) => type === "nlb").length,
    links: plan.links.filter((link) => link.version === 2 && link.vpc === vpc.name).length,
    endpoints: interfaceEndpointServices(vpc).length,
    tasks: services.reduce((sum, { task }) => sum + maxTasksInUpdate(task), 0),
  };
}

/** What is planned in one private subnet, in addresses. */
export interface SubnetUse {
  readonly vpc: VpcNode;
  readonly zone: string;
  readonly cidr: string;
  readonly needed: number;
  readonly free: number;
}

const zoneNeeds = ({ albs, nlbs, links, endpoints, tasks }: Tenants, zones: number) =>
  albs * addressesPerAlb + nlbs + links + endpoints + Math.ceil(tasks / zones);

/** Addresses that a plan needs in every private subnet. */
export function subnetUse(plan: Plan): SubnetUse[] {
  return plan.vpcs.flatMap((vpc) => {
    const zones = privateZones(plan, vpc.name);
    const needed = zoneNeeds(tenants(plan, vpc), zones.length);
    return zones.map(({ zone, cidr }) => ({ vpc, zone, cidr, needed, free: usableAddresses(cidr) }));
  });
}

/** Subnets too small for what is planned in them. */
export function addressProblems(plan: Plan, settings: Settings): Problem[] {
  return subnetUse(plan)
    .filter(({ needed, free }) => free < needed)
    .map(({ vpc, zone, cidr, needed, free }) => {
      const { albs, nlbs, links, endpoints, tasks } = tenants(plan, vpc);
      const zones = privateZones(plan, vpc.name).length;
      return {
        where: vpcAt(settings, vpc.name, vpc.kind === "new" ? "cidr" : "existing.subnets"),
        message: `private subnet ${cidr} in ${zone} is too small: ${needed} addresses are needed (${albs} ALBs x ${addressesPerAlb}, ${nlbs} NLBs, ${links} links, ${endpoints} endpoints, ${tasks} tasks in ${zones} zones), ${free} are free`,
        fix: "use a larger block, fewer balancers (group, option 3), or spread the services over more VPCs",
      };
    });
}

/** Network Address Usage of a VPC in units, tasks at their autoscaling maximum. */
export function networkAddressUsage(plan: Plan, name: string): number {
  const vpc = plan.vpcs.find((node) => node.name === name);
  if (vpc === undefined) return 0;
  const zones = privateZones(plan, name).length;
  const { albs, nlbs, links, endpoints, tasks } = tenants(plan, vpc);
  const { nlbPerZone, endpointPerZone, natGateway, albPerZone } = networkAddressUnits;
  const perZone =
    nlbs * nlbPerZone +
    albs * albPerZone +
    (endpoints > 0 ? endpoints + 1 : 0) * endpointPerZone +
    links * networkAddressUnits.interface;
  return perZone * zones + natGatewayZones(vpc).length * natGateway + tasks * networkAddressUnits.interface;
}
