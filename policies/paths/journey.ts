import type { PackConfig } from "../config";
import { passage } from "../graph/admits";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { toldAt } from "./hop-rules";
import type { Hop, Open, Walk } from "./walk";
import { after, assuming, step, stop, unless } from "./walk";

/** What every part of a walk looks things up in. */
export interface Journey {
  readonly graph: Graph;
  readonly config: PackConfig;
}

const sentence = (text: string) => text.replace(/\.$/, "");

/**
 * A hop: what the rules say of it first, then the way on.
 *
 * @param at - the station itself
 * @param subjects - what else of the way the rules of this hop judge
 */
export function pass(
  { graph, config }: Journey,
  hop: Hop,
  at: Resource,
  subjects: readonly Resource[],
  onward: () => Walk,
): Walk {
  const told = toldAt(graph, config, hop, [at, ...subjects]);
  const [first] = told.filter((finding) => finding.kind === "violation");
  if (first !== undefined) return stop(hop, at, sentence(first.wrong), first.fix);
  const open = told.flatMap((finding): Open[] =>
    finding.kind === "undetermined" ? [{ ...step(hop, at), needs: finding.needs }] : [],
  );
  return after([step(hop, at)], unless(onward(), ...open.slice(0, 1)));
}

/** Both ends of a connection: the caller's groups let it out, the other's let it in. */
export function connect({ graph }: Journey, from: Resource, to: Resource, port: number, onward: () => Walk): Walk {
  const out = passage(graph, from, "egress", to, port);
  if (out.kind === "no") {
    const fix = `Add an egress rule for TCP ${port} to the group of ${to.name}.`;
    return stop("security group", from, `no rule lets ${from.name} out to ${to.name} on port ${port}`, fix);
  }
  const into = passage(graph, to, "ingress", from, port);
  if (into.kind === "no") {
    const fix = `Add an ingress rule for TCP ${port} from the group of ${from.name}.`;
    return stop("security group", to, `no rule lets ${from.name} into ${to.name} on port ${port}`, fix);
  }
  const blocks = [
    ...(out.kind === "addresses" ? [`${out.blocks.join(", ")} hold the addresses of ${to.name}`] : []),
    ...(into.kind === "addresses" ? [`${into.blocks.join(", ")} hold the addresses of ${from.name}`] : []),
  ];
  const unseen = [out, into].flatMap((one): Open[] =>
    one.kind === "unseen" ? [{ ...step("security group", to), needs: one.why }] : [],
  );
  return assuming(unless(onward(), ...unseen), ...blocks);
}
