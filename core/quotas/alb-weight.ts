import { albTargetWeight } from "../../policies/quotas";

/** Targets that an ALB counts for among those of its NLB, by the NLB's cross-zone load balancing. */
export const albWeight = (crossZone: boolean): number =>
  crossZone ? albTargetWeight.crossZoneOn : albTargetWeight.crossZoneOff;
