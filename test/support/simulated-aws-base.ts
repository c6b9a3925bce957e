import type { AwsAccount } from "../../simulator/aws/account";
import type { Values } from "../../tools/live/world";

/** An operation of AWS, answered from a simulated account. @throws Error as AWS would refuse it */
export type Operation = (account: AwsAccount, parameters: Values) => Values;

/** URN of a resource that a call makes beside every stack. */
export const byHand = (type: string, name = "by-hand") => `urn:pulumi:none::none::${type}::${name}`;
