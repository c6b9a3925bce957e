import type { ServiceSettings } from "./settings";

/** What the container of a service, or the provider of an endpoint service, takes in a place. */
interface ContainerSide {
  readonly containerTls: boolean;
  readonly containerPort: number;
}

/** A load balancer, service group or Cloud Map that a service registers in, and the port of the container there. */
export interface Place extends ContainerSide {
  readonly balancer: "alb" | "nlb" | "cloudMap";
  /** Service group; absent for a load balancer of its own. */
  readonly group: string | undefined;
}

/** The container of a service behind an existing load balancer is not known, and makes no place. */
const unknownContainer: ContainerSide = { containerTls: false, containerPort: 0 };

/** Port and TLS of the targets of a service: its containers, or the provider behind its endpoint. */
export function containerOf({ runtime }: ServiceSettings): ContainerSide {
  if (runtime.kind === "existing") return unknownContainer;
  if (runtime.kind === "endpoint") return { containerTls: runtime.endpoint.tls, containerPort: runtime.endpoint.port };
  const { containerTls, containerPort } = runtime.task;
  return { containerTls, containerPort };
}

/** The place from which a service serves requests. */
export const servingPlace = (service: ServiceSettings): Place => ({
  balancer: service.balancer ?? "alb",
  group: service.group,
  ...containerOf(service),
});

/** The second place of a service, if it has a standby. What `standby` leaves out is as in the serving place. */
export function standbyPlace(service: ServiceSettings): Place | undefined {
  const { standby } = service;
  if (standby === undefined) return undefined;
  const serving = servingPlace(service);
  const balancer = standby.balancer ?? serving.balancer;
  // Cloud Map has no load balancer that a group could share.
  const inherited = balancer === "cloudMap" ? undefined : serving.group;
  return {
    balancer,
    group: standby.group === undefined ? inherited : (standby.group ?? undefined),
    containerTls: standby.containerTls ?? serving.containerTls,
    containerPort: standby.containerPort ?? serving.containerPort,
  };
}

/** A service as it would be with its standby as serving place; the service itself if it has no standby. */
export function swapped<T extends ServiceSettings>(service: T): T {
  const place = standbyPlace(service);
  const { runtime } = service;
  if (place === undefined || runtime.kind === "existing") return service;
  const { balancer, group, containerTls, containerPort } = place;
  if (runtime.kind === "endpoint") return { ...service, balancer, group };
  return {
    ...service,
    balancer,
    group,
    runtime: { ...runtime, task: { ...runtime.task, containerTls, containerPort } },
  };
}

/** A place in words: `the NLB of group fast`, `an ALB of its own`. @param balancer - what the option uses in that place */
export function placeText({ group }: Place, balancer: Place["balancer"]): string {
  if (balancer === "cloudMap") return "Cloud Map";
  const type = balancer.toUpperCase();
  return group === undefined ? `an ${type} of its own` : `the ${type} of group ${group}`;
}

/** The target group of a place in words: `the target group of port 8443 (TLS)`. */
export const containerText = ({ containerPort, containerTls }: Place): string =>
  `the target group of port ${containerPort} (${containerTls ? "TLS" : "HTTP"})`;
