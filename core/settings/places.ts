import type { ServiceSettings } from "./settings";

/** A load balancer, service group or Cloud Map that a service registers in. */
export interface Place {
  readonly balancer: "alb" | "nlb" | "cloudMap";
  /** Service group; absent for a load balancer of its own. */
  readonly group: string | undefined;
}

/** The place from which a service serves requests. */
export const servingPlace = ({ balancer, group }: ServiceSettings): Place => ({ balancer: balancer ?? "alb", group });

/** The second place of a service, if it has a standby. What `standby` leaves out is as in the serving place. */
export function standbyPlace(service: ServiceSettings): Place | undefined {
  const { standby } = service;
  if (standby === undefined) return undefined;
  const serving = servingPlace(service);
  const balancer = standby.balancer ?? serving.balancer;
  // Cloud Map has no load balancer that a group could share.
  const inherited = balancer === "cloudMap" ? undefined : serving.group;
  return { balancer, group: standby.group === undefined ? inherited : (standby.group ?? undefined) };
}

/** A service as it would be with its standby as serving place; the service itself if it has no standby. */
export const swapped = <T extends ServiceSettings>(service: T): T => ({ ...service, ...standbyPlace(service) });

/** A place in words: `the NLB of group fast`, `an ALB of its own`. @param balancer - what the option uses in that place */
export function placeText({ group }: Place, balancer: Place["balancer"]): string {
  if (balancer === "cloudMap") return "Cloud Map";
  const type = balancer.toUpperCase();
  return group === undefined ? `an ${type} of its own` : `the ${type} of group ${group}`;
}
