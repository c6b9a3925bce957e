import * as pulumi from "@pulumi/pulumi";
import type { KeepAwakeNode } from "../core/plan-operation";
import type { FunctionLogs } from "./scheduled-function";
import { createScheduledFunction } from "./scheduled-function";

interface KeepAwakeArgs {
  readonly requests: KeepAwakeNode["requests"];
  /** URL at which the API begins. */
  readonly url: pulumi.Input<string>;
  readonly logs: FunctionLogs;
  /** What answers at the URL. */
  readonly waitsFor: readonly pulumi.Resource[];
}

const urlOf = (base: string, path: string) => base.replace(/\/$/, "") + path;

/** A function that sends one request a day through each VPC link V2. It may do nothing but write its log. */
export class KeepAwake extends pulumi.ComponentResource {
  constructor(name: string, { requests, url, logs, waitsFor }: KeepAwakeArgs, opts: pulumi.ComponentResourceOptions) {
    super("private-integrations:index:KeepAwake", name, {}, opts);
    const input = pulumi
      .output(url)
      .apply((base) => JSON.stringify({ urls: requests.map(({ path }) => urlOf(base, path)) }));
    const when = { statements: [], schedule: "rate(1 day)" };
    createScheduledFunction(name, { file: "keep-awake", ...when, input, logs, waitsFor }, this);
    this.registerOutputs({});
  }
}
