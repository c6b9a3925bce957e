import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonIn } from "../support/folder-project";
import type { Workspace } from "../support/workspace";
import { openWorkspace } from "../support/workspace";

interface Step {
  readonly op: string;
  readonly urn: string;
}

/** The program of 0.1.0 had no awsx provider of its own. */
const explicitProvider = `    ...createAwsxProviders("awsx", plan.vpcs),\n`;

describe("a stack of a version without an awsx provider of its own", () => {
  let workspace: Workspace;
  const succeed = (...args: readonly string[]) => workspace.succeed(...args);
  const steps = async () => {
    const { steps: all } = jsonIn(await succeed("preview", "--json", "--stack", "dev")) as { steps: readonly Step[] };
    return all
      .filter(({ op }) => op !== "same")
      .map(({ op, urn }) => `${op} ${urn.split("::").slice(2).join(" ")}`)
      .sort();
  };

  before(async () => {
    workspace = await openWorkspace();
    const file = join(workspace.directory, "components", "deploy.ts");
    const source = readFileSync(file, "utf8");
    assert.ok(source.includes(explicitProvider));
    writeFileSync(file, source.replace(explicitProvider, ""));
    await succeed("stack", "init", "dev");
    await succeed("up", "--yes", "--skip-preview", "--stack", "dev");
    writeFileSync(file, source);
  });
  after(() => {
    workspace.close();
  });

  it("is refused by an older CLI, whether Pulumi.yaml or the program requires a newer one", async () => {
    for (const [name, wrong] of [
      ["Pulumi.yaml", /99\.0\.0/],
      [join("components", "deploy.ts"), /the Pulumi CLI must be >=99\.0\.0; upgrade it, and run this again/],
    ] as const) {
      const file = join(workspace.directory, name);
      const source = readFileSync(file, "utf8");
      writeFileSync(file, source.replace(">=3.219.0", ">=99.0.0"));
      const { code, output } = await workspace.pulumi("preview", "--stack", "dev");
      writeFileSync(file, source);
      assert.notEqual(code, 0);
      assert.match(output, wrong);
    }
  });

  it("gets the provider, and changes no other resource", async () => {
    const account = JSON.stringify(workspace.aws.account.all);
    assert.deepEqual(await steps(), ["create pulumi:providers:awsx awsx"]);
    await succeed("up", "--yes", "--skip-preview", "--stack", "dev");
    assert.equal(JSON.stringify(workspace.aws.account.all), account);
    assert.deepEqual(await steps(), []);
  });

  it("then works without default providers", async () => {
    await succeed("config", "set", "--path", "pulumi:disable-default-providers[0]", "*", "--stack", "dev");
    assert.deepEqual(await steps(), []);
    await succeed("destroy", "--yes", "--skip-preview", "--stack", "dev");
    assert.deepEqual(workspace.aws.account.all, []);
  });
});
