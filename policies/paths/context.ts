import { accessBetween, isNlbWithoutGroup } from "../graph/security-group-access";
import type { Access } from "../graph/security-group-access";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import type { Hop } from "../hops";
import { findingsAt } from "./hop-rules";
import type { Trace, TraceContext, Unknown } from "./trace";
import { prepend, step, broken, withUnknown } from "./trace";

const sentence = (text: string) => text.replace(/\.$/, "");

/**
 * Passes a hop: checks the findings of its rules, then continues with the next hop.
 *
 * @param at - the resource of the hop
 * @param subjects - other resources of the request path on which the rules of this hop report
 */
export function pass(
  context: TraceContext,
  hop: Hop,
  at: Resource,
  subjects: readonly Resource[],
  next: () => Trace,
): Trace {
  const findings = findingsAt(context, hop, [at, ...subjects]);
  const [first] = findings.filter((finding) => finding.kind === "violation");
  if (first !== undefined) return broken(hop, at, sentence(first.wrong), first.fix);
  const open = findings.flatMap((finding): Unknown[] =>
    finding.kind === "undetermined" ? [{ ...step(hop, at), needs: finding.needs }] : [],
  );
  return prepend([step(hop, at)], withUnknown(next(), ...open.slice(0, 1)));
}

const within = (resource: Resource, where: readonly string[]) =>
  where.length === 0 ? labelOf(resource) : `${labelOf(resource)} in ${where.join(", ")}`;

const needed = (at: Resource, access: Access): readonly Unknown[] =>
  access.kind === "unknown" ? [{ ...step("security group", at), needs: access.why }] : [];

/**
 * Checks the security groups of a connection: egress of the caller, and ingress of the called resource.
 *
 * @param seen - the resource whose addresses the called resource sees: the caller, or its client behind an NLB
 */
export function connect(
  { graph }: TraceContext,
  caller: Resource,
  called: Resource,
  port: number,
  next: () => Trace,
  seen: Resource = caller,
): Trace {
  const out = accessBetween(graph, caller, "egress", called, port);
  if (out.kind === "no") {
    const wrong = `no egress rule allows ${labelOf(caller)} to reach ${within(called, out.where)} on port ${port}`;
    return broken("security group", caller, wrong, fixOf("egress", called, port));
  }
  const into = accessBetween(graph, called, "ingress", caller, port, seen);
  if (into.kind === "no") {
    const wrong = `no ingress rule allows ${within(seen, into.where)} to reach ${labelOf(called)} on port ${port}`;
    return broken("security group", called, wrong, fixOf("ingress", seen, port));
  }
  return withUnknown(next(), ...needed(called, out), ...needed(called, into));
}

/** An NLB without a security group cannot get one, so only its addresses can be allowed. */
const fixOf = (direction: "ingress" | "egress", peer: Resource, port: number) => {
  const peerOf = direction === "ingress" ? "from" : "to";
  return isNlbWithoutGroup(peer)
    ? `Add an ${direction} rule for TCP ${port} ${peerOf} the CIDR blocks of the subnets of ${labelOf(peer)}.`
    : `Add an ${direction} rule for TCP ${port} ${peerOf} the security group of ${labelOf(peer)}.`;
};
