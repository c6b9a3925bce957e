import type * as pulumi from "@pulumi/pulumi";
import type { StackOutputs } from "../core/outputs";

/** Properties whose values the plan has: a program can decide on them. All others are Outputs of resources. */
type Planned =
  "option" | "type" | "stage" | "vpc" | "logGroup" | "deployment" | "listeners" | "routes" | "headroom" | "quotaUsage";

/** Outputs whose values exist once their resources do, in a form that a program reads without `apply`. */
type WithOutputs<T> = {
  readonly [K in keyof T]: K extends Planned
    ? T[K]
    : NonNullable<T[K]> extends string | string[]
      ? pulumi.Output<NonNullable<T[K]>> | Extract<T[K], undefined>
      : WithOutputs<T[K]>;
};

type AccountOutput = NonNullable<StackOutputs["account"]>;

/** What the stack says about the account: the usage of other stacks is read with the resources. */
type WithAccount = Omit<AccountOutput, "usage"> & { readonly usage: pulumi.Output<AccountOutput["usage"]> };

/** Outputs of a stack and of the component `PrivateIntegrations`, before their resources exist. */
export type Outputs = Omit<WithOutputs<StackOutputs>, "account"> & { readonly account?: WithAccount };
