import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FolderProject } from "../support/folder-project";
import { folderProject, jsonIn, nodeProject } from "../support/folder-project";
import type { Workspace } from "../support/workspace";
import { openWorkspace } from "../support/workspace";

const program = `
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { PrivateIntegrations } from "../components/private-integrations";

const service = { name: "orders", vpc: "sales", image: "public.ecr.aws/nginx/nginx:1.29", containerPort: 80 };
const settings = {
  vpcs: [{ name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2"] }],
  services: [service],
  hostedZone: { id: "Z0123456789ABCDEFGHIJ", name: "example.com" },
  tls: { serverName: "internal.example.com" },
};
class Native extends pulumi.ProviderResource {}
const tagged = new aws.Provider("tagged", { region: "us-east-1", defaultTags: { tags: { team: "shop" } } });
const native = new Native("aws-native", "mapped", { region: "us-east-1" }, { version: "1.79.0" });
const shop = new PrivateIntegrations("shop", {
  ...settings,
  option: 1,
  tags: { owner: "shop" },
  domain: { name: "shop.example.com" },
});
const store = new PrivateIntegrations(
  "store",
  { ...settings, option: 4, domain: { name: "store.example.com", basePath: "v1" } },
  { providers: [tagged, native] },
);
export const urls = [shop.url, store.url];
export const targets = [shop.domainTarget, store.domainTarget];
export const logGroup = shop.services["orders"]?.logGroup;
`;

describe("a program with two components", () => {
  let workspace: Workspace;
  let project: FolderProject;
  const edit = (from: string, to: string) => {
    const file = join(project.directory, "index.ts");
    writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
  };

  before(async () => {
    workspace = await openWorkspace();
    project = folderProject(workspace, "two", { "Pulumi.yaml": nodeProject("two"), "index.ts": program });
    await project.succeed("stack", "init", "dev");
    await project.succeed("config", "set", "aws:region", "us-east-1");
    await project.succeed("config", "set", "--path", "pulumi:disable-default-providers[0]", "*");
  });
  after(() => {
    workspace.close();
  });

  it("registers nothing if the arguments of the first are invalid", async () => {
    edit("option: 1", "option: 9, stage: '?'");
    const { code, output } = await project.run("up", "--yes", "--skip-preview");
    edit("option: 9, stage: '?'", "option: 1");
    assert.notEqual(code, 0);
    assert.match(output, /PrivateIntegrations shop: 2 problems in the configuration; nothing was registered/);
    assert.deepEqual(
      (await project.registered()).filter((resource) => resource.includes("PrivateIntegrations")),
      [],
    );
  });

  it("deploys both without default providers, and then has no changes", async () => {
    await project.succeed("up", "--yes", "--skip-preview");
    const outputs = jsonIn(await project.succeed("stack", "output", "--json")) as {
      urls: string[];
      targets: string[];
      logGroup: string;
    };
    assert.deepEqual(outputs.urls, ["https://shop.example.com", "https://store.example.com/v1"]);
    assert.equal(new Set(outputs.targets.filter((target) => target.includes(".execute-api."))).size, 2);
    assert.equal(outputs.logGroup, "/ecs/two/dev/shop-orders");
    const registered = await project.registered();
    const services = registered.filter((resource) => resource.includes("aws:ecs/service:Service"));
    assert.deepEqual(services.map((resource) => resource.split(" ")[1]).sort(), ["shop-orders", "store-orders"]);
    await project.succeed("preview", "--expect-no-changes");
  });

  it("uses the providers of the options for all children, or else its own", async () => {
    const { deployment } = jsonIn(await project.succeed("stack", "export")) as {
      deployment: { resources: { urn: string; type: string; provider?: string }[] };
    };
    const providers = (prefix: string, ofPackage = "aws:") =>
      new Set(
        deployment.resources
          .filter(({ urn, type }) => type.startsWith(ofPackage) && (urn.split("::")[3] ?? "").startsWith(prefix))
          .map(({ provider = "" }) => provider.split("::")[3]),
      );
    assert.deepEqual([...providers("store-")], ["tagged"]);
    assert.deepEqual([...providers("shop-")], ["shop"]);
    assert.deepEqual([...providers("store-", "aws-native:")], ["mapped"]);
    assert.deepEqual([...providers("shop-", "aws-native:")], ["shop"]);
  });

  it("refuses a domain if only the provider of AWS is given", async () => {
    edit("providers: [tagged, native]", "provider: tagged");
    const { code, output } = await project.run("preview");
    edit("provider: tagged", "providers: [tagged, native]");
    assert.notEqual(code, 0);
    assert.match(output, /the options of the component set an AWS provider, whose credentials cannot be read/);
  });

  it("destroys everything but the validation records", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    const left = workspace.aws.account.all.map(({ type, inputs }) => `${type} ${String(inputs["type"])}`);
    assert.deepEqual([...new Set(left)], ["aws:route53/record:Record CNAME"]);
  });
});
