import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectDirectory } from "../support/run";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace, openWorkspace } from "../support/workspace";

const sdk = 'import * as pulumi from "@pulumi/pulumi";\n';
/** Programs that fail: the kind of failure, the program, and part of the engine's output. */
const failing: readonly (readonly [string, string, RegExp])[] = [
  ["a RunError", 'export = () => { throw new pulumi.RunError("no such option"); };', /error: no such option\n/],
  [
    "an error",
    'export = () => Promise.reject(new TypeError("broken"));',
    /unhandled exception:\s+\[?TypeError: broken/,
  ],
  [
    "an error in an output",
    'export = () => { pulumi.output(1).apply(() => { throw new Error("late"); }); };',
    /error: Error: late\n/,
  ],
  ["an error when loaded", 'throw new Error("at once");\nexport = {};', /unhandled exception:\s+\[?Error: at once/],
];
const sound = `export = () => ({
  dryRun: pulumi.runtime.isDryRun(),
  organization: pulumi.getOrganization(),
  root: pulumi.runtime.getRootDirectory() === process.cwd(),
  plain: new pulumi.Config().require("plain"),
  hidden: new pulumi.Config().requireSecret("hidden"),
});`;

describe("programs in the warm language host and in a new Node process", () => {
  let hosts: readonly Workspace[];
  const write = (program: string) => {
    for (const { directory } of hosts) writeFileSync(join(directory, "small", "index.ts"), `${sdk}${program}\n`);
  };
  /** Exit code and output of a preview in each host, without parts that differ from run to run. */
  const previews = () =>
    Promise.all(
      hosts.map(async ({ pulumi, directory }) => {
        const { code, output } = await pulumi("-C", "small", "preview", "--stack", "dev");
        const noise = /^ +at .*\n|^.*pulumi-language-nodejs from \$PATH.*\n|^Diagnostics:\n +pulumi:pulumi:Stack.*\n/gm;
        const relevant = output.slice(output.search(/Diagnostics:|Outputs:|Resources:/));
        return `${String(code)}\n${relevant.replaceAll(directory, "").replace(noise, "").trimStart()}`;
      }),
    );

  before(async () => {
    hosts = await Promise.all([openWorkspace(), openWarmWorkspace()]);
    const project = readFileSync(join(projectDirectory, "Pulumi.yaml"), "utf8");
    const runtime = project.slice(project.indexOf("runtime:"), project.indexOf("main:"));
    for (const { directory, succeed } of hosts) {
      mkdirSync(join(directory, "small"));
      writeFileSync(join(directory, "small", "Pulumi.yaml"), `name: small\n${runtime}main: index.ts\n`);
      await succeed("-C", "small", "stack", "init", "dev");
      await succeed("-C", "small", "config", "set", "plain", "seen");
      await succeed("-C", "small", "config", "set", "--secret", "hidden", "unseen");
    }
  });
  after(() => {
    for (const { close } of hosts) close();
  });

  for (const [title, program, expected] of failing) {
    it(`${title} stops the preview with the same message in both`, async () => {
      write(program);
      const [own, warm] = await previews();
      assert.match(own ?? "", expected);
      assert.match(own ?? "", /^1\n/);
      assert.equal(warm, own);
    });
  }

  it("a promise that never settles ends the program in both", async () => {
    write("export = () => new Promise(() => undefined);");
    const [own, warm] = await previews();
    assert.match(own ?? "", /^0\nResources:/);
    assert.equal(warm, own);
  });

  it("settings and secrets are equal in both, also after failed programs", async () => {
    write(sound);
    const [own, warm] = await previews();
    assert.match(own ?? "", /^0\n(?:.|\n)*dryRun\s+: true(?:.|\n)*hidden\s+: \[secret\](?:.|\n)*plain\s+: "seen"/);
    assert.equal(warm, own);
  });
});
