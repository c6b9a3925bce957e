import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finding, proof, reportOf } from "../support/report";
import { article } from "../support/scenario";
import { main } from "../../tools/report";
import { stackProject } from "../support/stack-project";
import { projectDirectory } from "../support/run";
import { commitOf } from "../../tools/origin";
import { inProcess } from "../support/tool";

const report = inProcess(main);

describe("npm run report", () => {
  it("writes a self-contained page with all sections", async () => {
    const out = join(mkdtempSync(join(tmpdir(), "report-")), "dev.html");
    const { status, stderr } = await report("--stack", "dev", "--option", "3", "--out", out);
    assert.equal(status, 0, stderr);
    const page = readFileSync(out, "utf8");
    for (const part of ["Topology", "Routes", "Findings", "Quotas", "Options compared", "Growth", "Cost", "Advice"]) {
      assert.match(page, new RegExp(`<h2 id="[a-z]+">${part}</h2>`));
    }
    assert.ok(!/<(link|img|iframe|script src)|@import|url\((?!#)/.test(page));
    assert.ok(page.includes("✓ 8 of 8 proved"));
  });

  it("--format mermaid and svg print the diagram only", async () => {
    assert.match((await report("--format", "mermaid")).stdout, /^flowchart LR\n/);
    assert.match((await report("--format", "svg")).stdout, /^<svg /);
  });

  it("an unknown format exits with 2, an invalid configuration with 1", async () => {
    const out = join(mkdtempSync(join(tmpdir(), "report-")), "none.html");
    assert.equal((await report("--format", "pdf", "--out", out)).status, 2);
    // Cloud Map is for option 1 alone.
    assert.equal((await report("--stack", "mixed", "--option", "5", "--out", out)).status, 1);
    assert.ok(!existsSync(out));
  });

  it("a folder that does not exist exits with 2, in plain words and before the program runs", async () => {
    const { status, stdout, stderr } = await report("--out", "/no-such-folder/x.html");
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.equal(
      stderr,
      "--out /no-such-folder/x.html: there is no folder /no-such-folder; create it, or name a file in another folder\n",
    );
  });

  it("a file that is a folder, or in a file, exits with 2 and leaves nothing behind", async () => {
    const folder = mkdtempSync(join(tmpdir(), "out-"));
    const file = join(folder, "a-file");
    writeFileSync(file, "");
    const said = [
      [folder, `is a folder; name a file, for example ${join(folder, "report.html")}`],
      [join(file, "x.html"), `${file} is not a folder; name a file in another folder`],
    ] as const;
    for (const [out, message] of said) {
      const { status, stderr } = await report("--out", out);
      assert.deepEqual([status, stderr], [2, `--out ${out}: ${message}\n`]);
    }
    assert.deepEqual(readdirSync(folder), ["a-file"]);
  });

  it("says when, from which commit and by which version it was created", async () => {
    const before = Date.now();
    const { stdout } = await report("--option", "2");
    const [, time = ""] = /<time datetime="([^"]+)">/.exec(stdout) ?? [];
    const created = Date.parse(time);
    assert.ok(created >= before && created <= Date.now(), time);
    const { version } = JSON.parse(readFileSync(join(projectDirectory, "package.json"), "utf8")) as { version: string };
    assert.ok(stdout.includes(`by private-integrations ${version}.`));
    assert.ok(stdout.includes('<dt>Region</dt><dd class="">us-east-1</dd>'));
  });

  it("refuses what preview refuses, in whichever pass", async () => {
    const directory = stackProject("dev", readFileSync(join(projectDirectory, "Pulumi.dev.yaml"), "utf8"));
    for (const [when, words] of [
      ["isDryRun()", "only at a first preview"],
      ["!isDryRun()", "not visible at a first preview"],
    ] as const) {
      const program = `const { runtime } = require(${JSON.stringify(join(projectDirectory, "node_modules", "@pulumi/pulumi"))});
const { isDryRun } = runtime;
runtime.registerStackTransformation(({ type, props, opts }) =>
  type === "aws:lb/loadBalancer:LoadBalancer" ? { props: { ...props, internal: !(${when}) }, opts } : undefined);
export = require(${JSON.stringify(join(projectDirectory, "index"))});
`;
      writeFileSync(join(directory, "index.ts"), program);
      const { status, stdout } = await report("--directory", directory);
      assert.equal(status, 1);
      assert.match(
        stdout,
        /Refused<\/strong> 2 mandatory policies refuse the stack: balancer-is-internal, every-route/,
      );
      assert.ok(stdout.includes(`bypassing the API (${words})`));
    }
  });

  it("--directory reads the project of another folder", async () => {
    const other = readFileSync(join(projectDirectory, "Pulumi.dev.yaml"), "utf8").replaceAll("orders", "invoices");
    const { status, stdout, stderr } = await report("--stack", "other", "--directory", stackProject("other", other));
    assert.equal(status, 0, stderr);
    assert.ok(stdout.includes("<h1>other: <span>option 1"));
    assert.ok(stdout.includes("<code>ANY /invoices</code>"));
    // The folder is in no git repository.
    assert.ok(!stdout.includes("from commit"));
  });

  it("a directory without the stack is named", async () => {
    const { status, stderr } = await report("--directory", mkdtempSync(join(tmpdir(), "empty-")));
    assert.notEqual(status, 0);
    assert.match(stderr, /Pulumi\.yaml/);
  });

  it("a stack that a mandatory policy refuses exits with 1 and has its page", async () => {
    const directory = stackProject("dev", readFileSync(join(projectDirectory, "Pulumi.dev.yaml"), "utf8"));
    const pulumi = JSON.stringify(require.resolve("@pulumi/pulumi"));
    writeFileSync(
      join(directory, "index.ts"),
      `require(${pulumi}).runtime.registerStackTransformation(({ type, props, opts }) =>
         type === "aws:lb/loadBalancer:LoadBalancer" ? { props: { ...props, internal: false }, opts } : undefined);
       export = require(${JSON.stringify(join(projectDirectory, "index"))});\n`,
    );
    const out = join(directory, "report.html");
    const { status, stderr } = await report("--directory", directory, "--out", out);
    assert.equal(status, 1);
    assert.equal(stderr.trim().split("\n").at(-1), `wrote ${out}; mandatory policies refuse the stack`);
    assert.match(readFileSync(out, "utf8"), /class="verdict bad"><strong>✗ Refused<\/strong>/);
    // A diagram states no verdict.
    assert.equal((await report("--directory", directory, "--format", "svg")).status, 0);
  });

  it("text from the stack is escaped in the page", () => {
    const evil = '<script>alert("x")</script>';
    const at = { urn: `a::${evil}`, name: evil };
    const page = reportOf(
      article(),
      {
        stack: evil,
        title: evil,
        notes: [evil],
        routes: [{ api: evil, route: evil, service: "orders", hops: [evil] }],
        proofs: [proof(evil, evil, { verdict: "refuted", broken: { hop: "link", ...at, wrong: evil, fix: evil } })],
        quotas: [{ quota: "vpc.vpcsPerRegion", name: evil, kind: "account", scope: evil, used: 6, limit: 5 }],
        cost: {
          lines: [
            { name: evil, usd: 1, per: "hour", source: evil, pricedIn: evil, of: "tasks", count: 1, usdPerMonth: 1 },
          ],
          usdPerMonth: 0,
          pricesOf: evil,
          pricesReadOn: evil,
          traffic: {
            requestsPerMonth: 1,
            averageKilobytes: 1,
            lines: [{ name: evil, of: "logs", usdPerMonth: 1, reckoning: evil, source: evil, pricedIn: evil }],
            usdPerMonth: 1,
          },
        },
        growth: { more: 1, atLeast: false, stoppedBy: evil },
        findings: [
          finding({ policy: evil, message: evil, fix: evil, urn: at.urn }),
          finding({ policy: evil, message: `other ${evil}`, fix: "", urn: at.urn }),
          finding({ kind: "undetermined", policy: evil, message: evil, fix: evil, urn: at.urn }),
        ],
      },
      { region: evil, version: evil, commit: { id: evil, modified: false } },
    );
    assert.equal([...page.matchAll(/<script/g)].length, 1);
    assert.ok(page.includes("&lt;script&gt;"));
  });
});

describe("the commit of a project", () => {
  const git = (directory: string, ...args: readonly string[]) =>
    execFileSync(
      "git",
      ["-C", directory, "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false", ...args],
      { encoding: "utf8" },
    ).trim();

  it("is its short id, and says whether a file differs", async () => {
    const directory = mkdtempSync(join(tmpdir(), "commit-"));
    assert.equal(await commitOf(directory, undefined), undefined);
    git(directory, "init", "--quiet");
    assert.equal(await commitOf(directory, undefined), undefined, "a repository without a commit");
    writeFileSync(join(directory, "Pulumi.yaml"), "name: a\n");
    git(directory, "add", ".");
    git(directory, "commit", "--quiet", "--message", "first");
    const id = git(directory, "rev-parse", "--short", "HEAD");
    assert.deepEqual(await commitOf(directory, undefined), { id, modified: false });
    // The report that an earlier run wrote is no change of the project.
    const out = join(directory, "report.html");
    writeFileSync(out, "");
    assert.deepEqual(await commitOf(directory, out), { id, modified: false });
    assert.deepEqual(await commitOf(directory, join(tmpdir(), "elsewhere.html")), { id, modified: true });
    writeFileSync(join(directory, "Pulumi.dev.yaml"), "");
    assert.deepEqual(await commitOf(directory, out), { id, modified: true });
  });
});
