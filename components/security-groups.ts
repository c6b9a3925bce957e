import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { FormerNames } from "../core/former-names";
import { firstPeerName, formerRuleNames } from "../core/former-names";
import type { SecurityGroupRef, RulePeer, SecurityGroupRule } from "../core/security-group-rules";
import { peerName } from "../core/security-group-rules";
import { aliasesOf } from "./aliases";

/** A known group or peer of a rule: its id in AWS, and the component that owns it, if any. */
interface RegisteredPeer {
  readonly id: pulumi.Input<string>;
  readonly owner: pulumi.ComponentResource | undefined;
}

/** A rule of the plan with its resource. */
interface CreatedRule {
  readonly rule: SecurityGroupRule;
  readonly resource: pulumi.Resource;
}

/**
 * The security groups of a stack. The group and the peer of a rule belong to different components. The rule is created
 * as soon as both are known, as a child of the component that owns its group.
 */
export class SecurityGroups {
  private readonly registered = new Map<string, RegisteredPeer>();
  private readonly rulesByPeer = new Map<string, SecurityGroupRule[]>();
  private readonly pending: Set<SecurityGroupRule>;
  private readonly created = new Map<string, CreatedRule[]>();
  private complete: () => void = () => undefined;
  private readonly completed = new Promise<void>((resolve) => {
    this.complete = resolve;
  });

  /** @param rules - all rules of the plan */
  constructor(
    rules: readonly SecurityGroupRule[],
    private readonly former: FormerNames,
  ) {
    this.pending = new Set(rules);
    for (const rule of rules) {
      for (const peer of [rule.group, rule.peer]) this.listOf(this.rulesByPeer, peerName(peer)).push(rule);
    }
  }

  /** Creates the security group of a component, without the default rule of AWS that allows all egress. */
  create(group: SecurityGroupRef, vpcId: pulumi.Input<string>, owner: pulumi.ComponentResource): aws.ec2.SecurityGroup {
    const name = peerName(group);
    const created = new aws.ec2.SecurityGroup(
      name,
      { vpcId, description: `${group.kind} ${firstPeerName(group, this.former)}` },
      { parent: owner },
    );
    this.add(group, created.id, owner);
    return created;
  }

  /** Registers an existing security group that gets rules, or the prefix list of an endpoint. */
  add(peer: RulePeer, id: pulumi.Input<string>, owner: pulumi.ComponentResource): void {
    const key = peerName(peer);
    if (this.registered.has(key)) return;
    this.registered.set(key, { id, owner });
    for (const rule of this.rulesByPeer.get(key) ?? []) this.createIfComplete(rule);
  }

  /** Rules created so far that have the security group as group or peer. */
  rulesOf(group: SecurityGroupRef): pulumi.Resource[] {
    return (this.created.get(peerName(group)) ?? []).map(({ resource }) => resource);
  }

  /**
   * All rules that have the security group as group or peer, when {@link assertComplete} has found them: also those of
   * peers that are created later.
   */
  async allRulesOf(group: SecurityGroupRef): Promise<pulumi.Resource[]> {
    await this.completed;
    return this.rulesOf(group);
  }

  /** Rules created so far that let requests of one security group arrive at another: its egress there, all ingress there. */
  admitting(from: SecurityGroupRef, to: SecurityGroupRef): pulumi.Resource[] {
    const [sender, receiver] = [peerName(from), peerName(to)];
    return (this.created.get(receiver) ?? [])
      .filter(({ rule: { direction, group } }) => peerName(group) === (direction === "ingress" ? receiver : sender))
      .map(({ resource }) => resource);
  }

  /**
   * Checks, at the end of a deployment, that all rules of the plan were created.
   *
   * @throws Error with the names of the missing rules, without which requests would be blocked
   */
  assertComplete(): void {
    if (this.pending.size === 0) {
      this.complete();
      return;
    }
    const names = [...this.pending].map(({ name }) => name).join(", ");
    throw new Error(`security group rules whose group or peer was not created: ${names}`);
  }

  private createIfComplete(rule: SecurityGroupRule): void {
    const group = this.registered.get(peerName(rule.group));
    const peerId = configuredId(rule.peer) ?? this.registered.get(peerName(rule.peer))?.id;
    if (group?.owner === undefined || peerId === undefined || !this.pending.has(rule)) return;
    const resource = createRule(rule, group.id, peerId, {
      parent: group.owner,
      ...aliasesOf(formerRuleNames(rule, this.former)),
    });
    this.pending.delete(rule);
    for (const peer of [rule.group, rule.peer]) this.listOf(this.created, peerName(peer)).push({ rule, resource });
  }

  private listOf<T>(lists: Map<string, T[]>, key: string): T[] {
    const list = lists.get(key) ?? [];
    lists.set(key, list);
    return list;
  }
}

/** The id of a peer that the configuration gives: such a peer needs no component. */
function configuredId(peer: RulePeer): string | undefined {
  if (peer.kind === "cidr") return peer.cidr;
  return peer.kind === "existing" || peer.kind === "prefixList" ? peer.id : undefined;
}

function peerArgs(peer: RulePeer, id: pulumi.Input<string>) {
  switch (peer.kind) {
    case "cidr":
      return { cidrIpv4: id };
    case "s3":
    case "prefixList":
      return { prefixListId: id };
    default:
      return { referencedSecurityGroupId: id };
  }
}

function createRule(
  rule: SecurityGroupRule,
  groupId: pulumi.Input<string>,
  peerId: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
  const { name, direction, port, peer } = rule;
  const args = { securityGroupId: groupId, ipProtocol: "tcp", fromPort: port, toPort: port, ...peerArgs(peer, peerId) };
  return direction === "ingress"
    ? new aws.vpc.SecurityGroupIngressRule(name, args, opts)
    : new aws.vpc.SecurityGroupEgressRule(name, args, opts);
}
