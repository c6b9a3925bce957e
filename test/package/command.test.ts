import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main as repository } from "../../tools/cli";
import { installed, packageProject, runInstalled } from "../support/packages";
import { projectDirectory } from "../support/run";
import { inProcess } from "../support/tool";

const own = (file: string) => readFileSync(join(projectDirectory, file), "utf8");
const stacks = ["company", "dev", "existing", "mixed", "operated", "released", "secured", "shared"].map(
  (stack) => `Pulumi.${stack}.yaml`,
);
const typeScript = 'import { deploy } from "private-integrations";\n';
const graph = join(projectDirectory, "test/fixtures/public-stacks/http-alb-ec2.apply.json");

/** The project of this repository, with the package in the place of its sources. */
const project = (files: Readonly<Record<string, string>>) =>
  packageProject({
    "Pulumi.yaml": own("Pulumi.yaml"),
    ...Object.fromEntries(stacks.map((file) => [file, own(file)])),
    "package.json": "{}",
    ...files,
  });

describe("the installed command, without a network", () => {
  let directory: string;
  before(async () => {
    directory = await project({ "index.ts": `${typeScript}export = () => deploy();\n` });
  });

  const runs: readonly (readonly string[])[] = [
    ["preview", "--json"],
    ["preview", "--json", "--stack", "shared", "--option", "4", "--pass", "apply"],
    ["preview", "--json", "--stack", "existing", "--option", "5"],
    ["preview", "--json", "--stack", "secured"],
    ["compare", "--json", "--stack", "mixed"],
    ["report", "--format", "svg", "--stack", "shared"],
    ["place", "--check", "--option", "3"],
    ["judge", graph, "--json"],
  ];
  for (const args of runs)
    it(`${args.join(" ").replace(/\S+\//, "")}: prints what this repository prints`, async () => {
      const [here, there] = [
        await inProcess(repository)(...args),
        runInstalled(directory, "private-integrations", ...args),
      ];
      assert.deepEqual(there, here);
    });

  it("diff --before: prints what this repository prints", async () => {
    const base = runInstalled(directory, "private-integrations", "preview", "--json");
    const before = join(mkdtempSync(join(tmpdir(), "before-")), "before.json");
    writeFileSync(before, base.stdout);
    const args = ["diff", "--before", before, "--option", "3"];
    const there = runInstalled(directory, "private-integrations", ...args);
    assert.match(there.stdout, /^ {2}option: 1 → 3 /m);
    assert.deepEqual(there, await inProcess(repository)(...args));
  });

  it("names itself in help, and how a person starts it", () => {
    const { status, stdout } = runInstalled(directory, "private-integrations", "preview", "--help");
    assert.equal(status, 0);
    assert.match(stdout, /^Usage: private-integrations preview /);
    assert.match(stdout.replaceAll(/\s+/g, " "), /\(npx private-integrations preview --json\)/);
    assert.doesNotMatch(stdout, /npm run/);
  });

  it("writes the configuration of the policy pack, and pins into the stack file", async () => {
    const other = await project({ "index.ts": `${typeScript}export = () => deploy();\n` });
    assert.equal(runInstalled(other, "private-integrations", "preview", "--policy-config-out", "pack.json").status, 0);
    assert.ok(
      "every-route-reaches-its-service" in (JSON.parse(readFileSync(join(other, "pack.json"), "utf8")) as object),
    );
    assert.equal(runInstalled(other, "private-integrations", "place", "--stack", "shared").status, 0);
    assert.match(readFileSync(join(other, "Pulumi.shared.yaml"), "utf8"), /pins: \{/);
    assert.equal(runInstalled(other, "private-integrations", "place", "--stack", "shared", "--check").status, 0);
  });

  it("runs a program in JavaScript, and one that states its settings", async () => {
    const settings = `{
      option: 2,
      vpcs: [{ name: "shop", cidr: "10.0.0.0/16", zones: ["use1-az1", "use1-az2"], nat: "single" }],
      services: [{ name: "orders", vpc: "shop", image: "public.ecr.aws/nginx/nginx:1.29", containerPort: 80 }],
    }`;
    const stack = "config:\n  aws:region: us-east-1\n";
    const own = await packageProject({
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "Pulumi.dev.yaml": stack,
      "index.js": `const { deploy } = require("private-integrations");\nmodule.exports = () => deploy(${settings});\n`,
    });
    const { status, stdout, stderr } = runInstalled(own, "private-integrations", "preview", "--json");
    assert.deepEqual([status, stderr], [0, ""]);
    const { option, plan } = JSON.parse(stdout) as { option: number; plan: { services: { name: string }[] } };
    assert.deepEqual([option, plan.services.map(({ name }) => name)], [2, ["orders"]]);
  });

  it("names file and line of a mistake in the program, without a stack trace", async () => {
    const cases: [string, RegExp][] = [
      ["\n\nnull!.toString();", /^ {2}index\.ts:4: program: TypeError: Cannot read properties of null/m],
      [
        "export = async () => {\n  await deploy();\n  throw new Error('late');\n};",
        /^ {2}index\.ts:4: program: Error: late/m,
      ],
      ["export = () => deploy(;", /^ {2}index\.ts:2: program: SyntaxError: Unexpected ";"/m],
      [
        'import "no-such-package";\nexport = () => deploy();',
        /^ {2}index\.ts:2: program: Error: Cannot find module 'no-such-package'\n +install it/m,
      ],
    ];
    for (const [text, message] of cases) {
      const { status, stderr } = runInstalled(
        await project({ "index.ts": typeScript + text }),
        "private-integrations",
        "preview",
      );
      assert.equal(status, 1);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /^\s+at |node_modules/m);
    }
  });

  it("works where its cache of compiled programs cannot be written", async () => {
    const folder = join(await installed(), "node_modules");
    // A file in the place of the folder stops every user, also the one who may write everywhere.
    rmSync(join(folder, ".cache"), { recursive: true, force: true });
    writeFileSync(join(folder, ".cache"), "");
    try {
      const { status, stderr } = runInstalled(directory, "private-integrations", "preview");
      assert.deepEqual([status, stderr], [0, ""]);
    } finally {
      rmSync(join(folder, ".cache"));
    }
  });
});

describe("a copy of the package outside of the project", () => {
  it("runs the project's own copy, or else the project's SDK", async () => {
    const directory = await project({ "index.ts": `${typeScript}export = () => deploy();\n` });
    const modules = join(await installed(), "node_modules");
    const elsewhere = mkdtempSync(join(tmpdir(), "linked-"));
    cpSync(join(modules, "private-integrations"), join(elsewhere, "private-integrations"), { recursive: true });
    // The copy finds what it needs itself, but no SDK. Which packages that are depends on the versions that npm chose.
    mkdirSync(join(elsewhere, "node_modules"));
    for (const name of readdirSync(modules).filter((entry) => !["@pulumi", "private-integrations"].includes(entry)))
      symlinkSync(join(modules, name), join(elsewhere, "node_modules", name));
    const command = join(elsewhere, "private-integrations", "dist", "tools", "cli.js");
    const run = () => spawnSync(process.execPath, [command, "preview", "--json"], { cwd: directory, encoding: "utf8" });
    const { status, stdout } = run();
    assert.equal(status, 0);
    assert.match(stdout, /"route": "ANY \/orders"/);

    // npm link: the project's folder of packages has a link to the copy.
    const linked = await project({ "index.ts": `${typeScript}export = () => deploy();\n` });
    rmSync(join(linked, "node_modules"));
    mkdirSync(join(linked, "node_modules"));
    symlinkSync(join(modules, "@pulumi"), join(linked, "node_modules", "@pulumi"));
    symlinkSync(join(elsewhere, "private-integrations"), join(linked, "node_modules", "private-integrations"));
    const link = spawnSync(process.execPath, [command, "preview", "--json"], { cwd: linked, encoding: "utf8" });
    assert.deepEqual([link.status, link.stderr], [0, ""]);
    assert.equal(link.stdout, stdout);

    const checked = spawnSync(process.execPath, [command, "check"], { cwd: linked, encoding: "utf8" });
    assert.match(checked.stdout, /\n8 of 8 stacks accepted\.\n$/, checked.stderr);
    const program = 'import * as aws from "@pulumi/aws";\nnew aws.s3.Bucket("logs");\n';
    writeFileSync(join(linked, "bucket.ts"), program);
    const judged = spawnSync(process.execPath, [command, "judge", "bucket.ts"], { cwd: linked, encoding: "utf8" });
    assert.match(judged.stdout, /^bucket\.ts, apply pass: /m, judged.stderr);

    // Without any SDK, the message is a command that works.
    renameSync(join(linked, "node_modules", "@pulumi"), join(linked, "unused"));
    for (const flags of [["preview"], ["check"], ["judge", "bucket.ts"]]) {
      const lacking = spawnSync(process.execPath, [command, ...flags], { cwd: linked, encoding: "utf8" });
      assert.equal(lacking.status, 2, `${flags.join(" ")}: ${lacking.stderr}`);
      assert.match(
        lacking.stderr,
        /lacks packages that its program needs; run npm install @pulumi\/aws@\^\d\S+ @pulumi\/awsx@\^\d\S+ @pulumi\/pulumi@\^\d\S+\n$/,
      );
    }
    rmSync(elsewhere, { recursive: true });
  });
});
