import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { providerArgs } from "../../components/provider";
import type { RunResult } from "../../simulator/run";
import { runProgram } from "../../simulator/run";
import { article, articleServices, articleVpcs, settingsOf } from "../support/scenario";
import { projectDirectory } from "../support/run";
import { stackProject } from "../support/stack-project";

const own = {
  "private-integrations:vpcs": JSON.stringify(articleVpcs),
  "private-integrations:services": JSON.stringify(articleServices),
  "aws:region": "us-east-1",
};

/** Runs the program with a configuration in the SDK's store, as an inline program of the Automation API has it. */
const runInline = (config: Record<string, string>, secretKeys: string[] = []): Promise<RunResult> =>
  runProgram({
    directory: projectDirectory,
    stack: "dev",
    pass: "preview",
    program: async () => {
      pulumi.runtime.setAllConfig({ ...own, ...config }, secretKeys);
      const program = (await import("../../index")) as unknown as { default: () => Promise<unknown> };
      return program.default();
    },
  });

const types = ({ resources }: RunResult) => resources.map(({ type }) => type);

const providerInputs = ({ resources }: RunResult) =>
  resources.find(({ type }) => type === "pulumi:providers:aws")?.inputs ?? {};

describe("secret configuration", () => {
  for (const key of ["vpcs", "services", "tags", "option"]) {
    it(`${key} as a secret of an inline program is refused, and nothing is registered`, async () => {
      const name = `private-integrations:${key}`;
      const value = { option: "2", tags: '{"team":"hunter2"}' }[key];
      const result = await runInline(value === undefined ? {} : { [name]: value }, [name]);
      assert.deepEqual(result.errors, [
        `1 problem in the configuration; nothing was registered:\n  ${key}: is a secret, which would be stored as plain text in the state of several resources\n      write the value in plain text; if it is a secret of a container, store the secret in Secrets Manager or Parameter Store and set its ARN in services[].secrets`,
      ]);
      assert.deepEqual(types(result), ["pulumi:pulumi:Stack"]);
    });
  }

  it("no message shows a secret", async () => {
    const services = JSON.stringify([{ name: "orders", vpc: "sales", image: "Hunter2" }]);
    const { errors } = await runInline({ "private-integrations:services": services }, [
      "private-integrations:services",
    ]);
    assert.match(errors.join(), /services: is a secret/);
    assert.doesNotMatch(errors.join(), /Hunter2/);
  });

  it("secrets of other namespaces are not ours", async () => {
    const { errors } = await runInline({ "datadog:apiKey": "x" }, ["datadog:apiKey"]);
    assert.deepEqual(errors, []);
  });
});

describe("configuration of other namespaces", () => {
  it("is ignored", async () => {
    const config = { "datadog:apiKey": "x", "github:owner": "me", "pulumi:tags": "{}", "aws:unknown": "x" };
    assert.deepEqual((await runInline(config)).errors, []);
  });

  it("our keys there are refused, with the new name", async () => {
    const result = await runInline({ "acme:option": "2", "acme:apiKey": "x" });
    assert.deepEqual(result.errors, [
      "1 problem in the configuration; nothing was registered:\n  acme:option: belongs to a different project than private-integrations, so nothing reads it\n      rename it to private-integrations:option, or remove it",
    ]);
    assert.deepEqual(types(result), ["pulumi:pulumi:Stack"]);
  });

  it("a required key that only has to be renamed is not missing too", async () => {
    const { errors } = await runProgram({
      directory: projectDirectory,
      stack: "dev",
      pass: "preview",
      program: async () => {
        const { "private-integrations:vpcs": vpcs, ...others } = own;
        pulumi.runtime.setAllConfig({ ...others, "acme:vpcs": vpcs });
        return ((await import("../../index")) as unknown as { default: () => Promise<unknown> }).default();
      },
    });
    assert.match(errors.join(), /^1 problem in the configuration; nothing was registered:\n {2}acme:vpcs: /);
  });
});

/** Arguments of the provider, from its type. */
function providerArguments(): readonly (readonly [name: string, type: string])[] {
  const file = createRequire(__filename).resolve("@pulumi/aws/provider").replace(/js$/, "d.ts");
  const [, body = ""] = /interface ProviderArgs \{([\s\S]*?)\n\}/.exec(readFileSync(file, "utf8")) ?? [];
  return [...body.matchAll(/^ {4}(\w+)\?: pulumi\.Input<(.*) \| undefined>;$/gm)].map(
    ([, name = "", type = ""]) => [name, type] as const,
  );
}

/** A value of an argument's type, as the configuration has it. */
function sample(name: string, type: string): string {
  if (type === "string") return `text-of-${name}`;
  if (type === "boolean") return "true";
  if (type === "number") return "7";
  if (name === "defaultTags") return '{"tags":{"team":"orders"}}';
  return type.endsWith("[]") ? `["text-of-${name}"]` : `{"keyPrefixes":["text-of-${name}"]}`;
}

describe("names that depend on Region, project and stack", () => {
  const services = (image: string) => [{ name: "orders", vpc: "core", image }];
  const vpcs = [{ name: "core", cidr: "10.1.0.0/16", zones: ["cnn1-az1", "cnn1-az2"], nat: "none" }];
  const registry = "111122223333.dkr.ecr.cn-north-1.amazonaws.com";

  const run = (overrides: Record<string, unknown>) =>
    runProgram({ directory: projectDirectory, stack: "dev", pass: "preview", overrides });

  it("endpoints of ECR begin with cn. in China, and those of the other services do not", async () => {
    const result = await run({
      "aws:region": "cn-north-1",
      option: 3,
      vpcs,
      services: services(`${registry}.cn/orders:1`),
    });
    assert.deepEqual(result.errors, []);
    const endpoints = result.resources.filter(({ type }) => type === "aws:ec2/vpcEndpoint:VpcEndpoint");
    assert.deepEqual(endpoints.map(({ inputs }) => inputs["serviceName"]).sort(), [
      "cn.com.amazonaws.cn-north-1.ecr.api",
      "cn.com.amazonaws.cn-north-1.ecr.dkr",
      "com.amazonaws.cn-north-1.logs",
      "com.amazonaws.cn-north-1.s3",
    ]);
  });

  it("an image of a registry outside of China is refused there, with the right domain", async () => {
    const { errors } = await run({
      "aws:region": "cn-north-1",
      option: 3,
      vpcs,
      services: services(`${registry}/orders:1`),
    });
    assert.match(errors.join(), /push the image to <account>\.dkr\.ecr\.cn-north-1\.amazonaws\.com\.cn, or set nat/);
  });

  it("the family of a task definition has hyphens for dots, and is otherwise as before", async () => {
    const families = async (stack: string) => {
      const directory = stackProject(stack, readFileSync(join(projectDirectory, "Pulumi.dev.yaml"), "utf8"));
      const { resources, errors } = await runProgram({ directory, stack, pass: "preview" });
      assert.deepEqual(errors, []);
      const of = (type: string, key: string) =>
        resources.filter((resource) => resource.type === type).map(({ inputs }) => inputs[key])[0];
      return [of("aws:ecs/taskDefinition:TaskDefinition", "family"), of("aws:cloudwatch/logGroup:LogGroup", "name")];
    };
    assert.deepEqual(await families("a.b"), [
      "private-integrations-a-b-customers",
      "/ecs/private-integrations/a.b/customers",
    ]);
    assert.deepEqual(await families("a-b_c"), [
      "private-integrations-a-b_c-customers",
      "/ecs/private-integrations/a-b_c/customers",
    ]);
  });
});

describe("the program's AWS provider", () => {
  it("gets every argument that the stack configures", async () => {
    const args = providerArguments();
    assert.equal(args.length, 35);
    const expected = Object.fromEntries(args.map(([name, type]) => [name, sample(name, type)]));
    const config = Object.fromEntries(Object.entries(expected).map(([name, value]) => [`aws:${name}`, value]));
    const result = await runInline({ ...config, "aws:region": "us-east-1" });
    assert.deepEqual(result.errors, []);
    assert.deepEqual(providerInputs(result), { ...expected, region: "us-east-1" });
  });

  it("has the same inputs as before where only the Region is configured", async () => {
    assert.deepEqual(providerInputs(await runInline({})), {
      region: "us-east-1",
      skipCredentialsValidation: "false",
      skipRegionValidation: "true",
    });
  });

  it("keeps the secrets of aws: secret", async () => {
    let secrets: readonly boolean[] = [];
    await runProgram({
      directory: projectDirectory,
      stack: "dev",
      pass: "preview",
      program: async () => {
        pulumi.runtime.setAllConfig({ ...own, "aws:httpProxy": "http://me:x@proxy", "aws:noProxy": "y" }, [
          "aws:httpProxy",
        ]);
        const { httpProxy, noProxy } = providerArgs(settingsOf(article()));
        secrets = await Promise.all([httpProxy, noProxy].map((value) => pulumi.isSecret(pulumi.output(value))));
      },
    });
    assert.deepEqual(secrets, [true, false]);
  });

  it("has aws:defaultTags and tags; tags win", async () => {
    const result = await runInline({
      "aws:defaultTags": '{"tags":{"team":"default","owner":"me"}}',
      "private-integrations:tags": '{"team":"orders"}',
    });
    assert.deepEqual(JSON.parse(String(providerInputs(result)["defaultTags"])), {
      tags: { team: "orders", owner: "me" },
    });
  });
});
