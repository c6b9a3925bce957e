import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { StackOutputs } from "../../core/outputs";
import { folderProject, jsonIn, nodeProject } from "../support/folder-project";
import { projectDirectory } from "../support/run";
import { choose } from "../support/stack-file";
import type { Workspace } from "../support/workspace";
import { openWorkspace } from "../support/workspace";

const page = readFileSync(join(projectDirectory, "docs", "outputs.md"), "utf8");

/** Errors of programs in a project that has the package, each with the number of the program. */
function compilerErrors(directory: string, programs: readonly string[]): readonly string[] {
  const files = programs.map((code, index) => {
    const file = join(directory, `example-${index}.ts`);
    writeFileSync(file, code);
    return file;
  });
  const program = ts.createProgram(files, {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    module: ts.ModuleKind.Node20,
    target: ts.ScriptTarget.ES2022,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    types: ["node"],
    paths: { "private-integrations": [join(projectDirectory, "components", "index.ts")] },
  });
  return files.flatMap((file, index) => {
    const source = program.getSourceFile(file);
    const errors = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return errors.map(({ messageText }) => `${index}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
  });
}

/** Exports what it reads from the stack `dev`. */
const consumer = `
import * as pulumi from "@pulumi/pulumi";
const shop = new pulumi.StackReference("organization/private-integrations/dev");
export const api = shop.requireOutput("api");
export const orders = shop.requireOutput("services").apply(({ orders }) => orders);
export const subnets = shop.requireOutput("vpcs").apply(({ sales }) => sales.privateSubnetIds);
`;

describe("a stack that builds on the outputs of another", () => {
  let workspace: Workspace;

  before(async () => {
    workspace = await openWorkspace();
    await workspace.succeed("stack", "init", "dev");
    choose(workspace, 5);
    await workspace.succeed("up", "--yes", "--skip-preview", "--stack", "dev");
  });
  after(() => {
    workspace.close();
  });

  it("reads them through a StackReference", async () => {
    const other = folderProject(workspace, "other", { "Pulumi.yaml": nodeProject("other"), "index.ts": consumer });
    await other.succeed("stack", "init", "dev");
    await other.succeed("up", "--yes", "--skip-preview");
    const { api, orders, subnets } = jsonIn(await other.succeed("stack", "output", "--json")) as {
      readonly api: StackOutputs["api"];
      readonly orders: StackOutputs["services"][string];
      readonly subnets: readonly string[];
    };
    const stageArn = `arn:aws:apigateway:us-east-1::/restapis/${api.id}/stages/live`;
    const executionArn = `arn:aws:execute-api:us-east-1:123456789012:${api.id}`;
    const url = `https://${api.id}.execute-api.us-east-1.amazonaws.com/live`;
    assert.deepEqual(api, { id: api.id, type: "rest", stage: "live", stageArn, executionArn, url });
    const ids = new Set(workspace.aws.account.all.map(({ id }) => id));
    assert.equal(subnets.length, 2);
    for (const id of [api.id, orders.securityGroupId, orders.taskRoleName, ...subnets]) assert.ok(ids.has(id), id);
  });

  it("compiles, as the examples in docs/outputs.md do", () => {
    const examples = [...page.matchAll(/```typescript\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
    assert.equal(examples.length, 6);
    const wrong = (examples[0] ?? "").replace("api.stageArn", "api.stageArm");
    const errors = compilerErrors(workspace.directory, [...examples, wrong]);
    assert.equal(errors.length, 1, errors.join("\n"));
    assert.match(errors[0] ?? "", /^6: Property 'stageArm' does not exist/);
  });
});
