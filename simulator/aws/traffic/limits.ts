import type { Existing } from "../existing";
import type { Hop } from "./types";
import type { Outcome } from "./outcome";
import { answer } from "./outcome";

/** Limits of a token bucket; undefined where there is none. */
export interface Limits {
  readonly rate: number | undefined;
  readonly burst: number | undefined;
}

/**
 * Whether a bucket refuses the last of some requests at one instant. The bucket is full before, which it is on AWS if the
 * client has sent nothing for a while; time does not pass, so that the rate counts only if it is zero. AWS applies limits
 * on a best-effort basis, so that real requests above them may pass.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 */
export const isExceeded = ({ rate, burst }: Limits, atOnce = 1): boolean =>
  rate === 0 || (burst !== undefined && atOnce > burst);

/** @param what - which limits: `the limits of the stage` */
export const tooMany = (hop: Hop, resource: Existing | string, what: string): Outcome =>
  answer(429, hop, resource, `{"message":"Too Many Requests"}: ${what} are exceeded`);
