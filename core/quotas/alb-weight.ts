import { albTargetWeight } from "../../policies/quota-units";

/** Number of targets that an ALB counts for on an NLB, with or without cross-zone load balancing of the NLB. */
export const albWeight = (crossZone: boolean): number =>
  crossZone ? albTargetWeight.crossZoneOn : albTargetWeight.crossZoneOff;
