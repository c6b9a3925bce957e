import { accessBetween } from "../graph/security-group-access";
import type { Resource } from "../graph/resource";
import type { Hop } from "../hops";
import { findingsAt } from "./hop-rules";
import type { Trace, TraceContext, Unknown } from "./trace";
import { prepend, assuming, step, broken, withUnknown } from "./trace";

const sentence = (text: string) => text.replace(/\.$/, "");

/**
 * A hop: what the rules say of it first, then the way on.
 *
 * @param at - the station itself
 * @param subjects - what else of the way the rules of this hop judge
 */
export function pass(
  context: TraceContext,
  hop: Hop,
  at: Resource,
  subjects: readonly Resource[],
  onward: () => Trace,
): Trace {
  const told = findingsAt(context, hop, [at, ...subjects]);
  const [first] = told.filter((finding) => finding.kind === "violation");
  if (first !== undefined) return broken(hop, at, sentence(first.wrong), first.fix);
  const open = told.flatMap((finding): Unknown[] =>
    finding.kind === "undetermined" ? [{ ...step(hop, at), needs: finding.needs }] : [],
  );
  return prepend([step(hop, at)], withUnknown(onward(), ...open.slice(0, 1)));
}

/** Both ends of a connection: the caller's groups let it out, the other's let it in. */
export function connect(
  { graph }: TraceContext,
  from: Resource,
  to: Resource,
  port: number,
  onward: () => Trace,
): Trace {
  const out = accessBetween(graph, from, "egress", to, port);
  if (out.kind === "no") {
    const fix = `Add an egress rule for TCP ${port} to the group of ${to.name}.`;
    return broken("security group", from, `no rule lets ${from.name} out to ${to.name} on port ${port}`, fix);
  }
  const into = accessBetween(graph, to, "ingress", from, port);
  if (into.kind === "no") {
    const fix = `Add an ingress rule for TCP ${port} from the group of ${from.name}.`;
    return broken("security group", to, `no rule lets ${from.name} into ${to.name} on port ${port}`, fix);
  }
  const blocks = [
    ...(out.kind === "addresses" ? [`${out.blocks.join(", ")} hold the addresses of ${to.name}`] : []),
    ...(into.kind === "addresses" ? [`${into.blocks.join(", ")} hold the addresses of ${from.name}`] : []),
  ];
  const unseen = [out, into].flatMap((one): Unknown[] =>
    one.kind === "unseen" ? [{ ...step("security group", to), needs: one.why }] : [],
  );
  return assuming(withUnknown(onward(), ...unseen), ...blocks);
}
