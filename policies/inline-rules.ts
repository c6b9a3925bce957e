import type { Graph } from "./graph/graph";
import type { Resource } from "./graph/resource";
import { directions, inlineRulesOf, separateRulesOf } from "./graph/security-groups";
import type { Direction, GroupRule } from "./graph/security-groups";
import { known, readString, readStrings } from "./graph/value";

/** Whether the only rule allows all egress: AWS adds it to new groups, and templates declare it. */
function isDefaultEgress([only, ...others]: readonly GroupRule[]): boolean {
  if (only === undefined || others.length > 0) return false;
  const blocks = known(readStrings(only.resource, `${only.at}.cidrBlocks`)) ?? [];
  return known(readString(only.resource, `${only.at}.protocol`)) === "-1" && blocks.join() === "0.0.0.0/0";
}

/** Directions in which a security group has inline rules other than AWS's default egress rule. */
export const inlineDirections = (graph: Graph, group: Resource): readonly Direction[] =>
  directions.filter((direction) => {
    const rules = inlineRulesOf(graph, group, direction);
    return rules.length > 0 && !(direction === "egress" && isDefaultEgress(rules));
  });

/**
 * Inline directions of a security group that has separate rules too. With `ignoreChanges`, an update leaves them alone.
 * Source: https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/
 */
export function overwritingDirections(graph: Graph, group: Resource): readonly Direction[] {
  const separate = directions.some((direction) => separateRulesOf(graph, group.urn, direction).length > 0);
  return separate ? inlineDirections(graph, group).filter((direction) => !group.ignoreChanges.includes(direction)) : [];
}

/**
 * The provider keeps the rules in AWS when `ingress` or `egress` is removed from the program, and AWS then rejects a
 * separate resource for the same rule with InvalidPermission.Duplicate, unless it is imported. A group that is not
 * deployed yet needs no import.
 * Sources: https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/#removing-all-ingress-and-egress-rules,
 * https://www.pulumi.com/docs/iac/concepts/resources/options/import/, https://github.com/wingfoil-io/wingfoil/pull/310
 */
export const howToMove =
  "Remove ingress and egress from the security group, and declare each of their rules as aws.vpc.SecurityGroupIngressRule or aws.vpc.SecurityGroupEgressRule. If the group is deployed, do both in one update and set the resource option import of each rule to its id from aws ec2 describe-security-group-rules (sgr-...), or AWS rejects it with InvalidPermission.Duplicate; remove the option after the update.";
