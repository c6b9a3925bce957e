/**
 * Number of targets that an ALB counts as on an NLB.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
 */
export const albTargetWeight = { crossZoneOff: 50, crossZoneOn: 100 } as const;

/**
 * Network Address Usage units. AWS lists NLB, endpoint and NAT gateway. One unit for a task's network interface and
 * eight for an ALB in a zone are assumptions, because AWS's table does not list them.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/network-address-usage.html
 */
export const networkAddressUnits = {
  nlbPerZone: 6,
  endpointPerZone: 6,
  natGateway: 6,
  interface: 1,
  albPerZone: 8,
} as const;
