import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { findYamlHost } from "../../tools/engine/cli";
import { openEngine } from "../support/engine";
import type { EngineCommands } from "../support/engine";
import { jsonIn } from "../support/folder-project";
import { packageProject } from "../support/packages";
import { yamlProgram } from "../support/yaml-program";

/** The program of docs/outputs.md, in a folder that has only the installed packages. */
const program = yamlProgram(5, "url: ${shop.url}", 'logGroup: ${shop.services["orders"].logGroup}');

const plugin = "./node_modules/private-integrations/plugin";

describe("the plugin of the installed package in the real engine", () => {
  let root: string;
  let directory: string;
  let engine: EngineCommands;
  before(async () => {
    const host = await findYamlHost((text) => process.stdout.write(`      ${text}\n`));
    directory = await packageProject({ "Pulumi.yaml": program });
    root = mkdtempSync(join(tmpdir(), "engine-"));
    const path = [dirname(host), process.env["PATH"] ?? ""].join(delimiter);
    engine = await openEngine(root, directory, { PATH: path });
    await engine.succeed("stack", "init", "dev");
    await engine.succeed("config", "set", "aws:region", "us-east-1", "--stack", "dev");
  });
  after(() => {
    engine.close();
    rmSync(root, { recursive: true, force: true });
  });

  it("prints the schema in the version of the package", async () => {
    const schema = jsonIn(await engine.succeed("package", "get-schema", plugin)) as Record<string, unknown>;
    const { version } = jsonIn(
      readFileSync(join(directory, "node_modules", "private-integrations", "package.json"), "utf8"),
    ) as { readonly version: string };
    assert.deepEqual([schema["name"], schema["version"]], ["private-integrations", version]);
  });

  it("is added to a program, which then deploys, changes nothing and destroys", async () => {
    await engine.succeed("package", "add", plugin);
    await engine.succeed("up", "--yes", "--skip-preview", "--stack", "dev");
    const outputs = jsonIn(await engine.succeed("stack", "output", "--json", "--stack", "dev")) as object;
    assert.match(
      JSON.stringify(outputs),
      /^\{"logGroup":"\/ecs\/shop\/dev\/shop-orders","url":"https:\/\/\w+\.execute-api\./,
    );
    await engine.succeed("preview", "--expect-no-changes", "--stack", "dev");
    await engine.succeed("destroy", "--yes", "--skip-preview", "--stack", "dev");
    assert.deepEqual(engine.aws.account.all, []);
  });

  it("refuses wrong arguments in words, and creates nothing", async () => {
    const file = join(directory, "Pulumi.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("option: 5", "option: 7"));
    const { code, output } = await engine.pulumi("up", "--yes", "--skip-preview", "--stack", "dev");
    assert.notEqual(code, 0);
    assert.match(output, /PrivateIntegrations shop: 1 problem in the configuration; nothing was registered:/);
    assert.match(output, /option: got 7; allowed: 1, 2, 3, 4, 5/);
    assert.deepEqual(engine.aws.account.all, []);
  });
});
