import type { Traffic } from "../core/compare/traffic-line";

/** Default traffic of a comparison. */
export const defaultTraffic: Traffic = { requestsPerMonth: 1_000_000, averageKilobytes: 10 };
