import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AccountNode } from "../core/plan-operation";
import { fullStackName } from "../core/account-statement";
import { quotaCode } from "../core/quota-requests";
import { LinkCounter } from "./link-counter";
import type { FunctionLogs } from "./scheduled-function";

interface AccountArgs {
  readonly account: AccountNode;
  readonly region: string;
  /** Log group of the function that counts VPC links. */
  readonly logs: FunctionLogs;
}

/** Full name of this stack: `<organization>/<project>/<stack>`. */
export const ownStackName = (): string => `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;

/**
 * Usage of quotas as another stack's output `quotaUsage` has it; empty if an earlier version of the package deployed it.
 * Read when the stack was last updated.
 */
function usageIn(stack: string, parent: pulumi.Resource): pulumi.Output<Readonly<Record<string, number>>> {
  const reference = new pulumi.StackReference(stack, {}, { parent });
  return reference.getOutput("quotaUsage").apply((usage) => (usage ?? {}) as Record<string, number>);
}

/** What a stack has for its whole account and Region: requests for higher quotas, and a counter of VPC links. */
export class Account extends pulumi.ComponentResource {
  /** Usage of the account's quotas in the other stacks, by full name of the stack. */
  readonly usage: Readonly<Record<string, pulumi.Output<Readonly<Record<string, number>>>>>;

  constructor(name: string, { account, region, logs }: AccountArgs, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:Account", name, {}, opts);
    for (const { quota, value } of account.quotaRequests)
      new aws.servicequotas.ServiceQuota(
        `${name}-${quota}`,
        { ...quotaCode(quota), value },
        // AWS has no way to take an increase back; the provider forgets it.
        { parent: this, retainOnDelete: true },
      );
    if (account.linkCounter) new LinkCounter(`${name}-link-counter`, { region, logs }, { parent: this });
    const own = ownStackName();
    const others = account.stacks.map((stack) => fullStackName(stack, own));
    this.usage = Object.fromEntries(others.map((stack) => [stack, usageIn(stack, this)]));
    this.registerOutputs({});
  }
}
