import type { Plan } from "./plan";
import type { OperationPlan } from "./plan-operation";
import type { Settings } from "./settings/settings";

/** The part of a plan that serves requests, which alarms and the dashboard watch. */
export type RequestPlan = Omit<Plan, keyof OperationPlan>;

/** What people set of alarms. */
export type AlarmSettings = NonNullable<Settings["alarms"]>;

/**
 * Three of five minutes: a failure that lasts notifies in about three minutes, and one bad request in a quiet minute does
 * not. AWS recommends three minutes in a row for errors of a stage, which a failure with gaps never has.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
 */
export const threeOfFive = { periods: 5, breaching: 3 } as const;
