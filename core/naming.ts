/**
 * Longest logical name of a balancer or target group: AWS allows 32 characters and Pulumi appends 8.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 */
const maxLogicalNameLength = 24;

/** Longest service or group name: the longest suffix is `-alb`. */
export const maxServiceNameLength = maxLogicalNameLength - "-alb".length;

/** Longest VPC name: the longest suffix is `-front-99`. */
export const maxVpcNameLength = maxLogicalNameLength - "-front-99".length;

/** 32-bit FNV-1a: small, pure and spread well enough to choose slots by. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  // FNV's low bits are weak for short, similar names; a final mix makes neighbours land apart.
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}

/** ALB of a service, or of a group that shares one. */
export const albName = (owner: string) => `${owner}-alb`;

/** NLB of a service, or of a group that shares one. */
export const nlbName = (owner: string) => `${owner}-nlb`;

/** Listener of a balancer. Named by port, so that a service that moves to another port gets a listener of its own first. */
export const listenerName = (balancer: string, port: number) => `${balancer}-${port}`;

/**
 * Target group of one service on a shared balancer. It contains the balancer's name, since a target group can belong
 * to one balancer only and a URN holds parent types, not names. Longer than 24 characters, its end becomes a hash.
 */
export function targetGroupName(balancer: string, owner: string): string {
  const name = `${balancer}-${owner}`;
  if (name.length <= maxLogicalNameLength) return name;
  const digest = hash(name).toString(36).padStart(7, "0").slice(-5);
  return `${name.slice(0, maxLogicalNameLength - 6).replace(/-+$/, "")}-${digest}`;
}
