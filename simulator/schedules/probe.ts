import type { Account } from "../aws/existing";

/** What a request got. */
export interface Outcome {
  /** Whether the route's service answered. Any other answer is a lost request. */
  readonly served: boolean;
  /** HTTP status of the answer. */
  readonly status: number;
  /** The hop that decided. */
  readonly hop: string;
  readonly reason: string;
}

/** Asks one route. A replay asks all routes after each call and micro-step. */
export interface Probe {
  /** As results name it: `/orders/item/1`. */
  readonly route: string;
  /** Service that a lost request is counted for. */
  readonly service: string;
  readonly ask: (account: Account) => Outcome;
}

/** Requests of one route that a schedule lost for one reason, one after the other. */
export interface LostRequests extends Omit<Outcome, "served"> {
  readonly route: string;
  readonly service: string;
  /** The call or micro-step before the first of them. */
  readonly after: string;
  readonly count: number;
}
