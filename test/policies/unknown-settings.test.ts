import assert from "node:assert/strict";
import type { StackValidationArgs } from "@pulumi/policy";
import { configSchemas } from "../../policies/config";
import { policies } from "../../policies/pack";
import { asEngine } from "../support/engine-resources";

class NotApplicable extends Error {}

const stack = {
  urn: "urn:pulumi:dev::empty::pulumi:pulumi:Stack::empty-dev",
  type: "pulumi:pulumi:Stack",
  name: "empty-dev",
  parent: null,
  inputs: {},
  dependencies: [],
  propertyDependencies: {},
};

/** What a policy reports in an empty stack, with the settings of its configuration. */
function reported(id: string, config: object): readonly string[] {
  const found: string[] = [];
  const args: StackValidationArgs = {
    // Every stack has this resource. A list without resources would be taken for one that was judged before.
    resources: asEngine([stack]) as unknown as StackValidationArgs["resources"],
    stackTags: new Map(),
    getConfig: (() => config) as StackValidationArgs["getConfig"],
    notApplicable: () => {
      throw new NotApplicable();
    },
  };
  try {
    void policies.find(({ name }) => name === id)?.validateStack(args, (text) => found.push(text));
  } catch (error) {
    // The SDK ends a policy that does not apply in this way too.
    if (!(error instanceof NotApplicable)) throw error;
  }
  return found;
}

describe("the configuration of a policy", () => {
  it("with an unknown setting is a violation of that policy, also where it does not apply", () => {
    const message =
      "zoneid: unknown setting in the configuration of the policy pack; allowed: acknowledge, quotas, usedElsewhere, headroom, zoneIds; correct or remove it";
    for (const id of ["vpc-link-v2-zones", "alb-in-two-zones", "undetermined"])
      assert.deepEqual(reported(id, { zoneid: {} }), [message], id);
  });

  it("has the same settings for all policies, whether a policy reads them or not", () => {
    const all = { acknowledge: [], quotas: {}, usedElsewhere: {}, headroom: 0.8, zoneIds: {} };
    for (const { name } of policies) assert.deepEqual(reported(name, all), [], name);
  });

  it("has ids of zones, not other names, in zoneIds", () => {
    const pattern = new RegExp(configSchemas.zoneIds.additionalProperties.pattern);
    for (const id of ["use1-az1", "apne1-az4", "usw2-lax1-az1", "use1-wl1-bos-wlz1"]) assert.match(id, pattern);
    for (const id of ["", "us-east-1a", "nonsense", "use1", "USE1-AZ1"]) assert.doesNotMatch(id, pattern);
  });
});
