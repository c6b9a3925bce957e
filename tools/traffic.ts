import type { Traffic } from "../core/compare/traffic";

/** Traffic of a comparison where no flag gives another. */
export const defaultTraffic: Traffic = { requestsPerMonth: 1_000_000, averageKilobytes: 10 };
