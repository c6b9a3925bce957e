import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { PrivateIntegrationsArgs } from "../../components/arguments";
import { nativeProviderArgs } from "../../components/native-provider";
import { outputsIn } from "../../components/plugin";
import { PrivateIntegrations } from "../../components/private-integrations";
import type { StackOutputs } from "../../core/outputs";
import { outputsSchema } from "../../core/outputs";
import type { RunResult } from "../../simulator/run";
import { runProgram } from "../../simulator/run";
import { billing } from "../support/endpoint-services";
import { withDomain } from "../support/front";
import { find, named, ofType, projectDirectory, runSmall } from "../support/run";
import { article, articleServices, articleVpcs, settingsOf } from "../support/scenario";

const native = "pulumi:providers:aws-native";
const role = "arn:aws:iam::111122223333:role/deploy";
const keys = { vpcs: articleVpcs, services: articleServices, ...withDomain() };
const settings = keys as unknown as PrivateIntegrationsArgs;

/** Runs the program of a stack with a domain and a configuration of the AWS provider. */
const runWith = (config: Record<string, unknown>, secretKeys: string[] = [], values: Record<string, unknown> = keys) =>
  runProgram({
    directory: projectDirectory,
    stack: "dev",
    pass: "preview",
    program: async () => {
      const own = Object.entries(values).map(([key, value]) => [`private-integrations:${key}`, JSON.stringify(value)]);
      const ofProvider = Object.entries(config).map(([key, value]) => [
        `aws:${key}`,
        typeof value === "string" ? value : JSON.stringify(value),
      ]);
      const all = Object.fromEntries([...own, ["aws:region", "us-east-1"], ...ofProvider]) as Record<string, string>;
      pulumi.runtime.setAllConfig(all, secretKeys);
      const program = (await import("../../index")) as unknown as { default: () => Promise<unknown> };
      return program.default();
    },
  });

async function providerInputs(config: Record<string, unknown>, secretKeys: string[] = []) {
  const result = await runWith(config, secretKeys);
  assert.deepEqual(result.errors, []);
  return find(result, native, "aws-native").inputs;
}

const registered = ({ resources }: RunResult) => named(resources.map(({ urn }) => urn));

describe("the provider of the API mapping", () => {
  it("has profile, accounts and other settings of the AWS provider, as texts", async () => {
    const config = {
      profile: "shop",
      allowedAccountIds: ["111122223333"],
      maxRetries: 5,
      skipCredentialsValidation: true,
      sharedCredentialsFiles: ["/etc/aws/credentials"],
      defaultTags: { tags: { team: "shop" } },
    };
    assert.deepEqual(await providerInputs(config), {
      region: "us-east-1",
      profile: "shop",
      allowedAccountIds: '["111122223333"]',
      maxRetries: "5",
      skipCredentialsValidation: "true",
      sharedCredentialsFile: "/etc/aws/credentials",
    });
  });

  it("assumes the one role of the AWS provider, for as long", async () => {
    const { assumeRole } = await providerInputs({
      assumeRoles: [{ roleArn: role, sessionName: "shop", externalId: "x", duration: "1h30m" }],
    });
    assert.deepEqual(JSON.parse(String(assumeRole)), {
      roleArn: role,
      sessionName: "shop",
      externalId: "x",
      durationSeconds: 5400,
    });
  });

  const refusals: readonly (readonly [string, unknown, RegExp])[] = [
    ["assumeRoles", [{ roleArn: role }, { roleArn: role }], /aws:assumeRoles: has 2 roles, and domain is set/],
    [
      "assumeRoles",
      [{ roleArn: role, sourceIdentity: "me" }],
      /aws:assumeRoles: has sourceIdentity, and domain is set/,
    ],
    ["sharedCredentialsFiles", ["a", "b"], /aws:sharedCredentialsFiles: has 2 files, and domain is set/],
    ["assumeRoleWithWebIdentity", { roleArn: role }, /AWS_WEB_IDENTITY_TOKEN_FILE/],
    ["sharedConfigFiles", ["a"], /AWS_CONFIG_FILE/],
    ["endpoints", [{ sts: "http://localhost:4566" }], /AWS_ENDPOINT_URL/],
    ["ec2MetadataServiceEndpoint", "http://a", /AWS_EC2_METADATA_SERVICE_ENDPOINT in/],
    ["ec2MetadataServiceEndpointMode", "IPv6", /AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE/],
    ["customCaBundle", "/etc/ca.pem", /AWS_CA_BUNDLE/],
    ["httpProxy", "http://a", /HTTP_PROXY/],
    ["httpsProxy", "http://a", /HTTPS_PROXY/],
    ["noProxy", "a", /NO_PROXY/],
    ["useDualstackEndpoint", true, /AWS_USE_DUALSTACK_ENDPOINT/],
    ["useFipsEndpoint", true, /AWS_USE_FIPS_ENDPOINT/],
    ["stsRegion", "us-east-1", /aws:stsRegion: is set, and domain is set/],
  ];
  for (const [key, value, message] of refusals)
    it(`refuses aws:${key} with a domain (${message.source.slice(0, 40)})`, async () => {
      const refused = await runWith({ [key]: value });
      assert.match(refused.errors.join(), message);
      assert.deepEqual(registered(refused), ["Stack private-integrations-dev"]);
      const without = await runWith({ [key]: value }, [], { vpcs: articleVpcs, services: articleServices });
      assert.deepEqual(without.errors, []);
    });

  it("keeps credentials and the secrets of aws: secret", async () => {
    let secrets: readonly boolean[] = [];
    await runProgram({
      directory: projectDirectory,
      stack: "dev",
      pass: "preview",
      program: async () => {
        const config = { "aws:secretKey": "s", "aws:profile": "p", "aws:assumeRoles": `[{"roleArn":"${role}"}]` };
        pulumi.runtime.setAllConfig(config, ["aws:assumeRoles"]);
        const { secretKey, profile, assumeRole } = nativeProviderArgs(settingsOf(article()));
        const all = [secretKey, profile, assumeRole];
        secrets = await Promise.all(all.map((value) => pulumi.isSecret(pulumi.output(value))));
      },
    });
    assert.deepEqual(secrets, [true, false, true]);
  });

  it("takes settings that are switched off", async () => {
    const inputs = await providerInputs({ useFipsEndpoint: false, useDualstackEndpoint: false });
    assert.deepEqual(inputs, { region: "us-east-1" });
  });
});

/** A provider of another program, without the package of its class. */
class AwsNative extends pulumi.ProviderResource {}

describe("a component with a domain", () => {
  it("has providers of its own, both named as the component", async () => {
    const result = await runSmall("preview", () => new PrivateIntegrations("shop", settings));
    assert.deepEqual(result.errors, []);
    assert.match(find(result, "ApiMapping", "shop-api.example.com").provider, /pulumi:providers:aws-native::shop::/);
    assert.equal(find(result, "ApiMapping", "shop-api.example.com").inputs["domainName"], "api.example.com");
  });

  it("refuses an AWS provider alone, whose credentials it cannot read, and registers nothing", async () => {
    for (const give of ["provider", "providers"] as const) {
      const result = await runSmall("preview", () => {
        const west = new aws.Provider("west", { region: "us-east-1" });
        const options = give === "provider" ? { provider: west } : { providers: { aws: west } };
        new PrivateIntegrations("shop", settings, options);
      });
      assert.match(result.errors.join(), /domain: is set, and the options of the component set an AWS provider/);
      assert.deepEqual(registered(result), ["Stack private-integrations-dev", "aws west"]);
    }
  });

  it("refuses settings of aws: that the provider of its mapping lacks", async () => {
    const result = await runSmall("preview", () => {
      pulumi.runtime.setAllConfig({ "aws:region": "us-east-1", "aws:useFipsEndpoint": "true" });
      new PrivateIntegrations("shop", settings);
    });
    assert.match(result.errors.join(), /aws:useFipsEndpoint: is set, and domain is set/);
  });

  it("uses an aws-native provider that it is given or inherits", async () => {
    for (const inherited of ["no", "yes"]) {
      const result = await runSmall("preview", () => {
        const providers = [
          new aws.Provider("west", { region: "us-east-1" }),
          new AwsNative("aws-native", "west", { region: "us-east-1" }),
        ];
        const parent = new pulumi.ComponentResource("a:b:C", "parent", {}, { providers });
        new PrivateIntegrations("shop", settings, inherited === "yes" ? { parent } : { providers });
      });
      assert.deepEqual(result.errors, []);
      assert.deepEqual(
        ofType(result, native).map(({ name }) => name),
        ["west"],
      );
      assert.match(find(result, "ApiMapping", "shop-api.example.com").provider, /pulumi:providers:aws-native::west::/);
    }
  });

  it("has the outputs of its domain, its standby, its endpoints and the account", async () => {
    let returned: readonly string[] = [];
    const all = { ...keys, standby: 4, services: [...articleServices, billing()], account: { linkCounter: true } };
    const result = await runSmall("apply", () => {
      const shop = new PrivateIntegrations("shop", all as unknown as PrivateIntegrationsArgs);
      returned = Object.keys(outputsIn(shop));
    });
    // The plugin for other languages returns them by name.
    assert.deepEqual(returned, Object.keys(outputsSchema.shape));
    const { url, domainTarget, standby, endpoints, account } = find(result, "PrivateIntegrations", "shop").outputs;
    assert.equal(url, "https://api.example.com");
    assert.match(String(domainTarget), /^d-/);
    assert.equal((standby as StackOutputs["standby"])?.option, 4);
    assert.deepEqual(endpoints, { billing: find(result, "VpcEndpoint", "shop-billing").outputs["id"] });
    assert.deepEqual(Object.keys(account as object).sort(), ["quotas", "region", "restLogRole", "usage", "version"]);
  });
});
