import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../tools/check";
import { projectDirectory } from "../support/run";
import { emptyFolder, init, installPackage } from "../support/started";
import { inProcess } from "../support/tool";
import { stackProject } from "../support/stack-project";

const check = inProcess(main);

const service = (more: string) =>
  `    - { name: web, vpc: main, image: "public.ecr.aws/nginx/nginx:1.29", containerPort: 80${more} }\n`;

/** A stack file without namespace. */
const stackFile = (more = "", keys = "") =>
  `config:\n  aws:region: us-east-1\n${keys}  vpcs:\n    - { name: main, cidr: 10.0.0.0/16, zones: [use1-az1, use1-az2] }\n  services:\n${service(more)}`;

/** A project with these stacks. */
function projectWith(stacks: Readonly<Record<string, string>>): string {
  const directory = stackProject("first", "");
  rmSync(join(directory, "Pulumi.first.yaml"));
  for (const [stack, text] of Object.entries(stacks)) writeFileSync(join(directory, `Pulumi.${stack}.yaml`), text);
  return directory;
}

interface Checked {
  readonly version: string;
  readonly accepted: boolean;
  readonly stacks: readonly {
    readonly stack: string;
    readonly accepted: boolean;
    readonly problems: readonly { readonly at?: string; readonly where: string }[];
    readonly findings: readonly { readonly policy: string; readonly level: string; readonly kind: string }[];
    readonly routes: Readonly<Record<string, number>>;
  }[];
}
const json = (text: string) => JSON.parse(text) as Checked;

describe("private-integrations check", () => {
  it("accepts a started project: one line for its stack, findings below", async () => {
    const directory = emptyFolder();
    await init(directory);
    installPackage(directory);
    const { status, stdout, stderr } = await check("--directory", directory);
    assert.equal(status, 0, stderr);
    assert.equal(stderr, "");
    const lines = stdout.split("\n");
    assert.equal(lines[1], "  dev    accepted  4 findings  2 of 2 routes proved");
    assert.equal(lines[3], "dev");
    assert.match(stdout, /^ {2}advisory stage-has-access-logs: .*\n {6}Set accessLogs: true/m);
    assert.match(stdout, /\n1 of 1 stack accepted\.\n$/);
  });

  it("previews every stack, and exits 1 if one of them is refused", async () => {
    const directory = projectWith({
      alpha: stackFile(),
      beta: stackFile(", cpu: 300"),
      gamma: "config: [",
      delta: stackFile("", "  stage: $default\n  option: 5\n"),
    });
    const { status, stdout } = await check("--directory", directory);
    assert.equal(status, 1);
    assert.match(stdout, /^ {2}alpha +accepted +4 findings +2 of 2 routes proved$/m);
    assert.match(stdout, /^ {2}beta +refused +1 problem$/m);
    assert.match(stdout, /^ {2}gamma +refused +1 problem$/m);
    assert.match(stdout, /^ {2}delta +refused +1 problem$/m);
    assert.match(stdout, /^beta\n {2}Pulumi\.beta\.yaml:6: services\[0\]\.cpu \(web\): got 300; allowed: 256, /m);
    assert.match(stdout, /^gamma\n {2}Pulumi\.gamma\.yaml:1: YAML: Flow sequence /m);
    assert.match(stdout, /^delta\n {2}Pulumi\.delta\.yaml:3: stage: /m);
    assert.match(stdout, /\n1 of 4 stacks accepted\.\n$/);
  });

  it("a finding that is accepted in the stack file counts no more", async () => {
    const accepted = ["api-has-authorization", "stage-has-access-logs"]
      .map((rule) => `    - { rule: ${rule}, resource: option-1, reason: public }\n`)
      .join("");
    const directory = projectWith({ alpha: stackFile("", `  acknowledge:\n${accepted}`) });
    const { status, stdout } = await check("--directory", directory);
    assert.equal(status, 0);
    assert.match(stdout, /^ {2}alpha +accepted +2 findings +2 of 2 routes proved$/m);
    assert.doesNotMatch(stdout, /api-has-authorization/);
  });

  it("undetermined routes are counted, and no reason to refuse a stack", async () => {
    const { status, stdout } = await check("--json");
    assert.equal(status, 0);
    const { stacks } = json(stdout);
    assert.deepEqual(
      stacks.map(({ stack, routes }) => [stack, routes["proved"], routes["undetermined"], routes["total"]]),
      [
        ["company", 28, 0, 28],
        ["dev", 8, 0, 8],
        ["existing", 0, 6, 6],
        ["mixed", 6, 0, 6],
        ["operated", 4, 2, 6],
        ["released", 8, 0, 8],
        ["secured", 10, 0, 10],
        ["shared", 10, 0, 10],
      ],
    );
    assert.match((await check()).stdout, /^ {2}existing +accepted +4 findings +0 of 6 routes proved, 6 undetermined$/m);
  });

  it("--json has verdict, problems, findings and routes of each stack", async () => {
    const directory = projectWith({ alpha: stackFile(), beta: stackFile(", cpu: 300") });
    const { status, stdout, stderr } = await check("--directory", directory, "--json");
    assert.equal(status, 1);
    assert.equal(stderr, "");
    const { version, accepted, stacks } = json(stdout);
    assert.equal(version, "alpha");
    assert.equal(accepted, false);
    assert.deepEqual(
      stacks.map((stack) => [stack.stack, stack.accepted, stack.problems.length, stack.findings.length]),
      [
        ["alpha", true, 0, 4],
        ["beta", false, 1, 0],
      ],
    );
    assert.equal(stacks[1]?.problems[0]?.at, "Pulumi.beta.yaml:6");
    assert.deepEqual(stacks[0]?.routes, { total: 2, proved: 2, refuted: 0, undetermined: 0 });
  });

  for (const [when, condition] of [
    ["always", "true"],
    ["in a first preview only", "runtime.isDryRun()"],
  ] as const) {
    it(`a program that violates a mandatory policy ${when} is refused, with the finding first`, async () => {
      const directory = projectWith({ alpha: stackFile() });
      const module = (name: string) => `require(${JSON.stringify(join(projectDirectory, name))})`;
      const program = `export = async () => {
  const outputs = await ${module("components/index")}.deploy();
  const { ecs } = ${module("node_modules/@pulumi/aws")};
  const { runtime } = ${module("node_modules/@pulumi/pulumi")};
  const task = { family: "odd", requiresCompatibilities: ["FARGATE"], networkMode: "awsvpc", containerDefinitions: "[]" };
  if (${condition}) new ecs.TaskDefinition("odd", { ...task, cpu: "256", memory: "300" });
  return outputs;
};\n`;
      writeFileSync(join(directory, "index.ts"), program);
      const { status, stdout } = await check("--directory", directory);
      assert.equal(status, 1);
      assert.match(stdout, /^ {2}alpha +refused +5 findings +2 of 2 routes proved$/m);
      assert.match(stdout, /^alpha\n {2}mandatory fargate-task-size: /m);
    });
  }

  it("a note on what cannot be read offline is printed once", async () => {
    const directory = projectWith({ alpha: `environment: [shared]\n${stackFile()}` });
    const { status, stderr } = await check("--directory", directory);
    assert.equal(status, 0);
    assert.equal(stderr.match(/environment shared\b.* cannot be read offline/g)?.length, 1);
  });

  it("a folder without a project, or without stacks, exits 2 and says what to do", async () => {
    const empty = emptyFolder();
    const none = await check("--directory", empty);
    assert.equal(none.status, 2);
    assert.match(none.stderr, /there is no Pulumi\.yaml in .*; run this in the folder of the project/);
    const noStack = await check("--directory", projectWith({}));
    assert.equal(noStack.status, 2);
    assert.match(noStack.stderr, /has no stack file; add one, for example Pulumi\.dev\.yaml/);
  });
});
