/**
 * Longest logical name of a load balancer or target group: AWS allows 32 characters and Pulumi appends 8.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 */
const maxLogicalNameLength = 24;

/** Longest service or group name: the longest suffix is `-alb`. */
export const maxServiceNameLength = maxLogicalNameLength - "-alb".length;

/** Longest VPC name: the longest suffix is `-front-99`. */
export const maxVpcNameLength = maxLogicalNameLength - "-front-99".length;

/** 32-bit FNV-1a hash, which chooses listener ports and rule priorities. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  // The low bits of FNV are weak for short, similar names; a final mix spreads them.
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}

/** Name of the ALB of a service or service group. */
export const albName = (owner: string) => `${owner}-alb`;

/** Name of the NLB of a service or service group. */
export const nlbName = (owner: string) => `${owner}-nlb`;

/** Name of a listener. It has the port, so that a service that moves to another port gets its new listener first. */
export const listenerName = (balancer: string, port: number) => `${balancer}-${port}`;

/**
 * Name of the target group of one service on a shared load balancer. It has the name of the load balancer, because a
 * target group can belong to one load balancer only and a URN has parent types, not names. The end of a name longer
 * than 24 characters becomes a hash.
 */
export const targetGroupName = (balancer: string, owner: string): string => shortened(`${balancer}-${owner}`);

/** A name of at most 24 characters: the end of a longer one becomes a hash. */
export function shortened(name: string): string {
  if (name.length <= maxLogicalNameLength) return name;
  const digest = hash(name).toString(36).padStart(7, "0").slice(-5);
  return `${name.slice(0, maxLogicalNameLength - 6).replace(/-+$/, "")}-${digest}`;
}

/** Names of an instance: those of its load balancers and target groups have at most 24 characters. */
export interface InstanceNames {
  readonly own: (name: string) => string;
  readonly loadBalancer: (name: string) => string;
}
