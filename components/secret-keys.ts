import * as pulumi from "@pulumi/pulumi";

/**
 * Whether a configuration key, with its namespace, holds a secret. The SDK's typings lack the function. The environment
 * would not do: an inline program of the Automation API has its configuration in the SDK's store only.
 */
export const { isConfigSecret } = pulumi.runtime as typeof pulumi.runtime & {
  readonly isConfigSecret: (key: string) => boolean;
};
