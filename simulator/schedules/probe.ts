import type { AwsAccount } from "../aws/account";

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
  readonly ask: (account: AwsAccount) => Outcome;
}

/** Requests of one route that a schedule lost for one reason. */
export interface LostRequests extends Omit<Outcome, "served"> {
  readonly route: string;
  readonly service: string;
  /** The call or micro-step before the first of them. */
  readonly after: string;
  readonly count: number;
}

/** Adds a lost request to those of its route that were lost for the same reason. */
export function countLost(lost: LostRequests[], { route, service }: Probe, outcome: Outcome, after: string): void {
  const { status, hop, reason } = outcome;
  const same = lost.findIndex((other) => other.route === route && other.hop === hop && other.reason === reason);
  const known = lost[same];
  if (known === undefined) lost.push({ route, service, status, hop, reason, after, count: 1 });
  else lost[same] = { ...known, count: known.count + 1 };
}
