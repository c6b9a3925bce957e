import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { create } from "../support/deployed";
import { withDomain } from "../support/front";
import { settingsOf } from "../support/scenario";
import { choose, own } from "../support/stack-file";
import { settingsOfStack } from "../support/stack-settings";
import { stoppedBy } from "./findings";
import { liveSuite } from "./live-stack";
import { watch } from "./watched";

const settings = settingsOf({ ...settingsOfStack("dev").raw, ...withDomain() });
const up = ["up", "--yes", "--skip-preview", "--stack", "dev"] as const;

/** What the tests of the switches would see if the mapping were a resource of the AWS provider. */
describe("a mapping of the AWS provider instead of ours", () => {
  const live = liveSuite();

  /** Replaces text in the component of the workspace. */
  function edit(from: string, to: string): void {
    const file = join(live.workspace.directory, "components", "domain.ts");
    const text = readFileSync(file, "utf8");
    assert.ok(text.includes(from), from);
    writeFileSync(file, text.replace(from, to));
  }

  before(async () => {
    edit("new ApiMapping(", "new aws.apigatewayv2.ApiMapping(");
    await create(live.workspace);
    for (const [key, value] of Object.entries(withDomain())) live.stack.set([own(key)], value);
    await live.stack.up(1);
  });

  it("is an advisory finding, and refused with another API: a key has one mapping", async () => {
    choose(live.workspace, 4);
    const preview = await live.workspace.succeed("preview", "--stack", "dev", "--policy-pack", "policies");
    assert.match(preview, /\[advisory\].*mapping-deleted-before-replaced .*ApiMapping: api\.example\.com/);
    assert.deepEqual(stoppedBy(preview), []);
    const { code, output } = await live.workspace.pulumi(...up);
    assert.notEqual(code, 0);
    assert.match(output, /ConflictException: ApiMapping key already exists for this domain name/);
  });

  it("is absent meanwhile with deleteBeforeReplace, and all routes of the domain are lost", async () => {
    edit("dependsOn: [...args.waitsFor] }", "dependsOn: [...args.waitsFor], deleteBeforeReplace: true }");
    const { unmapped, lost } = await watch(live.workspace, settings, () => live.stack.up(4));
    assert.ok(unmapped.length > 0);
    assert.deepEqual(lost, Object.fromEntries(settings.services.map(({ name }) => [name, ["mapping"]])));
  });
});
