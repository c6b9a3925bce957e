import assert from "node:assert/strict";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parse, parseDocument } from "yaml";
import { openEngine } from "../support/engine";
import type { EngineCommands } from "../support/engine";
import { packages, runInstalled } from "../support/packages";
import { projectDirectory } from "../support/run";

const pack = join("node_modules", "private-integrations-policies");

/** A copy of the template whose package.json names the tarballs: nothing is published. */
async function templateWithTarballs(root: string): Promise<string> {
  const template = join(root, "template");
  cpSync(join(projectDirectory, "template"), template, { recursive: true });
  mkdirSync(join(template, "packages"));
  const file = join(template, "package.json");
  const { program, policies } = await packages();
  let text = readFileSync(file, "utf8");
  for (const [name, { tarball }] of [
    ["private-integrations", program],
    ["private-integrations-policies", policies],
  ] as const) {
    copyFileSync(tarball, join(template, "packages", basename(tarball)));
    text = text.replace(new RegExp(`"${name}": "[^"]+"`), `"${name}": "file:packages/${basename(tarball)}"`);
  }
  writeFileSync(file, text);
  return template;
}

/** An empty folder with the real engine. */
async function openFolder() {
  const root = mkdtempSync(join(tmpdir(), "new-"));
  const directory = join(root, "project");
  mkdirSync(directory);
  const engine = await openEngine(root, directory, {});
  const close = () => {
    engine.close();
    rmSync(root, { recursive: true, force: true });
  };
  return { engine, root, directory, close };
}

describe("pulumi new with the template", () => {
  let engine: EngineCommands;
  let directory: string;
  let close: () => void;
  const succeed = (...args: readonly string[]) => engine.succeed(...args, "--stack", "dev");
  const config = () =>
    (parse(readFileSync(join(directory, "Pulumi.dev.yaml"), "utf8")) as { config: Record<string, unknown> }).config;

  before(async () => {
    let root: string;
    ({ engine, root, directory, close } = await openFolder());
    const template = await templateWithTarballs(root);
    await engine.succeed("new", template, "--yes", "--offline", "--name", "shop.api", "--stack", "dev");
  });
  after(() => {
    close();
  });

  it("writes the project's name into Pulumi.yaml and before the keys of the stack file", () => {
    const project = parse(readFileSync(join(directory, "Pulumi.yaml"), "utf8")) as Record<string, unknown>;
    assert.equal(project["name"], "shop.api");
    assert.equal(project["template"], undefined);
    assert.deepEqual(Object.keys(config()).sort(), [
      "aws:region",
      "shop.api:option",
      "shop.api:services",
      "shop.api:vpcs",
    ]);
  });

  it("the project previews offline at once, with nothing renamed", () => {
    const { status, stdout, stderr } = runInstalled(directory, "private-integrations", "check");
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^ {2}dev +accepted +\d+ findings +2 of 2 routes proved$/m);
  });

  it("pulumi preview with the installed policy pack succeeds and creates nothing", async () => {
    const output = await succeed("preview", "--policy-pack", pack);
    assert.match(output, /private-integrations/);
    assert.deepEqual(engine.aws.account.all, []);
  });

  it("up, an edit and destroy succeed; the account is empty again", async () => {
    await succeed("up", "--yes", "--skip-preview", "--policy-pack", pack);
    assert.equal(engine.aws.account.of("aws:ecs/service:Service").length, 1);
    const outputs = JSON.parse(await succeed("stack", "output", "--json")) as { url: string; option: number };
    assert.match(outputs.url, /^https:\/\//);
    assert.equal(outputs.option, 1);

    const file = join(directory, "Pulumi.dev.yaml");
    const document = parseDocument(readFileSync(file, "utf8"));
    const added = { name: "cart", vpc: "main", image: "public.ecr.aws/nginx/nginx:1.29", containerPort: 80 };
    document.addIn(["config", "shop.api:services"], added);
    writeFileSync(file, String(document));
    await succeed("up", "--yes", "--skip-preview", "--policy-pack", pack);
    assert.equal(engine.aws.account.of("aws:ecs/service:Service").length, 2);
    await succeed("preview", "--expect-no-changes");

    await succeed("destroy", "--yes", "--skip-preview");
    assert.deepEqual(engine.aws.account.all, []);
  });

  it("with --generate-only, the CLI reads the keys without a namespace, as after init", async () => {
    const other = await openFolder();
    try {
      const template = join(projectDirectory, "template");
      await other.engine.succeed("new", template, "--yes", "--offline", "--name", "acme-edge", "--generate-only");
      symlinkSync(join(directory, "node_modules"), join(other.directory, "node_modules"));
      await other.engine.succeed("stack", "init", "dev");
      await other.engine.succeed("preview", "--stack", "dev", "--policy-pack", pack);
      const { status, stdout } = runInstalled(other.directory, "private-integrations", "check");
      assert.equal(status, 0);
      assert.match(stdout, /^ {2}dev +accepted /m);
    } finally {
      other.close();
    }
  });
});
