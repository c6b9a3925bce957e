/** Hops of a request path, in the order in which a request passes them. */
export const hops = [
  "domain",
  "mapping",
  "stage",
  "route",
  "access",
  "integration",
  "path",
  "link",
  "balancer",
  "listener",
  "rule",
  "target group",
  "discovery service",
  "security group",
  "endpoint",
  "service",
  "container",
  "task",
] as const;

export type Hop = (typeof hops)[number];

/** Hops as messages name them. */
export const hopNames: Readonly<Record<Hop, string>> = {
  domain: "domain name",
  mapping: "mapping",
  stage: "stage",
  route: "route",
  access: "access",
  integration: "integration",
  path: "path mapping",
  link: "VPC link",
  balancer: "load balancer",
  listener: "listener",
  rule: "listener rule",
  "target group": "target group",
  "discovery service": "Cloud Map service",
  "security group": "security group",
  endpoint: "VPC endpoint",
  service: "ECS service",
  container: "container",
  task: "task",
};
