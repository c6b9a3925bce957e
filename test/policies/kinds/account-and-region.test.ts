import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { PackConfig } from "../../../policies/config";
import { program as byProperty } from "../../fixtures/field/05-two-regions-by-property";
import { program as byProvider } from "../../fixtures/field/06-two-regions-by-provider";
import { albService, httpApi, network } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";

const passes = ["preview", "apply"] as const;
const role = (account: string) => ({ roleArn: `arn:aws:iam::${account}:role/deploy` });

/** The sound API in us-east-1, and two more VPCs there. */
function home() {
  httpApi("http", albService("shop", network("home", 40)));
  for (const index of [1, 2]) network(`east${index}`, 50 + index, { nat: "none" });
}

/** Three VPCs under a provider, with zone names of its Region. */
function three(provider: aws.Provider, region: string) {
  for (const index of [1, 2, 3]) vpc(`more${index}`, { provider }, region);
}

function vpc(name: string, opts: pulumi.CustomResourceOptions, region: string) {
  const created = new aws.ec2.Vpc(name, { cidrBlock: "10.9.0.0/16" }, opts);
  new aws.ec2.Subnet(name, { vpcId: created.id, cidrBlock: "10.9.1.0/24", availabilityZone: `${region}a` }, opts);
}

interface Case {
  readonly title: string;
  readonly program: () => unknown;
  readonly settings?: PackConfig;
  readonly mandatory?: readonly string[];
  /** Undetermined findings at a first preview, and with ids known. */
  readonly undetermined?: readonly [preview: readonly string[], apply: readonly string[]];
}

const vpcQuota = "vpcs-per-region-quota program-dev";
const gatewayQuota = "internet-gateways-per-region-quota program-dev";
const elsewhere = { usedElsewhere: { "vpc.vpcsPerRegion": 3 } } as const;

const cases: readonly Case[] = [
  { title: "three VPCs in each of two Regions, by the property region", program: byProperty },
  { title: "three VPCs in each of two Regions, by a provider", program: byProvider },
  {
    title: "six VPCs in the second Region exceed its quota",
    program: () => {
      home();
      for (const index of [1, 2, 3, 4, 5, 6]) network(`west${index}`, 60 + index, { region: "us-west-2", nat: "none" });
    },
    mandatory: [gatewayQuota, vpcQuota],
  },
  {
    title: "two providers of one Region share its quotas",
    program: () => {
      home();
      three(new aws.Provider("same", { region: "us-east-1" }), "us-east-1");
    },
    mandatory: [vpcQuota],
  },
  {
    title: "the property region beats the provider's",
    program: () => {
      home();
      const provider = new aws.Provider("east", { region: "us-east-1" });
      for (const index of [1, 2, 3])
        new aws.ec2.Vpc(`west${index}`, { cidrBlock: "10.9.0.0/16", region: "us-west-2" }, { provider });
    },
  },
  {
    title: "a role of another account has its own quotas",
    program: () => {
      home();
      three(new aws.Provider("other", { region: "us-east-1", assumeRoles: [role("222222222222")] }), "us-east-1");
    },
  },
  {
    title: "a web identity in another account has its own quotas",
    program: () => {
      home();
      const assumeRoleWithWebIdentity = { ...role("222222222222"), webIdentityTokenFile: "token" };
      three(new aws.Provider("other", { region: "us-east-1", assumeRoleWithWebIdentity }), "us-east-1");
    },
  },
  {
    title: "a profile has its own quotas",
    program: () => {
      home();
      three(new aws.Provider("other", { region: "us-east-1", profile: "other" }), "us-east-1");
    },
  },
  {
    title: "two roles of one account share its quotas",
    program: () => {
      for (const name of ["one", "two"]) {
        const assumeRoles = [{ roleArn: `arn:aws:iam::222222222222:role/${name}` }];
        const provider = new aws.Provider(name, { region: "us-east-1", assumeRoles });
        for (const index of [1, 2, 3]) vpc(`${name}${index}`, { provider }, "us-east-1");
      }
    },
    mandatory: [vpcQuota],
  },
  {
    title: "two profiles that allow one account share its quotas",
    program: () => {
      for (const profile of ["one", "two"]) {
        const allowedAccountIds = ["222222222222"];
        const provider = new aws.Provider(profile, { region: "us-east-1", profile, allowedAccountIds });
        for (const index of [1, 2, 3]) vpc(`${profile}${index}`, { provider }, "us-east-1");
      }
    },
    mandatory: [vpcQuota],
  },
  {
    title: "a Region that is unknown at a first preview is undetermined if it decides",
    program: () => {
      home();
      const parameter = new aws.ec2.Vpc("source", { cidrBlock: "10.8.0.0/16", region: "eu-west-1" });
      // The first two parts of an id are unknown until it exists.
      const region = parameter.id.apply(() => "us-west-2");
      const provider = new aws.Provider("later", { region });
      for (const index of [1, 2, 3]) new aws.ec2.Vpc(`later${index}`, { cidrBlock: "10.9.0.0/16" }, { provider });
    },
    undetermined: [[vpcQuota], []],
  },
  {
    title: "a Region that is unknown passes if no value of it exceeds a quota",
    program: () => {
      const parameter = new aws.ec2.Vpc("source", { cidrBlock: "10.8.0.0/16", region: "eu-west-1" });
      const region = parameter.id.apply(() => "us-west-2");
      for (const index of [1, 2, 3, 4]) new aws.ec2.Vpc(`later${index}`, { cidrBlock: "10.9.0.0/16", region });
    },
  },
  {
    title: "resources whose own Regions are unknown may be in different ones",
    program: () => {
      const source = new aws.ec2.Vpc("source", { cidrBlock: "10.8.0.0/16", region: "eu-west-1" });
      for (const index of [1, 2, 3, 4, 5, 6]) {
        const region = source.id.apply(() => (index > 3 ? "us-west-2" : "us-east-2"));
        new aws.ec2.Vpc(`later${index}`, { cidrBlock: "10.9.0.0/16", region });
      }
    },
    undetermined: [[vpcQuota], []],
  },
  {
    title: "an account that is unknown at a first preview is undetermined if it decides",
    program: () => {
      const source = new aws.iam.Role("source", { assumeRolePolicy: "{}" });
      const roleArn = source.arn.apply(() => "arn:aws:iam::222222222222:role/deploy");
      const provider = new aws.Provider("later", { region: "us-west-2", assumeRoles: [{ roleArn }] });
      for (const index of [1, 2, 3]) new aws.iam.Role(`later${index}`, { assumeRolePolicy: "{}" }, { provider });
    },
    settings: { quotas: { "iam.rolesPerAccount": { value: 3, reason: "test" } } },
    undetermined: [["iam-roles-quota program-dev"], []],
  },
  {
    title: "roles of other stacks count in every Region of the account",
    program: () => {
      network("home", 40);
      const provider = new aws.Provider("west", { region: "us-west-2" });
      for (const index of [1, 2]) new aws.iam.Role(`west${index}`, { assumeRolePolicy: "{}" }, { provider });
    },
    settings: {
      quotas: { "iam.rolesPerAccount": { value: 3, reason: "test" } },
      usedElsewhere: { "iam.rolesPerAccount": 2 },
    },
    mandatory: ["iam-roles-quota program-dev"],
  },
  {
    title: "usage by other stacks counts in the default provider's Region",
    program: home,
    settings: elsewhere,
    mandatory: [vpcQuota],
  },
  {
    title: "usage by other stacks does not count in another Region",
    program: () => {
      httpApi("http", albService("shop", network("home", 40)));
      for (const index of [1, 2, 3]) network(`west${index}`, 60 + index, { region: "us-west-2", nat: "none" });
    },
    settings: elsewhere,
  },
  {
    title: "usage by other stacks is undetermined between two providers where none is the default",
    program: () => {
      for (const region of ["us-east-1", "us-west-2"]) {
        const provider = new aws.Provider(region, { region });
        for (const index of [1, 2, 3]) vpc(`${region}-${index}`, { provider }, region);
      }
    },
    settings: elsewhere,
    undetermined: [[vpcQuota], [vpcQuota]],
  },
  {
    title: "the roles of all Regions count for one account",
    program: () => {
      const provider = new aws.Provider("west", { region: "us-west-2" });
      const assumeRolePolicy = "{}";
      for (const index of [1, 2]) new aws.iam.Role(`east${index}`, { assumeRolePolicy });
      for (const index of [1, 2]) new aws.iam.Role(`west${index}`, { assumeRolePolicy }, { provider });
    },
    settings: { quotas: { "iam.rolesPerAccount": { value: 3, reason: "test" } } },
    mandatory: ["iam-roles-quota program-dev"],
  },
];

describe("quotas per account and Region", () => {
  for (const { title, program, settings = {}, mandatory = [], undetermined = [[], []] } of cases) {
    for (const [index, pass] of passes.entries()) {
      it(`${title}, ${pass}`, async () => {
        const verdicts = await verdictsOf(pass, program, settings);
        assert.deepEqual(verdicts.mandatory, mandatory);
        const open = verdicts.undetermined.filter((line) => line.includes("-quota "));
        assert.deepEqual(open, undetermined[index]);
        assert.ok(Object.values(verdicts.paths).every((verdict) => verdict === "proved"));
      });
    }
  }

  it("the finding names the Region and the resources that count there", async () => {
    const { texts } = await verdictsOf("apply", () => {
      home();
      for (const index of [1, 2, 3, 4, 5, 6, 7])
        network(`west${index}`, 60 + index, { region: "us-west-2", nat: "none" });
    });
    const [text] = texts.filter((line) => line.includes("VPCs per Region"));
    assert.match(
      text ?? "",
      /^7 VPCs in us-west-2 exceed the quota "VPCs per Region" of 5: west1, west2, west3, west4, west5, west6 and 1 more\. /,
    );
  });
});
