import { interfacesOf, networkAddressUsage } from "../addresses";
import type { OwnBalancer, Plan, VpcNode } from "../plan";
import { peerName, securityGroupRules } from "../security-group-rules";
import type { RulePeer } from "../security-group-rules";
import { interfaceEndpointServices, natGatewayZones } from "../vpc";
import { counted, names } from "./counted";
import type { Usage } from "./counted";

/**
 * How many rules AWS counts for one: a reference to a prefix list counts as the maximum number of its entries.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
 */
const weightOf = (peer: RulePeer) => (peer.kind === "prefixList" ? peer.maxEntries : 1);

function securityRuleUsage(plan: Plan): Usage[] {
  const byGroup = new Map<string, Usage>();
  for (const { group, direction, peer } of securityGroupRules(plan)) {
    const scope = `security group ${peerName(group)}, ${direction}`;
    const { used, users } = byGroup.get(scope) ?? { used: 0, users: [] };
    byGroup.set(scope, {
      quota: "vpc.rulesPerSecurityGroup",
      scope,
      used: used + weightOf(peer),
      users: [...users, peerName(peer)],
    });
  }
  return [...byGroup.values()];
}

type NewVpc = VpcNode & { readonly kind: "new" };

/** Security groups of the stack, and the default group that every new VPC has. */
function securityGroups(plan: Plan, own: readonly OwnBalancer[], newVpcs: readonly NewVpc[]): string[] {
  return [
    ...names(plan.links.filter(({ version }) => version === 2)),
    ...names(own),
    ...names(plan.services),
    ...names(plan.endpoints).map((name) => `endpoint of ${name}`),
    ...newVpcs.flatMap(({ name, nat }) => [`default of ${name}`, ...(nat === "none" ? [`endpoints of ${name}`] : [])]),
  ];
}

function newVpcUsage(newVpcs: readonly NewVpc[]): Usage[] {
  const gateways = newVpcs.flatMap((vpc) =>
    natGatewayZones(vpc).map((zone) => ({ name: `${vpc.name} in ${zone}`, zone })),
  );
  const endpoints = newVpcs.filter(({ nat }) => nat === "none");
  return [
    counted("vpc.vpcsPerRegion", "account", names(newVpcs)),
    counted("vpc.internetGatewaysPerRegion", "account", names(newVpcs)),
    counted("ec2.elasticIps", "account", names(gateways)),
    ...[...new Set(gateways.map(({ zone }) => zone))].map((zone) =>
      counted("vpc.natGatewaysPerZone", `zone ${zone}`, names(gateways.filter((gateway) => gateway.zone === zone))),
    ),
    counted("vpc.gatewayEndpointsPerRegion", "account", names(endpoints)),
    ...newVpcs.map(({ name, zones }) =>
      counted(
        "vpc.subnetsPerVpc",
        `VPC ${name}`,
        zones.flatMap(({ id }) => [`public ${id}`, `private ${id}`]),
      ),
    ),
  ];
}

/** Interface endpoints of each VPC: those of AWS services, and those of services of other accounts. */
const endpointUsage = ({ vpcs, endpoints }: Plan): Usage[] =>
  vpcs.map((vpc) =>
    counted("vpc.interfaceEndpointsPerVpc", `VPC ${vpc.name}`, [
      ...interfaceEndpointServices(vpc),
      ...names(endpoints.filter((endpoint) => endpoint.vpc === vpc.name)),
    ]),
  );

/** Network interfaces in all VPCs, and in each VPC those of NLBs and the Network Address Usage. */
function interfaceUsage(plan: Plan, own: readonly OwnBalancer[]): Usage[] {
  const all = plan.vpcs.map(({ name }) => ({ name, interfaces: interfacesOf(plan, name) }));
  const total = all.reduce((sum, { interfaces }) => {
    const { albs, nlbs, links, endpoints, natGateways, tasks } = interfaces;
    return sum + albs + nlbs + links + endpoints + natGateways + tasks;
  }, 0);
  return [
    { quota: "vpc.networkInterfacesPerRegion", scope: "account", used: total, users: names(all) },
    ...all.flatMap(({ name, interfaces }): Usage[] => {
      const scope = `VPC ${name}`;
      const nlbs = own.filter(({ type, vpc }) => type === "nlb" && vpc === name);
      return [
        { quota: "elb.nlbInterfacesPerVpc", scope, used: interfaces.nlbs, users: names(nlbs) },
        { quota: "vpc.networkAddressUsage", scope, used: networkAddressUsage(interfaces), users: [name] },
      ];
    }),
  ];
}

/** Usage of the quotas of VPCs. */
export function networkUsage(plan: Plan, own: readonly OwnBalancer[]): Usage[] {
  const newVpcs = plan.vpcs.flatMap((vpc) => (vpc.kind === "new" ? [vpc] : []));
  return [
    ...securityRuleUsage(plan),
    counted("vpc.securityGroupsPerRegion", "account", securityGroups(plan, own, newVpcs)),
    ...newVpcUsage(newVpcs),
    ...endpointUsage(plan),
    ...interfaceUsage(plan, own),
  ];
}
