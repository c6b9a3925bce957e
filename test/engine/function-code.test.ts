import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FolderProject } from "../support/folder-project";
import { folderProject, nodeProject } from "../support/folder-project";
import type { Workspace } from "../support/workspace";
import { openWorkspace } from "../support/workspace";

const program = `import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
const trust = { Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }] };
const role = new aws.iam.Role("r", { assumeRolePolicy: JSON.stringify(trust) });
const code = new pulumi.asset.AssetArchive({
  "index.mjs": new pulumi.asset.StringAsset("export const handler = () => 1;"),
});
const counter = new aws.lambda.Function("f", { role: role.arn, runtime: "nodejs22.x", handler: "index.handler", code });
const rule = new aws.cloudwatch.EventRule("e", { scheduleExpression: "rate(1 hour)" });
new aws.cloudwatch.EventTarget("t", { rule: rule.name, arn: counter.arn });
new aws.lambda.Permission("p", {
  action: "lambda:InvokeFunction", function: counter.name, principal: "events.amazonaws.com", sourceArn: rule.arn,
});
`;

const functionType = "aws:lambda/function:Function";

describe("the code of a function in the real engine", () => {
  let workspace: Workspace;
  let project: FolderProject;
  const up = () => project.succeed("up", "--yes", "--skip-preview");
  const textOf = () => JSON.stringify(workspace.aws.account.of(functionType)[0]?.inputs["code"]);

  before(async () => {
    workspace = await openWorkspace();
    project = folderProject(workspace, "counter", { "Pulumi.yaml": nodeProject("counter"), "index.ts": program });
    await project.succeed("stack", "init", "dev");
    await project.succeed("config", "set", "aws:region", "us-east-1");
  });
  after(() => {
    workspace.close();
  });

  it("is deployed with its permission and schedule, and changes nothing until it changes", async () => {
    await up();
    assert.match(textOf(), /"text":"export const handler = \(\) => 1;"/);
    await project.succeed("preview", "--expect-no-changes");
    await project.succeed("refresh", "--yes", "--expect-no-changes");
  });

  it("updates the function in place when it changes", async () => {
    const before = workspace.aws.account.of(functionType).map(({ id }) => id);
    const file = join(project.directory, "index.ts");
    writeFileSync(file, readFileSync(file, "utf8").replace("=> 1;", "=> 2;"));
    assert.match(await up(), /1 updated\n\s+5 unchanged/);
    assert.match(textOf(), /=> 2;/);
    assert.deepEqual(
      workspace.aws.account.of(functionType).map(({ id }) => id),
      before,
    );
  });

  it("is destroyed with everything else", async () => {
    await project.succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(workspace.aws.account.all, []);
  });
});
