import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../tools/judge";
import { main as previewMain } from "../../tools/preview";
import { temporaryFolder } from "../support/files";
import { projectDirectory } from "../support/run";
import { inProcess } from "../support/tool";

const judge = inProcess(main);

/** A user's programs are outside of this repository, without node_modules of their own. */
const { write } = temporaryFolder();

const plain = join(projectDirectory, "test", "policies", "plain-program");
const program = (name: string, flaws: string) =>
  write(
    name,
    `import { plainProgram } from ${JSON.stringify(plain)};`,
    `export const program = () => plainProgram(${flaws});`,
  );
const sound = program("sound.ts", "{}");
const broken = program("broken.ts", "{ publicBalancer: true }");

const aws = 'import * as aws from "@pulumi/aws";';
const path = "link Way -> load balancer Front -> listener Web -> target group Blue -> service AppService";

interface Printed {
  version: string;
  file: string;
  passes: {
    pass?: string;
    resources: number;
    findings: { kind: string; policy: string; level: string }[];
    proofs: { route: string; verdict: string; broken?: { hop: string; name: string } }[];
  }[];
}

/** A text without the line breaks inside the paragraphs on request paths. */
const unwrapped = (text: string) => text.replaceAll(/\n {8}(?=\S)/g, " ");

describe("npm run judge", () => {
  it("prints both passes of a sound program with every hop, and exits 0", async () => {
    const { status, stdout, stderr } = await judge(sound);
    assert.equal(status, 0, stderr);
    assert.equal(stderr, "");
    const passes = stdout.split("\n\n/").map((text, index) => (index === 0 ? text : `/${text}`));
    assert.deepEqual(
      passes.map((text) => text.split("\n")[0]),
      [`${sound}, preview pass: 52 resources`, `${sound}, apply pass: 52 resources`],
    );
    const [preview = "", apply = ""] = passes;
    // The subnets are outputs of a component, which a first preview does not know.
    assert.match(preview, /^Request paths: 0 proved, 0 refuted, 2 undetermined$/m);
    assert.match(preview, /^ {6}undetermined at load balancer Front: \S/m);
    assert.match(apply, /^Request paths: 2 proved, 0 refuted, 0 undetermined$/m);
    assert.ok(
      apply.includes("  proved: Rest ANY /\n      stage Live -> route Any -> access Any (open) -> integration Onward"),
      apply,
    );
    for (const text of passes) {
      assert.ok(unwrapped(text).includes(`${path} -> container App -> task AppService`), text);
      assert.doesNotMatch(text, /violations?: mandatory/);
      // An authorization type and throttling limits, for each of the two APIs, and an access log for both stages.
      assert.match(text, /^Advice \(10\): nothing here refuses the stack$/m);
    }
  });

  it("names the mistake in a program and the hop that breaks, and exits 1", async () => {
    const { status, stdout } = await judge(broken, "--pass", "apply");
    assert.equal(status, 1);
    assert.match(
      stdout,
      /^2 violations: mandatory policies refuse the stack\n {2}critical balancer-is-internal: load balancer Front (.*\n)+? {4}urn:.*::Front\n {4}\S/m,
    );
    assert.match(stdout, /^Request paths: 0 proved, 2 refuted, 0 undetermined$/m);
    assert.match(unwrapped(stdout), /^ {2}refuted: Http \$default\n {6}stage Default -> .* -> load balancer Front$/m);
    assert.equal([...stdout.matchAll(/^ {6}breaks at load balancer Front: \S/gm)].length, 2);
    assert.doesNotMatch(stdout, /preview pass/);
  });

  it("--json prints the same for machines, with its version", async () => {
    const { status, stdout, stderr } = await judge(broken, "--json");
    assert.equal(status, 1);
    assert.equal(stderr, "");
    const { version, file, passes } = JSON.parse(stdout) as Printed;
    assert.deepEqual([version, file], ["alpha", broken]);
    assert.deepEqual(
      passes.map(({ pass }) => pass),
      ["preview", "apply"],
    );
    for (const { findings, proofs } of passes) {
      const mandatory = findings.filter(({ kind, level }) => kind === "violation" && level === "mandatory");
      assert.deepEqual(mandatory.map(({ policy }) => policy).sort(), [
        "balancer-is-internal",
        "every-route-reaches-its-service",
      ]);
      assert.deepEqual(
        proofs.map(({ route, verdict, broken: at }) => [route, verdict, at?.hop, at?.name]),
        [
          ["$default", "refuted", "balancer", "Front"],
          ["ANY /", "refuted", "balancer", "Front"],
        ],
      );
    }
  });

  it("exits 0 if a program has advice only", async () => {
    const { status, stdout } = await judge(
      // 16 vCPU: more than the 6 of a new account.
      write(
        "advice.ts",
        aws,
        "const app = [{ name: 'app', image: 'public.ecr.aws/nginx/nginx:1.29' }];",
        "const sizes = { cpu: '16384', memory: '32768', networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'] };",
        "const task = new aws.ecs.TaskDefinition('app', { family: 'app', ...sizes, containerDefinitions: JSON.stringify(app) });",
        "const networkConfiguration = { subnets: ['subnet-1', 'subnet-2'], securityGroups: ['sg-1'] };",
        "new aws.ecs.Service('app', { launchType: 'FARGATE', taskDefinition: task.arn, desiredCount: 1, networkConfiguration });",
      ),
    );
    assert.equal(status, 0, stdout);
    assert.match(stdout, /^Advice \(2\): .*\n {2}medium fargate-vcpu-default: /m);
    assert.match(stdout, /^Request paths: 0 proved, 0 refuted, 0 undetermined$/m);
  });

  it("runs a program that registers resources when loaded, in each pass", async () => {
    write("zone.ts", aws, 'export const vpc = new aws.ec2.Vpc("shared", { cidrBlock: "10.0.0.0/16" });');
    const file = write(
      "loaded.ts",
      aws,
      'import { vpc } from "./zone";',
      'new aws.ec2.Subnet("only", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });',
    );
    const { passes } = JSON.parse((await judge(file, "--json")).stdout) as Printed;
    // Stack, default provider, VPC and subnet.
    assert.deepEqual(
      passes.map(({ resources }) => resources),
      [4, 4],
    );
  });

  it("gives an id and an ARN to a type that the simulator does not know", async () => {
    const file = write(
      "unknown-type.ts",
      aws,
      'const acl = new aws.wafv2.WebAcl("acl", { scope: "REGIONAL", defaultAction: { allow: {} }, visibilityConfig: {} as never });',
      "export const program = () => acl.arn.apply((arn) => { if (!/^arn:aws:wafv2:us-east-1:\\d{12}:./.test(arn)) throw new Error(arn); });",
    );
    const { status, stderr } = await judge(file);
    assert.equal(status, 0, stderr);
  });

  it("uses its own SDK for a program whose folder has another copy", async () => {
    const { folder, write: writeThere } = temporaryFolder();
    mkdirSync(join(folder, "node_modules", "@pulumi", "pulumi"), { recursive: true });
    writeThere("node_modules/@pulumi/pulumi/index.js", "throw new Error('another copy');");
    const file = writeThere(
      "own-sdk.ts",
      'import * as pulumi from "@pulumi/pulumi";',
      aws,
      'new aws.ec2.Vpc("only", { cidrBlock: pulumi.output("10.0.0.0/16") });',
    );
    const { status, stderr } = await judge(file);
    assert.equal(status, 0, stderr);
  });

  it("judges a printed graph as it is, as an object or as an array", async () => {
    const { stdout } = await inProcess(previewMain)("--option", "5", "--pass", "apply", "--json");
    const result = JSON.parse(stdout) as { resources: unknown[] };
    for (const text of [stdout, JSON.stringify(result.resources)]) {
      const file = write("graph.json", text);
      const judged = await judge(file);
      assert.equal(judged.status, 0, judged.stdout);
      assert.ok(judged.stdout.startsWith(`${file}: ${result.resources.length} resources\n`));
      assert.match(judged.stdout, /^Request paths: 8 proved, 0 refuted, 0 undetermined$/m);
    }
  });

  it("lists undetermined points of a graph, and exits 1 for its mandatory findings", async () => {
    const { status, stdout } = await judge(
      join(projectDirectory, "test", "fixtures", "public-stacks", "rest-v1-nlb-alb-cognito.apply.json"),
    );
    assert.equal(status, 1);
    assert.match(stdout, /^1 violation: .*\n {2}high rest-deployment-has-trigger: /m);
    assert.match(
      stdout,
      /^Undetermined \(7\): .*\n {2}critical balancer-and-target-group-in-one-vpc: .*\n.*\n {4}urn:/m,
    );
    assert.match(stdout, /^ {6}undetermined at target group TargetGroupStack-rTargetGroup: /m);
  });

  it("--help lists every flag", async () => {
    const { status, stdout } = await judge("--help");
    assert.equal(status, 0);
    for (const flag of ["<file>", "--pass", "--json"]) assert.ok(stdout.includes(flag), flag);
  });
});
