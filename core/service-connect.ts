import type { ServiceNode } from "./plan";
import type { Reach } from "./settings/settings";

/**
 * Memory that AWS recommends for the proxy of Service Connect in a task.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
export const proxyMemoryMiB = 64;

/** Names of the services that a service calls through Service Connect, sorted. */
export const calledBy = ({ task }: ServiceNode): readonly string[] =>
  task.reaches.flatMap((reach) => (reach.kind === "service" ? [reach.service] : [])).sort();

/**
 * A destination and its port: `orders:8080`.
 *
 * @param ports - container ports by service
 */
export function destinationText(reach: Reach, ports: ReadonlyMap<string, number>): string {
  switch (reach.kind) {
    case "service":
      return `${reach.service}:${ports.get(reach.service) ?? ""}`;
    case "cidr":
      return `${reach.cidr}:${reach.port}`;
    default:
      return `${reach.id}:${reach.port}`;
  }
}

/** Part of a service in Service Connect: others call it, or it only calls others. */
export type ConnectRole = "server" | "client";

/** The services in Service Connect, by name. Their part is the same under every option, because it follows from `reaches`. */
export function connectRoles(services: readonly ServiceNode[]): ReadonlyMap<string, ConnectRole> {
  const called = new Set(services.flatMap(calledBy));
  const isMember = (service: ServiceNode) => called.has(service.name) || calledBy(service).length > 0;
  return new Map(
    services.filter(isMember).map(({ name }) => [name, called.has(name) ? ("server" as const) : ("client" as const)]),
  );
}

/** A call for which the caller cannot wait, because the called service waits for the caller. */
interface MutualCall {
  readonly from: string;
  readonly to: string;
}

/** Which calls services wait for. */
interface Waits {
  /** Names of the services that a service waits for, by service. */
  readonly awaited: ReadonlyMap<string, readonly string[]>;
  readonly mutual: readonly MutualCall[];
}

type Visit = (name: string) => void;

/**
 * Which of the services that they call services wait for: a task resolves only the names that exist when it is
 * deployed. Of services that call each other, the one whose name comes first in the alphabet waits, whatever the order
 * of the stack file.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
 */
export function callWaits(services: readonly ServiceNode[]): Waits {
  const calls = new Map(services.map((service) => [service.name, calledBy(service)]));
  const awaited = new Map<string, readonly string[]>();
  const mutual: MutualCall[] = [];
  const open = new Set<string>();
  const visit: Visit = (name) => {
    if (awaited.has(name)) return;
    open.add(name);
    const waits: string[] = [];
    for (const called of calls.get(name) ?? []) {
      if (open.has(called)) {
        mutual.push({ from: name, to: called });
        continue;
      }
      visit(called);
      waits.push(called);
    }
    open.delete(name);
    awaited.set(name, waits);
  };
  [...calls.keys()].sort().forEach(visit);
  return { awaited, mutual };
}

/** Services in the order of the plan, each after those that it waits for. */
export function inCallOrder(services: readonly ServiceNode[], { awaited }: Waits): readonly ServiceNode[] {
  const byName = new Map(services.map((service) => [service.name, service]));
  const ordered = new Map<string, ServiceNode>();
  const visit: Visit = (name) => {
    const service = byName.get(name);
    if (service === undefined || ordered.has(name)) return;
    awaited.get(name)?.forEach(visit);
    ordered.set(name, service);
  };
  [...byName.keys()].forEach(visit);
  return [...ordered.values()];
}
