import type * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../core/settings/settings";

/** Options of a resource that no update may delete. */
export type Protection = Pick<pulumi.CustomResourceOptions, "protect">;

/**
 * Options of the VPCs, clusters and the domain name of a stack. Without the setting they have none, so that they keep what
 * the program gives to a component around them.
 */
export const protectionOf = ({ protect }: Settings): Protection => (protect ? { protect } : {});

/** Options of a log group. One that is kept stays in AWS when it leaves the stack. */
export const retention = (retain: boolean | undefined): Pick<pulumi.CustomResourceOptions, "retainOnDelete"> =>
  retain === true ? { retainOnDelete: true } : {};
