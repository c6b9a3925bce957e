import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { observe } from "../../components/decisions";
import type { PrivateIntegrationsArgs } from "../../components/arguments";
import { PrivateIntegrations } from "../../components/private-integrations";
import type { RunResult } from "../../simulator/run";
import { find, named, ofType, runSmall } from "../support/run";
import { articleServices, articleVpcs } from "../support/scenario";

const settings = { vpcs: articleVpcs, services: articleServices } as unknown as PrivateIntegrationsArgs;
const onlyOrders = {
  ...settings,
  vpcs: articleVpcs.slice(0, 1),
  services: articleServices.slice(0, 1),
} as unknown as PrivateIntegrationsArgs;

const registered = ({ resources }: RunResult) => named(resources.map(({ urn }) => urn));

async function refusal(name: string, args: PrivateIntegrationsArgs, opts?: pulumi.ComponentResourceOptions) {
  const result = await runSmall("preview", () => new PrivateIntegrations(name, args, opts));
  assert.deepEqual(registered(result), ["Stack private-integrations-dev"]);
  assert.equal(result.errors.length, 1);
  return result.errors[0] ?? "";
}

describe("the component PrivateIntegrations", () => {
  for (const option of [1, 2, 3, 4, 5] as const) {
    for (const pass of ["preview", "apply"] as const) {
      it(`option ${option}, ${pass} pass: a program can have two`, async () => {
        const result = await runSmall(pass, () => {
          new PrivateIntegrations("shop", { ...settings, option });
          new PrivateIntegrations("store", { ...settings, option });
        });
        assert.deepEqual(result.errors, []);
        assert.equal(ofType(result, "aws:ecs/service:Service").length, 8);
        const names = ofType(result, "aws:ecs/service:Service").map(({ name }) => name);
        assert.ok(names.includes("shop-orders") && names.includes("store-orders"));
        const prefixed = result.resources.filter(({ name }) => /^(shop|store)(-|$)/.test(name));
        // All but the stack.
        assert.equal(prefixed.length, result.resources.length - 1);
      });
    }
  }

  it("parents all of its children, and gives them its own providers", async () => {
    const result = await runSmall("preview", () => new PrivateIntegrations("shop", onlyOrders));
    const outside = result.resources.filter(
      ({ urn }) => !urn.includes("private-integrations:index:PrivateIntegrations"),
    );
    assert.deepEqual(
      outside.map(({ type }) => type),
      ["pulumi:pulumi:Stack"],
    );
    assert.match(
      find(result, "aws:ecs/service:Service", "shop-orders").provider,
      /::pulumi:providers:aws::shop::|aws::shop/,
    );
  });

  it("has outputs under the names of the settings", async () => {
    const result = await runSmall("apply", () => new PrivateIntegrations("shop", onlyOrders));
    const { outputs } = find(result, "PrivateIntegrations", "shop");
    const { services, loadBalancers, vpcs, vpcLinks } = outputs as Record<string, Record<string, object>>;
    assert.deepEqual(
      [services, loadBalancers, vpcs, vpcLinks].map((group) => Object.keys(group ?? {})),
      [["orders"], ["orders-alb"], ["sales"], ["sales"]],
    );
    const service = find(result, "aws:ecs/service:Service", "shop-orders");
    assert.equal((services?.["orders"] as { serviceName: string }).serviceName, service.inputs["name"]);
  });

  it("shortens long names of load balancers to what AWS allows", async () => {
    const result = await runSmall("apply", () => new PrivateIntegrations("a-name-of-25-characters-x", onlyOrders));
    assert.deepEqual(result.errors, []);
    const names = ofType(result, "aws:lb/loadBalancer:LoadBalancer").map(({ name }) => name);
    assert.deepEqual(
      names.map((name) => [name.length <= 24, name.startsWith("a-name-of-25-chara")]),
      [[true, true]],
    );
    // IAM allows 64 characters, of which Pulumi appends 8.
    for (const { name } of ofType(result, "Role")) assert.ok(name.length <= 56, name);
  });

  it("reports all problems of its arguments and of its name, and registers nothing", async () => {
    const error = await refusal("sh_op", { ...settings, option: 7 as never, stage: "?" });
    assert.match(error, /^PrivateIntegrations sh_op: 3 problems in the configuration; nothing was registered:/);
    for (const part of [/name: got "sh_op"; allowed: letters/, /option: got 7/, /stage: got "\?"/])
      assert.match(error, part);
  });

  it("refuses names that AWS refuses for load balancers", async () => {
    for (const name of ["internal-shop", "sg-shop", "1shop", "shop-", "a-name-of-26-characters-xy"])
      assert.match(await refusal(name, settings), new RegExp(`1 problem .*\\n  name: got "${name}"`));
  });

  it("refuses Outputs, whose values the plan would not know", async () => {
    const image = pulumi.output("nginx") as unknown as string;
    const services = [{ ...articleServices[0], image }] as unknown as PrivateIntegrationsArgs["services"];
    const error = await refusal("shop", { ...onlyOrders, services });
    assert.match(error, /1 problem .*\n  services\[0\]\.image \(orders\): is an Output of a resource, or a secret/);
  });

  it("refuses tags beside an AWS provider of its options or of its parent, which has tags of its own", async () => {
    for (const place of ["provider", "providers", "parent"] as const) {
      const result = await runSmall("preview", () => {
        const provider = new aws.Provider("given", { region: "us-east-1" });
        const parent = new pulumi.ComponentResource("test:index:Parent", "parent", {}, { providers: [provider] });
        const opts = { provider: { provider }, providers: { providers: [provider] }, parent: { parent } }[place];
        new PrivateIntegrations("shop", { ...onlyOrders, tags: { team: "shop" } }, opts);
      });
      assert.match(result.errors.join("\n"), /1 problem .*\n {2}tags: is set, and the options of the component/, place);
      assert.deepEqual(ofType(result, "PrivateIntegrations"), []);
    }
  });

  it("is registered as a whole before a resource that depends on it", async () => {
    const result = await runSmall("preview", () => {
      const shop = new PrivateIntegrations("shop", onlyOrders);
      new aws.cloudwatch.LogGroup("later", {}, { dependsOn: [shop] });
    });
    const { dependencies } = find(result, "aws:cloudwatch/logGroup:LogGroup", "later");
    // The engine waits for all children of a remote component, such as the VPC of awsx.
    const own = result.resources.filter(
      ({ urn, type, name }) => type.startsWith("aws:") && name.startsWith("shop") && !urn.includes("awsx:ec2:Vpc$"),
    );
    assert.ok(own.length > 20);
    assert.deepEqual(
      own.filter(({ urn }) => !dependencies.includes(urn)).map(({ urn }) => urn),
      [],
    );
  });

  it("is refused with a given AWS provider of another Region, and registers no child", async () => {
    const result = await runSmall("preview", () => {
      const provider = new aws.Provider("given", { region: "eu-west-1" });
      new PrivateIntegrations("shop", onlyOrders, { provider });
    });
    const message =
      "PrivateIntegrations shop: region: is us-east-1, and the AWS provider in its options is in eu-west-1; set";
    assert.ok(result.errors.join("\n").includes(message), result.errors.join("\n"));
    assert.deepEqual(
      result.resources.filter(({ type }) => type.startsWith("aws:")),
      [],
    );
  });

  it("is observed by the tools under the names of its resources", async () => {
    const seen: string[] = [];
    const decided = ({ decision }: { decision: object }) => {
      if (!("plan" in decision)) throw new Error("refused");
      const { plan, settings: planned } = decision as { plan: { services: { name: string }[] }; settings: object };
      seen.push(...plan.services.map(({ name }) => name), String((planned as { option: number }).option));
    };
    await observe({ option: 3, decided }, () =>
      runSmall("preview", () => new PrivateIntegrations("shop", { ...onlyOrders, option: 1 })),
    );
    assert.deepEqual(seen, ["shop-orders", "3"]);
  });
});
