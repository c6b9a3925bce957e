import type * as pulumi from "@pulumi/pulumi";

/** Options of a resource that had other names: it keeps its state. Children whose names begin with its name follow it. */
export const aliasesOf = (formerNames: readonly string[]): Pick<pulumi.ResourceOptions, "aliases"> =>
  formerNames.length === 0 ? {} : { aliases: formerNames.map((name) => ({ name })) };
