/** Stations of a request path, in the order in which a request passes them. */
export const hops = [
  "stage",
  "route",
  "integration",
  "path",
  "link",
  "balancer",
  "listener",
  "rule",
  "target group",
  "discovery service",
  "security group",
  "service",
  "container",
  "task",
] as const;

export type Hop = (typeof hops)[number];
