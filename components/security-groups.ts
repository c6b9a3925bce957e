import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { SecurityGroupRef, RulePeer, SecurityGroupRule } from "../core/security-group-rules";
import { peerName } from "../core/security-group-rules";

/** What stands at one end of a rule: the id that AWS knows, and the component that owns it, if any does. */
interface End {
  readonly id: pulumi.Input<string>;
  readonly owner: pulumi.ComponentResource | undefined;
}

/**
 * The security groups of a stack. A rule names two ends that different components own; it is made as soon as both are
 * known, as a child of the one whose group it belongs to.
 */
export class SecurityGroups {
  private readonly ends = new Map<string, End>();
  private readonly rulesByEnd = new Map<string, SecurityGroupRule[]>();
  private readonly pending: Set<SecurityGroupRule>;
  private readonly created = new Map<string, pulumi.Resource[]>();

  /** @param rules - every rule of the plan */
  constructor(rules: readonly SecurityGroupRule[]) {
    this.pending = new Set(rules);
    for (const rule of rules) {
      for (const end of [rule.group, rule.peer]) this.listOf(this.rulesByEnd, peerName(end)).push(rule);
    }
  }

  /** Makes the security group of a component. AWS's default rule, egress to everywhere, does not come with it. */
  create(group: SecurityGroupRef, vpcId: pulumi.Input<string>, owner: pulumi.ComponentResource): aws.ec2.SecurityGroup {
    const name = peerName(group);
    const made = new aws.ec2.SecurityGroup(name, { vpcId, description: `${group.kind} ${name}` }, { parent: owner });
    this.add(group, made.id, owner);
    return made;
  }

  /** Makes an end known that exists already: a group by id, a prefix list. */
  add(end: RulePeer, id: pulumi.Input<string>, owner: pulumi.ComponentResource): void {
    const key = peerName(end);
    if (this.ends.has(key)) return;
    this.ends.set(key, { id, owner });
    for (const rule of this.rulesByEnd.get(key) ?? []) this.createIfComplete(rule);
  }

  /** Rules created so far that have the group at one end. */
  rulesOf(group: SecurityGroupRef): pulumi.Resource[] {
    return [...(this.created.get(peerName(group)) ?? [])];
  }

  /**
   * Checks, at the end of a deployment, that every rule of the plan was created.
   *
   * @throws Error naming the rules that still wait for one of their ends: without them traffic would be shut out
   */
  assertComplete(): void {
    if (this.pending.size === 0) return;
    const names = [...this.pending].map(({ name }) => name).join(", ");
    throw new Error(`security group rules with an end that was not created: ${names}`);
  }

  private createIfComplete(rule: SecurityGroupRule): void {
    const group = this.ends.get(peerName(rule.group));
    const peer =
      rule.peer.kind === "cidr" ? { id: rule.peer.cidr, owner: undefined } : this.ends.get(peerName(rule.peer));
    if (group?.owner === undefined || peer === undefined) return;
    const resource = createRule(rule, group.id, peer.id, group.owner);
    this.pending.delete(rule);
    this.listOf(this.created, peerName(rule.group)).push(resource);
    this.listOf(this.created, peerName(rule.peer)).push(resource);
  }

  private listOf<T>(lists: Map<string, T[]>, key: string): T[] {
    const list = lists.get(key) ?? [];
    lists.set(key, list);
    return list;
  }
}

function peerArgs(peer: RulePeer, id: pulumi.Input<string>) {
  switch (peer.kind) {
    case "cidr":
      return { cidrIpv4: id };
    case "s3":
      return { prefixListId: id };
    default:
      return { referencedSecurityGroupId: id };
  }
}

function createRule(
  rule: SecurityGroupRule,
  groupId: pulumi.Input<string>,
  peerId: pulumi.Input<string>,
  parent: pulumi.Resource,
): pulumi.Resource {
  const { name, direction, port, peer } = rule;
  const args = { securityGroupId: groupId, ipProtocol: "tcp", fromPort: port, toPort: port, ...peerArgs(peer, peerId) };
  return direction === "ingress"
    ? new aws.vpc.SecurityGroupIngressRule(name, args, { parent })
    : new aws.vpc.SecurityGroupEgressRule(name, args, { parent });
}
