import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { verdictsOf } from "../../support/verdicts";

const quota = "vpcs-per-region-quota program-dev";

/** Three VPCs, each with a subnet in a zone of the Region, if one is given. */
function vpcs(prefix: string, zone: (index: number) => string | undefined, provider?: aws.Provider) {
  const opts = provider === undefined ? {} : { provider };
  for (const index of [1, 2, 3]) {
    const vpc = new aws.ec2.Vpc(`${prefix}${index}`, { cidrBlock: "10.9.0.0/16" }, opts);
    const availabilityZone = zone(index);
    if (availabilityZone === undefined) continue;
    new aws.ec2.Subnet(`${prefix}${index}`, { vpcId: vpc.id, cidrBlock: "10.9.1.0/24", availabilityZone }, opts);
  }
}

describe("the Region of a provider that states none", () => {
  for (const pass of ["preview", "apply"] as const) {
    it(`is the same for providers with the same credentials, ${pass}`, async () => {
      const { mandatory } = await verdictsOf(pass, () => {
        vpcs("default", () => undefined);
        vpcs("explicit", () => undefined, new aws.Provider("explicit", {}));
      });
      assert.deepEqual(mandatory, [quota]);
    });

    it(`is open if its resources name two Regions, ${pass}`, async () => {
      const { mandatory, undetermined } = await verdictsOf(pass, () => {
        vpcs("default", (index) => (index === 1 ? "us-east-1a" : "eu-west-1a"));
        vpcs("west", () => "us-west-2a", new aws.Provider("west", { region: "us-west-2" }));
      });
      assert.deepEqual([mandatory, undetermined.filter((line) => line.includes("vpcs-per"))], [[], [quota]]);
    });
  }
});
