import { createHash } from "node:crypto";
import type { Properties } from "../values";

/** Id of the simulated account. */
export const accountId = "123456789012";

/** The input from which the id and outputs of a resource are computed. */
export interface Context {
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly urn: string;
  /** Inputs after the provider's check, including the physical name. */
  readonly inputs: Properties;
  readonly region: string;
  /** How many resources were created for the URN before this one; 0 by default. */
  readonly generation?: number;
}

/** How the real provider forms the names, ids and outputs of a resource type. */
export interface Model {
  /** Property that gets a physical name if the program sets none, and its maximum length in characters. */
  readonly autoname?: { readonly property: string; readonly maxLength: number };
  /** Inputs that stay as they are if the program removes them: the provider takes such a value from AWS, and sends nothing. */
  readonly kept?: readonly string[];
  readonly id: (context: Context) => string;
  /** Outputs that the provider adds to an input that is an object, by that input. `outputs` has their values. */
  readonly nested?: Readonly<Record<string, readonly string[]>>;
  /** Outputs in addition to the inputs and the id. */
  readonly outputs?: (context: Context, id: string) => Properties;
  /** Outputs that an update computes anew; in its preview, the provider has the old ones. */
  readonly updated?: readonly string[];
}

/** Whether a type belongs to one of the two providers of the simulated account. */
export const isOfAws = (type: string): boolean => /^aws(-native)?:/.test(type);

/** The first hexadecimal digits of a hash. Ids derived from it are the same in every run. */
export const digest = (text: string, length: number) =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

/** An id in EC2's format: a prefix and 17 hexadecimal digits. */
export const ec2Id =
  (prefix: string) =>
  ({ urn }: Context) =>
    `${prefix}-${digest(urn, 17)}`;

/** An id in API Gateway's format: ten letters and digits. */
export const apiId = ({ urn }: Context) => digest(urn, 10);

/** ARN in the simulated account. */
export const arn = (service: string, { region }: Pick<Context, "region">, resource: string) =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`;

/** A string input; empty if it is unknown, absent or not a string. */
export function text(inputs: Properties, key: string): string {
  const value = inputs[key];
  return typeof value === "string" ? value : "";
}

/** Physical names as the aws provider generates them, with at most 255 characters by default. */
export const named = (property = "name", maxLength = 255) => ({ autoname: { property, maxLength } });
