import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RouteChanges } from "../../report/route-changes";
import { main as previewMain } from "../../tools/preview";
import { main } from "../../tools/routes";
import { projectDirectory } from "../support/run";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";

const routes = inProcess(main);
const preview = inProcess(previewMain);

interface Printed {
  readonly version: string;
  readonly option: number;
  readonly routes: readonly unknown[];
  readonly changes: RouteChanges | null;
}

const nothing = /^There is no successful preview of the base branch to compare with\.\n/;

describe("npm run routes -- --against", () => {
  const file = join(mkdtempSync(join(tmpdir(), "routes-")), "base.json");
  const against = async (text: string) => {
    writeFileSync(file, text);
    return routes("--against", file);
  };

  it("compares with the routes of an earlier result", async () => {
    const { stdout, stderr } = await against((await preview("--option", "2", "--json")).stdout);
    assert.equal(stderr, "");
    assert.match(
      stdout,
      /^- changed: `ANY \/orders`, `ANY \/orders\/\{proxy\+\}`, from link orders-nlb \(V1\) → .*, to link sales \(V2\) → /m,
    );
  });

  it("--json prints the same changes, and null without a base", async () => {
    writeFileSync(file, (await preview("--option", "5", "--json")).stdout);
    const { status, stdout } = await routes("--against", file, "--json");
    const { version, option, routes: lines, changes } = JSON.parse(stdout) as Printed;
    assert.deepEqual([status, version, option, lines.length], [0, "alpha", 1, 8]);
    assert.deepEqual(changes?.option, { before: 5, after: 1 });
    assert.deepEqual([changes.api, changes.url], [{ before: "REST API", after: "HTTP API" }, "new API"]);
    assert.deepEqual([changes.added, changes.changed, changes.removed], [[], [], []]);
    const alone = JSON.parse((await routes("--json")).stdout) as Printed;
    assert.equal(alone.changes, null);
  });

  it("reads a stack of another folder; a refused one exits with 1, with --json as JSON", async () => {
    const file = readFileSync(join(projectDirectory, "Pulumi.mixed.yaml"), "utf8");
    const at = ["--directory", stackProject("mine", file), "--stack", "mine"];
    assert.match(
      (await routes(...at)).stdout,
      /^\| `ANY \/stream`, `ANY \/stream\/\{proxy\+\}` \| stream \| link core \(V2\) → .*NLB stream-nlb/m,
    );
    const refused = await routes(...at, "--option", "2");
    assert.deepEqual([refused.status, refused.stdout], [1, ""]);
    assert.match(refused.stderr, /^2 problems in the configuration; nothing was registered:/);
    const json = await routes(...at, "--option", "2", "--json");
    assert.deepEqual([json.status, (JSON.parse(json.stdout) as { problems: unknown[] }).problems.length], [1, 2]);
    assert.equal((await routes("--stack", "nosuch")).status, 2);
  });

  it("never compares with another stack", async () => {
    const { stdout, stderr } = await against((await preview("--stack", "shared", "--json")).stdout);
    assert.match(stdout, nothing);
    assert.match(stderr, /base\.json: expected a result of stack dev, found stack shared; the routes are not compared/);
  });

  it("compares with nothing, exits 0 and says why, if there is no result", async () => {
    const missing = await routes("--against", `${file}.missing`);
    assert.equal(missing.status, 0);
    assert.match(missing.stdout, nothing);
    assert.match(
      missing.stderr,
      /^--against .*base\.json\.missing: there is no such file; the routes are not compared/,
    );
  });

  it("never reads a result of another version", async () => {
    const earlier = JSON.parse((await preview("--json")).stdout) as object;
    const { status, stdout, stderr } = await against(JSON.stringify({ ...earlier, version: "beta" }));
    assert.equal(status, 0);
    assert.match(stdout, nothing);
    assert.match(
      stderr,
      /base\.json: expected a result of version "alpha" .*, found version "beta"; the routes are not/,
    );
  });

  it("says that the base's preview printed nothing, or was refused", async () => {
    assert.match((await against("")).stderr, /found an empty file/);
    const refused = await against((await preview("--stack", "mixed", "--option", "2", "--json")).stdout);
    assert.equal(refused.status, 0);
    assert.match(refused.stdout, nothing);
    assert.match(refused.stderr, /found 2 problems instead; stage: /);
  });
});
