import { hopNames } from "../hops";
import { proveReaches } from "../paths/reaches";
import type { ReachProof } from "../paths/reaches";
import { notApplicable } from "../rule";
import type { Finding, Rule } from "../rule";

function findingsOf({ service, to, urn, broken, open }: ReachProof): readonly Finding[] {
  const path = `${service} to ${to}`;
  if (broken !== undefined) {
    const at = `${hopNames[broken.hop]} ${broken.name}`;
    return [{ kind: "violation", urn, wrong: `${path}: the path breaks at ${at}: ${broken.wrong}`, fix: broken.fix }];
  }
  const needs = [...new Set(open.map((unknown) => unknown.needs))].join("; ");
  return needs === "" ? [] : [{ kind: "undetermined", urn, needs: `${path}: ${needs}` }];
}

/**
 * Traces what tasks connect to.
 *
 * @param rules - rules for single hops
 */
export const everyReachHasAPath = (rules: readonly Rule[]): Rule => ({
  id: "every-reach-has-a-path",
  displayName: "Tasks reach what their egress rules name",
  description:
    "Connections from the tasks of an ECS service to each destination that its egress rules name, and to each service that admits it in Service Connect, pass the security groups in both directions and have a route.",
  severity: "critical",
  enforcement: "mandatory",
  remediation:
    "Fix the hop named in the finding: a security group rule in one of the two directions, or a route of the subnets.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
  tags: ["wiring", "path"],
  check: (graph, config) => {
    const proofs = proveReaches({ graph, config, rules });
    return proofs.length === 0
      ? notApplicable("no egress rule of an ECS service names a destination")
      : proofs.flatMap(findingsOf);
  },
});
