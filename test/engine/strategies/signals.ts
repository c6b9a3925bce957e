import type { AwsAccount } from "../../../simulator/aws/account";
import { nameOf } from "../../../simulator/aws/account";
import { answersByDefault } from "../../../simulator/aws/strategy";
import { alarmOf, lambdaOf } from "./places";

/** Makes alarms and hooks of an account behave in some way. @returns a function that ends this */
export type Signals = (account: AwsAccount) => () => void;

/** The alarm of each service is on from the first of its requests that reach the new tasks until the end. */
export const alarmOnShift: Signals = (account) => {
  const on = new Set<string>();
  const end = account.observe(({ urn, what }) => {
    if (what.includes("% of the requests")) on.add(alarmOf(nameOf(urn)));
  });
  account.alarms = (name) => (on.has(name) ? "ALARM" : "OK");
  return () => {
    end();
    account.alarms = () => "OK";
  };
};

/** Functions answer FAILED once all requests have moved, and pauses end without an answer. */
export const hooksFail: Signals = (account) => {
  account.hooks = ({ stage }) => (stage === "PRODUCTION_TRAFFIC_SHIFT" ? "SUCCEEDED" : "FAILED");
  return () => {
    account.hooks = answersByDefault;
  };
};

/** Functions succeed, and someone ends each pause. */
export const continued: Signals = (account) => {
  account.hooks = () => "SUCCEEDED";
  return () => {
    account.hooks = answersByDefault;
  };
};

/**
 * Functions hold the second deployment of each service, and no other one: `shift` once some requests have moved, or all
 * with blue/green; `bake` once all have.
 */
export function hold(account: AwsAccount, until: "shift" | "bake"): void {
  account.hooks = ({ stage, lambda }) => {
    const states = account.ecs.snapshot().map(([, state]) => state);
    const { number, shift } = states.find(({ urn }) => lambdaOf(nameOf(urn)) === lambda)?.deployment ?? {};
    const isReached = stage === "POST_PRODUCTION_TRAFFIC_SHIFT" || (until === "shift" && (shift?.done ?? 0) > 0);
    return number === 2 && isReached ? "never" : "SUCCEEDED";
  };
}
