import type { Plan, ServiceNode } from "./plan";
import { encryptsToTargets, targetGroupsByService } from "./plan-queries";

/** A port of a container. */
export interface ContainerPort {
  readonly port: number;
  readonly protocol: "HTTP" | "TLS";
}

/**
 * Ports of the container of each service, from all target groups of a plan: one, or two while the service moves from
 * HTTP to TLS or back. They are sorted, so that a swap of both places starts no deployment.
 *
 * @returns an entry for each service of the plan
 */
export function containerPortsByService(plan: Plan): ReadonlyMap<string, readonly ContainerPort[]> {
  const groups = targetGroupsByService(plan);
  const portsOf = ({ name, task }: ServiceNode): readonly ContainerPort[] => {
    const own: ContainerPort = { port: task.containerPort, protocol: task.containerTls ? "TLS" : "HTTP" };
    const registered = (groups.get(name) ?? []).map(({ targetGroup }): ContainerPort => ({
      port: targetGroup.target.kind === "service" ? (targetGroup.target.containerPort ?? own.port) : own.port,
      protocol: encryptsToTargets(targetGroup) ? "TLS" : "HTTP",
    }));
    const byPort = new Map([own, ...registered].map((one) => [one.port, one]));
    return [...byPort.values()].sort((a, b) => a.port - b.port);
  };
  return new Map(plan.services.map((service) => [service.name, portsOf(service)]));
}
