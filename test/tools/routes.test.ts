import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main as previewMain } from "../../tools/preview";
import { main } from "../../tools/routes";
import { inProcess } from "../support/tool";

const routes = inProcess(main);
const preview = inProcess(previewMain);

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
    assert.match(stdout, /^- changed: `ANY \/orders`, from link orders-nlb \(V1\) → .*, to link sales \(V2\) → /m);
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
