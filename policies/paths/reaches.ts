import { routeToBlock } from "../graph/block-routes";
import type { BlockRoute } from "../graph/block-routes";
import type { Block } from "../graph/blocks";
import { destinationsOf, usersOfGroup } from "../graph/egress";
import type { Destination, Peer } from "../graph/egress";
import { isKind, ofKind, resourceAt } from "../graph/graph";
import { groupsOfHolders } from "../graph/group-holders";
import { registeredUrn } from "../graph/registered";
import type { Resource } from "../graph/resource";
import { admittedByGroups, isShown } from "../graph/security-group-access";
import type { Access } from "../graph/security-group-access";
import { sameVpc } from "../graph/vpcs";
import { callService, calledServices } from "./calls";
import type { Call } from "./calls";
import type { Break, Trace, TraceContext, Unknown } from "./trace";
import { breakOf, broken, reached, step, unknownsOf, withUnknown } from "./trace";

/** The verdict on one destination of the tasks of an ECS service. */
export interface ReachProof {
  /** Name of the ECS service whose tasks connect. */
  readonly service: string;
  /** The destination and its port: `orders:8080`, `10.9.0.0/16:5432`. */
  readonly to: string;
  /** URN of the ECS service whose tasks connect. */
  readonly urn: string;
  readonly verdict: "proved" | "refuted" | "undetermined";
  /** The hop at which the path breaks. */
  readonly broken?: Break;
  /** Values that the verdict needs. */
  readonly open: readonly Unknown[];
}

const portText = ({ from, to }: Pick<Destination, "from" | "to">) => (from === to ? String(from) : `${from}-${to}`);

function proofOf(service: Resource, to: string, trace: Trace): ReachProof {
  const found = breakOf(trace);
  const open = found === undefined ? unknownsOf(trace) : [];
  const verdict = found !== undefined ? "refuted" : open.length > 0 ? "undetermined" : "proved";
  const { name, urn } = service;
  return {
    service: name,
    to,
    urn: registeredUrn(urn),
    verdict,
    ...(found === undefined ? {} : { broken: found }),
    open,
  };
}

const arrive = (service: Resource) => reached({ service, path: undefined });
const needs = (service: Resource, ...texts: readonly string[]): Trace =>
  withUnknown(arrive(service), ...texts.map((text) => ({ ...step("security group", service), needs: text })));

/** A route that a destination needs whose security group is in another VPC. */
function routeToGroup({ graph }: TraceContext, service: Resource, key: string): readonly string[] {
  const group = resourceAt(graph, key);
  const vpcs = group && sameVpc(graph, service, group);
  return vpcs?.kind === "different" ? [`a route from VPC ${vpcs.left} to VPC ${vpcs.right}, and one back`] : [];
}

/** What has a security group may have others too: connections are refused only if none of them allows one. */
function accessToGroup({ graph }: TraceContext, service: Resource, to: Destination, key: string, name: string): Access {
  const own = admittedByGroups(graph, [key], service, to);
  if (own.kind !== "no") return own;
  const holders = groupsOfHolders(graph, key);
  const found = holders.map((groups): Access | undefined => groups && admittedByGroups(graph, groups, service, to));
  if (found.some((access) => access?.kind === "yes")) return { kind: "yes" };
  const isRefused = found.length > 0 && found.every((access) => access?.kind === "no");
  return isRefused ? own : { kind: "unknown", why: `all security groups of what has ${name}` };
}

/** A security group of something other than an ECS service. The rules decide, where the stack shows them. */
function toGroup(context: TraceContext, service: Resource, to: Destination, key: string, name: string): Trace {
  if (!isShown(context.graph, key)) {
    return needs(
      service,
      `the ingress rules of security group ${name} at port ${portText(to)}`,
      `a route to what has ${name}, if that is in another VPC`,
    );
  }
  const access = accessToGroup(context, service, to, key, name);
  if (access.kind === "yes") return needs(service, ...routeToGroup(context, service, key));
  if (access.kind === "unknown") return needs(service, access.why);
  const wrong = `no ingress rule of security group ${name} allows ECS service ${service.name} on port ${portText(to)}`;
  const fix = `Add an ingress rule for TCP ${portText(to)} from the security group of ECS service ${service.name}.`;
  return broken("security group", service, wrong, fix);
}

const leadsNowhere = (route: BlockRoute) => route === "none";

function toAddresses(
  { graph }: TraceContext,
  service: Resource,
  to: Destination,
  name: string,
  blocks: readonly Block[] | undefined,
): Trace {
  const admitted = `whether ${name} admits ECS service ${service.name} on port ${portText(to)}`;
  if (blocks === undefined) return needs(service, `the entries of ${name}, and a route to them`, admitted);
  const routes = blocks.map((block) => routeToBlock(graph, service, block));
  if (routes.some(leadsNowhere)) {
    const wrong = `the subnets of ECS service ${service.name} have no route to ${name}`;
    return broken("task", service, wrong, `Add a route to ${name} to the route tables of the subnets.`);
  }
  const route = `a route from the subnets of ECS service ${service.name} to ${name}`;
  return needs(service, ...(routes.includes("unknown") ? [route] : []), admitted);
}

function traceOf(context: TraceContext, service: Resource, to: Destination, peer: Peer): Trace {
  switch (peer.kind) {
    case "unknown group":
      return needs(service, `${peer.name}, and its ingress rules`);
    case "addresses":
      return toAddresses(context, service, to, peer.name, peer.blocks);
    case "group":
      return toGroup(context, service, to, peer.key, peer.name);
  }
}

/** Calls of ECS services at the security group of a destination; empty if no other one has it, or for several ports. */
function callsTo({ graph }: TraceContext, service: Resource, { from, to, peer }: Destination): readonly Call[] {
  if (peer.kind !== "group" || from !== to) return [];
  const users = usersOfGroup(graph, peer.key).filter((user) => isKind(user, "ecsService") && user !== service);
  return users.map((server) => ({ server, port: from }));
}

const proofOfCall = (context: TraceContext, service: Resource, call: Call): ReachProof =>
  proofOf(service, `${call.server.name}:${call.port}`, callService(context, service, call));

/** Not every ECS service or other resource with a security group is meant: the path breaks if none can be reached. */
function proofsTo(context: TraceContext, service: Resource, to: Destination): readonly ReachProof[] {
  const calls = callsTo(context, service, to).map((call) => proofOfCall(context, service, call));
  const open = calls.filter(({ verdict }) => verdict !== "refuted");
  const holders = to.peer.kind === "group" ? groupsOfHolders(context.graph, to.peer.key).length : 0;
  if (open.length > 0) return open;
  if (calls.length > 0 && calls.length >= holders) return calls;
  return [proofOf(service, `${to.peer.name}:${portText(to)}`, traceOf(context, service, to, to.peer))];
}

/** Each destination once: several rules may name it. */
function proofsOf(context: TraceContext, service: Resource): readonly ReachProof[] {
  const proofs = [
    ...calledServices(context.graph, service).map((call) => proofOfCall(context, service, call)),
    ...destinationsOf(context.graph, service).flatMap((to) => proofsTo(context, service, to)),
  ];
  return [...new Map(proofs.map((proof) => [proof.to, proof])).values()];
}

/**
 * Traces what the tasks of ECS services connect to: other ECS services that admit them in Service Connect, and every
 * destination that their egress rules name. A rule to all addresses names none.
 */
export const proveReaches = (context: TraceContext): readonly ReachProof[] =>
  ofKind(context.graph, "ecsService").flatMap((service) => proofsOf(context, service));
