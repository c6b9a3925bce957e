import { groupBy, isKind, ofKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { referenceKey, resolve } from "../graph/references";
import type { Resource } from "../graph/resource";
import { known, readString } from "../graph/value";
import { notApplicable, violation } from "../rule";
import type { Rule } from "../rule";

/** Key of what EC2 compares: group, direction, protocol, ports and peer. */
function ruleKey(graph: Graph, rule: Resource): string | undefined {
  const owner = referenceKey(resolve(graph, rule, "securityGroupId", "securityGroup"));
  const peer = referenceKey(resolve(graph, rule, "referencedSecurityGroupId", "securityGroup"));
  const list = referenceKey(resolve(graph, rule, "prefixListId", "vpcEndpoint"));
  const plain = ["ipProtocol", "fromPort", "toPort", "cidrIpv4", "cidrIpv6"].map(
    (key) => known(readString(rule, key)) ?? "",
  );
  if (owner === undefined || (peer ?? list ?? plain.slice(3).join("")) === "") return undefined;
  return [isKind(rule, "ingressRule") ? "ingress" : "egress", owner, peer ?? "", list ?? "", ...plain].join(" ");
}

/** EC2 rejects a duplicate with InvalidPermission.Duplicate. */
export const securityGroupRuleOnce: Rule = {
  id: "security-group-rule-once",
  displayName: "Security group rules are unique",
  description: "No two rules of a security group have the same direction, protocol, ports and peer.",
  severity: "high",
  enforcement: "mandatory",
  remediation: "Declare the rule once; resources that need it can depend on it.",
  url: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
  tags: ["wiring", "security-group"],
  check: (graph) => {
    const rules = [...ofKind(graph, "ingressRule"), ...ofKind(graph, "egressRule")];
    if (rules.length === 0) return notApplicable("the stack has no separate security group rule");
    return [...groupBy(rules, (rule) => ruleKey(graph, rule)).values()].flatMap(([first, ...others]) =>
      others.map((rule) => violation(rule, `${rule.name} duplicates ${first?.name ?? ""}`, `Remove ${rule.name}.`)),
    );
  },
};
