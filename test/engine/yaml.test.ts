import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findYamlHost } from "../../tools/engine/cli";
import type { Outcome } from "../support/command";
import type { FolderProject } from "../support/folder-project";
import { folderProject, jsonIn } from "../support/folder-project";
import type { Workspace } from "../support/workspace";
import { openWorkspace } from "../support/workspace";
import { yamlProgram } from "../support/yaml-program";

const program = yamlProgram(
  1,
  "apiId: ${shop.api.id}",
  'logGroup: ${shop.services["orders"].logGroup}',
  "routes: ${shop.routes}",
  "keys: ${shop.apiKeyIds}",
  'links: ${shop.quotaUsage["apigateway.vpcLinksV2"]}',
);

describe("a YAML program that uses the component", () => {
  let workspace: Workspace;
  let project: FolderProject;
  let file: string;
  let added: Outcome;
  const edit = (from: string, to: string) => {
    writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
  };

  before(async () => {
    const host = await findYamlHost((text) => process.stdout.write(`      ${text}\n`));
    workspace = await openWorkspace();
    project = folderProject(workspace, "yaml", { "Pulumi.yaml": program }, [dirname(host)]);
    file = join(project.directory, "Pulumi.yaml");
    await project.succeed("stack", "init", "dev");
    await project.succeed("config", "set", "aws:region", "us-east-1");
    added = await project.run("package", "add", "../plugin");
  });
  after(() => {
    workspace.close();
  });

  it("finds the package after `pulumi package add`", () => {
    assert.equal(added.code, 0, added.output);
    assert.match(readFileSync(file, "utf8"), /packages:\n\s+private-integrations: \.\.\/plugin/);
  });

  it("gets a schema that the CLI accepts", async () => {
    const { code, output } = await project.run("package", "get-schema", "../plugin");
    assert.equal(code, 0, output);
    const schema = jsonIn(output) as { readonly name: string; readonly resources: object };
    assert.equal(schema.name, "private-integrations");
    assert.deepEqual(Object.keys(schema.resources), ["private-integrations:index:PrivateIntegrations"]);
    assert.doesNotMatch(output.slice(0, output.indexOf("{")), /schema|error/i);
  });

  it("is refused with all problems in one message, and nothing is registered", async () => {
    edit("option: 1", "option: 7");
    edit("containerPort: 80", "containerPort: 99999");
    const { code, output } = await project.run("up", "--yes", "--skip-preview");
    edit("option: 7", "option: 1");
    edit("containerPort: 99999", "containerPort: 80");
    assert.notEqual(code, 0);
    assert.match(output, /PrivateIntegrations shop: 2 problems in the configuration; nothing was registered:/);
    assert.match(output, /option: got 7; allowed: 1, 2, 3, 4, 5/);
    assert.match(output, /services\[0\]\.containerPort \(orders\): got 99999; allowed: at most 65535/);
    // The engine itself registers the stack and the provider of the package.
    const own = (await project.registered()).filter((resource) => !resource.startsWith("pulumi:"));
    assert.deepEqual(own, []);
    assert.deepEqual(workspace.aws.account.all, []);
  });

  it("deploys, and reads the outputs", async () => {
    await project.succeed("up", "--yes", "--skip-preview");
    const outputs = jsonIn(await project.succeed("stack", "output", "--json")) as Record<string, unknown>;
    assert.match(String(outputs["apiId"]), /^[0-9a-f]{10}$/);
    assert.equal(outputs["logGroup"], "/ecs/shop/dev/shop-orders");
    assert.equal(outputs["links"], 1);
    assert.deepEqual(outputs["routes"], [
      { path: "/orders", service: "orders", backendPath: "/orders", vpcLink: "sales" },
      { path: "/orders/{proxy+}", service: "orders", backendPath: "/orders/{proxy}", vpcLink: "sales" },
    ]);
    assert.ok((await project.registered()).includes("private-integrations:index:PrivateIntegrations shop"));
  });

  it("changes what a changed argument says, and nothing else", async () => {
    edit("nginx:1.29", "nginx:1.30");
    const { changeSummary } = jsonIn(await project.succeed("preview", "--json")) as {
      changeSummary: Readonly<Record<string, number>>;
    };
    const { same, ...changes } = changeSummary;
    assert.ok(same !== undefined && same > 40);
    // The component and the ECS service are updated; the task definition is replaced.
    assert.deepEqual(changes, { update: 2, replace: 1 });
    await project.succeed("up", "--yes", "--skip-preview");
  });

  it("has authorization, limits and API keys, and their ids in its outputs", async () => {
    const access = [
      "option: 5",
      "auth: { kind: iam }",
      'cors: { origins: ["https://shop.example.com"] }',
      "throttle: { ratePerSecond: 100, burst: 50 }",
      "usagePlans: [{ name: partners, keys: [acme], quota: { requests: 1000, per: day } }]",
    ];
    edit("option: 1", access.join("\n      "));
    await project.succeed("up", "--yes", "--skip-preview");
    const { keys } = jsonIn(await project.succeed("stack", "output", "--json")) as { keys: Record<string, string> };
    const [key, ...others] = workspace.aws.account.of("aws:apigateway/apiKey:ApiKey");
    assert.deepEqual([keys, others], [{ acme: key?.id }, []]);
    const plan = workspace.aws.account.of("aws:apigateway/usagePlan:UsagePlan")[0];
    assert.deepEqual(plan?.inputs["quotaSettings"], { limit: 1000, period: "DAY" });
    await project.succeed("preview", "--expect-no-changes");
  });

  it("destroys everything", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(workspace.aws.account.all, []);
  });
});
