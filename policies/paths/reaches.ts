import { routeToBlock } from "../graph/block-routes";
import type { BlockRoute } from "../graph/block-routes";
import type { Block } from "../graph/blocks";
import { destinationsOf, usersOfGroup } from "../graph/egress";
import type { Destination, Peer } from "../graph/egress";
import { isKind, ofKind } from "../graph/graph";
import { registeredUrn } from "../graph/registered";
import type { Resource } from "../graph/resource";
import { admittedByGroup, isShown } from "../graph/security-group-access";
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

/** A security group that no ECS service of the stack has. Its own rules decide, where the stack shows them. */
function toGroup({ graph }: TraceContext, service: Resource, to: Destination, key: string, name: string): Trace {
  if (!isShown(graph, key)) {
    return needs(
      service,
      `the ingress rules of security group ${name} at port ${portText(to)}`,
      `a route to what has ${name}, if that is in another VPC`,
    );
  }
  const access = admittedByGroup(graph, key, service, to.from);
  if (access.kind === "yes") return arrive(service);
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

/** Calls of ECS services at the security group of a destination; empty if no other one has it. */
function callsTo({ graph }: TraceContext, service: Resource, { from, to, peer }: Destination): readonly Call[] {
  if (peer.kind !== "group" || from !== to) return [];
  const users = usersOfGroup(graph, peer.key).filter((user) => isKind(user, "ecsService") && user !== service);
  return users.map((server) => ({ server, port: from }));
}

function proofsOf(context: TraceContext, service: Resource): readonly ReachProof[] {
  const destinations = destinationsOf(context.graph, service);
  const calls = new Map(
    [
      ...calledServices(context.graph, service),
      ...destinations.flatMap((destination) => callsTo(context, service, destination)),
    ].map((call) => [`${call.server.urn} ${call.port}`, call]),
  );
  const others = destinations.filter((destination) => callsTo(context, service, destination).length === 0);
  return [
    ...[...calls.values()].map((call) =>
      proofOf(service, `${call.server.name}:${call.port}`, callService(context, service, call)),
    ),
    ...others.map((to) => proofOf(service, `${to.peer.name}:${portText(to)}`, traceOf(context, service, to, to.peer))),
  ];
}

/**
 * Traces what the tasks of ECS services connect to: other ECS services that admit them in Service Connect, and every
 * destination that their egress rules name. A rule to all addresses names none.
 */
export const proveReaches = (context: TraceContext): readonly ReachProof[] =>
  ofKind(context.graph, "ecsService").flatMap((service) => proofsOf(context, service));
