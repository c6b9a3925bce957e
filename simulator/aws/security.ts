import { Netmask } from "netmask";
import type { Existing, Lookup } from "./existing";
import { list, value } from "./existing";

/** The network interfaces of a load balancer, VPC link or task. */
export interface Interfaces {
  /** Security groups; without one nothing is filtered. */
  readonly groups: readonly string[];
  readonly subnets: readonly string[];
}

export const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const anywhere = "0.0.0.0/0";
const blocks = new Map<string, Netmask>();

function blockOf(cidr: string): Netmask {
  const known = blocks.get(cidr) ?? new Netmask(cidr);
  blocks.set(cidr, known);
  return known;
}

/** The interfaces of a load balancer or VPC link V2. */
export const interfacesOf = (resource: Existing): Interfaces => ({
  groups: [...list(resource, "securityGroups"), ...list(resource, "securityGroupIds")],
  subnets: [...list(resource, "subnets"), ...list(resource, "subnetIds")],
});

/** Whether a CIDR block contains all addresses of the interfaces. Subnets outside the account may have any address. */
function covers(lookup: Lookup, cidr: string, { subnets }: Interfaces): boolean {
  if (cidr === anywhere) return true;
  if (cidr === "" || subnets.length === 0) return false;
  return subnets.every((id) => {
    const [subnet] = lookup.where("aws:ec2/subnet:Subnet", "id", id);
    return subnet !== undefined && blockOf(cidr).contains(blockOf(value(subnet, "cidrBlock")));
  });
}

function allows(lookup: Lookup, rule: Existing, peer: Interfaces, port: number): boolean {
  const protocol = value(rule, "ipProtocol");
  const isInRange = Number(value(rule, "fromPort")) <= port && port <= Number(value(rule, "toPort"));
  if (protocol !== "-1" && !(["tcp", "6"].includes(protocol) && isInRange)) return false;
  return (
    peer.groups.includes(value(rule, "referencedSecurityGroupId")) || covers(lookup, value(rule, "cidrIpv4"), peer)
  );
}

const someRule = (lookup: Lookup, type: string, { groups }: Interfaces, peer: Interfaces, port: number) =>
  groups.length === 0 ||
  groups.some((group) => lookup.where(type, "securityGroupId", group).some((rule) => allows(lookup, rule, peer, port)));

/**
 * Why the security groups of the two sides drop a TCP connection; undefined if they admit it. Rules inside a
 * `SecurityGroup` resource, network ACLs and routes are not modelled.
 */
export function blockedBy(lookup: Lookup, from: Interfaces, to: Interfaces, port: number): string | undefined {
  if (!someRule(lookup, egress, from, to, port))
    return `${from.groups.join(", ")} has no egress rule to ${to.groups.join(", ") || "the target"} on port ${port}`;
  if (!someRule(lookup, ingress, to, from, port))
    return `${to.groups.join(", ")} has no ingress rule from ${from.groups.join(", ") || "the caller"} on port ${port}`;
  return undefined;
}
