import { suggestion } from "../../did-you-mean";
import type { Fault, Problem } from "../../problem";
import type { Reach, ServiceSettings, Settings } from "../settings";
import { repeats, serviceAt } from "../config-path";

/** Why tasks cannot call a service of the stack, if they cannot. */
function callFault(settings: Settings, caller: ServiceSettings, name: string): Fault | undefined {
  const called = settings.services.find((service) => service.name === name);
  if (called === undefined) {
    const others = settings.services.filter((service) => service !== caller).map((service) => service.name);
    if (others.length === 0) {
      const message = `got "${name}"; the stack has no other service`;
      return { message, fix: "add that service to services, or name a securityGroup, cidr or prefixList with a port" };
    }
    const fix = `${suggestion(name, others)}Name one of these services, or a securityGroup, cidr or prefixList with a port`;
    return { message: `got "${name}"; allowed: ${others.join(", ")}`, fix };
  }
  if (called === caller)
    return { message: "is the service itself; its containers share localhost", fix: "remove this entry" };
  if (called.runtime.kind === "endpoint") {
    const { port } = called.runtime.endpoint;
    return {
      message: `${name} runs in another account, behind an endpoint of this stack, so this stack has no tasks of it`,
      fix: `call it through the API; or create an endpoint of your own and name its security group: { securityGroup: sg-..., port: ${port} }`,
    };
  }
  if (called.runtime.kind === "existing") {
    return {
      message: `${name} runs behind an existing load balancer, so this stack has no tasks of it`,
      fix: "name the security group of that load balancer and its listener port: { securityGroup: sg-..., port: 80 }",
    };
  }
  // An unknown VPC is a problem of its own, and the service may be in the same VPC once it is corrected.
  const isKnown = ({ vpc }: ServiceSettings) => settings.vpcs.some(({ name: known }) => known === vpc);
  if (called.vpc !== caller.vpc && isKnown(called) && isKnown(caller)) {
    return {
      message: `${name} is in VPC ${called.vpc}, this service in ${caller.vpc}; calls stay in one VPC`,
      fix: `put both into one VPC; or, if the VPCs are connected, name the block of ${called.vpc}: { cidr: ..., port: ... }`,
    };
  }
  return called.retired
    ? {
        message: `${name} is retired and will be removed`,
        fix: `remove this entry, or remove retired from ${name}`,
      }
    : undefined;
}

/** Everything that makes two entries the same security group rule. */
function keyOf(reach: Reach): string {
  switch (reach.kind) {
    case "service":
      return reach.service;
    case "cidr":
      return `${reach.cidr} ${reach.port}`;
    default:
      return `${reach.id} ${reach.port}`;
  }
}

/** Problems in the `reaches` of services: unknown and unreachable services, and repeated entries. */
export function reachProblems(settings: Settings): Problem[] {
  return settings.services.flatMap((service) => {
    if (service.runtime.kind !== "task") return [];
    const { reaches } = service.runtime.task;
    const entries = reaches.map((reach, index) => ({ reach, index }));
    const at = (index: number) => serviceAt(settings, service.name, `reaches[${index}]`);
    const calls = entries.flatMap(({ reach, index }) => {
      const fault = reach.kind === "service" ? callFault(settings, service, reach.service) : undefined;
      return fault === undefined ? [] : [{ where: at(index), ...fault }];
    });
    const twice = repeats(entries, ({ reach }) => keyOf(reach)).map(({ first, again }) => ({
      where: at(again.index),
      message: `repeats reaches[${first.index}]`,
      fix: "list each destination once",
    }));
    return [...calls, ...twice];
  });
}
