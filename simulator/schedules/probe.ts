import type { LiveAccount } from "./live-account";

/** What a request of a route got. */
export interface Answer {
  /** Whether the service of the route answered. Any other answer is a lost request. */
  readonly served: boolean;
  /** HTTP status of the answer. */
  readonly status: number;
  /** The hop that decided. */
  readonly hop: string;
  /** URN of the resource that decided, if there is one. */
  readonly urn?: string;
  readonly reason: string;
}

/** Asks one route. After each call and micro-step of a schedule, the replay asks all routes. */
export interface Probe {
  /** As the results name it: `ANY /orders/{proxy+}`. */
  readonly route: string;
  /** Service that must answer. */
  readonly service: string;
  readonly ask: (account: LiveAccount) => Answer;
}

/** A request that a schedule lost. */
export interface LostRequest extends Omit<Answer, "served"> {
  readonly route: string;
  readonly service: string;
  /** The call or micro-step before it: `update aws:ecs/service:Service orders`. */
  readonly after: string;
}
