/** Traffic of all services together. */
export interface Traffic {
  readonly requestsPerMonth: number;
  /** Request and response together. */
  readonly averageKilobytes: number;
}

/** One line of the monthly traffic cost, with its calculation. */
export interface TrafficLine {
  readonly name: string;
  /** What it is paid for, as a word for all lines of its kind. */
  readonly of: "requests" | "load balancers" | "logs" | "network" | "traces" | "WAF";
  readonly usdPerMonth: number;
  readonly reckoning: string;
  readonly source: string;
  /** Region whose price it is: that of the stack, or us-east-1. */
  readonly pricedIn: string;
}

export const million = 1_000_000;
