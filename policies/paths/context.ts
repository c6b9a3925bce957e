import { accessBetween } from "../graph/security-group-access";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import type { Hop } from "../hops";
import { findingsAt } from "./hop-rules";
import type { Trace, TraceContext, Unknown } from "./trace";
import { prepend, assuming, step, broken, withUnknown } from "./trace";

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

/** Checks the security groups of a connection: egress of the caller, and ingress of the called resource. */
export function connect({ graph }: TraceContext, from: Resource, to: Resource, port: number, next: () => Trace): Trace {
  const out = accessBetween(graph, from, "egress", to, port);
  if (out.kind === "no") {
    const fix = `Add an egress rule for TCP ${port} to the security group of ${labelOf(to)}.`;
    return broken(
      "security group",
      from,
      `no egress rule allows ${labelOf(from)} to reach ${labelOf(to)} on port ${port}`,
      fix,
    );
  }
  const into = accessBetween(graph, to, "ingress", from, port);
  if (into.kind === "no") {
    const fix = `Add an ingress rule for TCP ${port} from the security group of ${labelOf(from)}.`;
    return broken(
      "security group",
      to,
      `no ingress rule allows ${labelOf(from)} to reach ${labelOf(to)} on port ${port}`,
      fix,
    );
  }
  const blocks = [
    ...(out.kind === "addresses" ? [`the addresses of ${labelOf(to)} are in ${out.blocks.join(", ")}`] : []),
    ...(into.kind === "addresses" ? [`the addresses of ${labelOf(from)} are in ${into.blocks.join(", ")}`] : []),
  ];
  const unknown = [out, into].flatMap((access): Unknown[] =>
    access.kind === "unknown" ? [{ ...step("security group", to), needs: access.why }] : [],
  );
  return assuming(withUnknown(next(), ...unknown), ...blocks);
}
