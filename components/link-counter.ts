import * as pulumi from "@pulumi/pulumi";
import { countStatements } from "../core/function-statements";
import type { FunctionLogs } from "./scheduled-function";
import { createScheduledFunction } from "./scheduled-function";

interface LinkCounterArgs {
  readonly region: string;
  readonly logs: FunctionLogs;
}

/** A function that counts the VPC links of the account and Region once an hour, and writes the counts as metrics. */
export class LinkCounter extends pulumi.ComponentResource {
  constructor(name: string, { region, logs }: LinkCounterArgs, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:LinkCounter", name, {}, opts);
    const when = { statements: countStatements(region), schedule: "rate(1 hour)" };
    createScheduledFunction(name, { file: "link-counter", ...when, logs, waitsFor: [] }, this);
    this.registerOutputs({});
  }
}
