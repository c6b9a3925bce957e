import type { Graph } from "../graph/graph";
import { resolve, resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { groupRulesOf, pathIn } from "../graph/security-groups";
import type { GroupRule } from "../graph/security-groups";
import { known, readBoolean, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** Whether a rule admits all protocols and ports from others; a rule of a group for itself is AWS's own default. */
function admitsAll(graph: Graph, group: Resource, rule: GroupRule): boolean {
  const { resource, at } = rule;
  const path = (property: string) => pathIn(rule, property);
  const protocol = known(readString(resource, path("ipProtocol"))) ?? known(readString(resource, path("protocol")));
  const peer = at === "" ? resolve(graph, resource, "referencedSecurityGroupId", "securityGroup") : undefined;
  const itself = known(readBoolean(resource, path("self"))) === true || (peer && resourceOf(peer)?.urn) === group.urn;
  return (protocol === "-1" || protocol === "all") && !itself;
}

/** Egress is left out: AWS allows all of it by default, and the tasks need some. */
export const noAllProtocols = resourceRule({
  id: "no-all-protocols",
  displayName: "Ingress rules name a protocol",
  description: "An ingress rule of a security group admits one protocol and its ports, not all protocols (-1).",
  severity: "medium",
  enforcement: "advisory",
  remediation: "Set the protocol to tcp, and fromPort and toPort to the port of the service.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  tags: ["safety", "security-group"],
  kinds: ["securityGroup"],
  none: "the stack has no security group",
  judge: (graph, group) => {
    const rules = groupRulesOf(graph, group, "ingress").filter((rule) => admitsAll(graph, group, rule));
    const [first] = rules;
    if (first === undefined) return [];
    const count = rules.length === 1 ? "a rule" : `${rules.length} rules`;
    return [
      violation(group, `security group ${group.name} has ${count} that admits all protocols: ${first.resource.name}`),
    ];
  },
});
