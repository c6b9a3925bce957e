import { interfacesOf, networkAddressUsage } from "../addresses";
import type { OwnBalancer, Plan, VpcNode } from "../plan";
import { peerName, securityGroupRules } from "../security-group-rules";
import { interfaceEndpointServices, natGatewayZones } from "../vpc";
import { counted, names } from "./counted";
import type { Usage } from "./counted";

function securityRuleUsage(plan: Plan): Usage[] {
  const byGroup = new Map<string, string[]>();
  for (const { group, direction, peer } of securityGroupRules(plan)) {
    const key = `security group ${peerName(group)}, ${direction}`;
    const list = byGroup.get(key);
    if (list === undefined) byGroup.set(key, [peerName(peer)]);
    else list.push(peerName(peer));
  }
  return [...byGroup].map(([scope, peers]) => counted("vpc.rulesPerSecurityGroup", scope, peers));
}

type NewVpc = VpcNode & { readonly kind: "new" };

/** Security groups of the stack, and the default group that every new VPC has. */
function securityGroups(plan: Plan, own: readonly OwnBalancer[], newVpcs: readonly NewVpc[]): string[] {
  return [
    ...names(plan.links.filter(({ version }) => version === 2)),
    ...names(own),
    ...names(plan.services),
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
    ...endpoints.map((vpc) =>
      counted("vpc.interfaceEndpointsPerVpc", `VPC ${vpc.name}`, interfaceEndpointServices(vpc)),
    ),
    ...newVpcs.map(({ name, zones }) =>
      counted(
        "vpc.subnetsPerVpc",
        `VPC ${name}`,
        zones.flatMap(({ id }) => [`public ${id}`, `private ${id}`]),
      ),
    ),
  ];
}

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
    ...interfaceUsage(plan, own),
  ];
}
