import assert from "node:assert/strict";
import { AwsAccount } from "../../../simulator/aws/account";
import type { OrderedCall } from "../../../simulator/schedules/call";
import type { Properties } from "../../../simulator/values";

/** URN of a resource of a type. */
export const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;

/** An account, and the calls of an update as a log. */
export class HandMadeUpdate {
  readonly account = new AwsAccount();
  readonly log: OrderedCall[] = [];

  create(type: string, name: string, inputs: Properties, ...after: readonly number[]): this {
    const created = new AwsAccount().plan(urnOf(type, name), inputs);
    const outputs = { ...created.outputs, id: created.id };
    this.log.push({ operation: "create", urn: created.urn, id: created.id, olds: {}, inputs, outputs, after });
    return this;
  }

  update(type: string, name: string, inputs: Properties, ...after: readonly number[]): this {
    const { id, urn, outputs } = this.find(type, name);
    this.log.push({ operation: "update", urn, id, olds: outputs, inputs, outputs: { ...outputs, id }, after });
    return this;
  }

  delete(type: string, name: string, ...after: readonly number[]): this {
    const { id, urn, outputs } = this.find(type, name);
    this.log.push({ operation: "delete", urn, id, olds: outputs, inputs: {}, outputs: {}, after });
    return this;
  }

  /** Makes the calls so far, so that an update starts with their result. */
  deployed(): this {
    for (const { urn, inputs } of this.log.splice(0)) this.account.create(urn, inputs);
    for (const deployment of this.account.deployments) this.account.finish(deployment);
    return this;
  }

  private find(type: string, name: string) {
    const found = this.account.of(type).find(({ urn }) => urn === urnOf(type, name));
    assert.ok(found);
    return found;
  }
}
