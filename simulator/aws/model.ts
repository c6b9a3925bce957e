import { createHash } from "node:crypto";
import type { Properties } from "../values";

/** The account that the stand-in pretends to be. */
export const accountId = "123456789012";

/** What an output is computed from. */
export interface Context {
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  readonly urn: string;
  /** Inputs after the provider's check, physical name included. */
  readonly inputs: Properties;
  readonly region: string;
  /** How many resources of the URN there were before; 0 where it is not given. */
  readonly generation?: number;
}

/** What the real provider does with a resource type, as far as others can see it. */
export interface Model {
  /** Property that gets a physical name if none is given, and its longest value. */
  readonly autoname?: { readonly property: string; readonly maxLength: number };
  readonly id: (context: Context) => string;
  /** Outputs beside the inputs and the id. */
  readonly outputs?: (context: Context, id: string) => Properties;
}

/** The first digits of a hash that is the same in each run. */
export const digest = (text: string, length: number) =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

/** Id with a prefix and 17 digits, as EC2 forms them. */
export const ec2Id =
  (prefix: string) =>
  ({ urn }: Context) =>
    `${prefix}-${digest(urn, 17)}`;

/** Ten letters and digits, as API Gateway forms ids. */
export const apiId = ({ urn }: Context) => digest(urn, 10);

/** ARN in the stand-in's account. */
export const arn = (service: string, { region }: Pick<Context, "region">, resource: string) =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`;

/** An input that is known and a string; empty otherwise. */
export function text(inputs: Properties, key: string): string {
  const value = inputs[key];
  return typeof value === "string" ? value : "";
}

/** Physical names as the aws provider makes them: the default has 255 characters at most. */
export const named = (property = "name", maxLength = 255) => ({ autoname: { property, maxLength } });
