import assert from "node:assert/strict";
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** A folder with the real engine in which `pulumi new` has just started a project. */
async function startProject(name: string) {
  const root = mkdtempSync(join(tmpdir(), "new-"));
  const directory = join(root, "project");
  mkdirSync(directory);
  const engine = await openEngine(root, directory, {});
  const template = await templateWithTarballs(root);
  const printed = await engine.succeed("new", template, "--yes", "--offline", "--name", name, "--stack", "dev");
  const close = () => {
    engine.close();
    rmSync(root, { recursive: true, force: true });
  };
  return { engine, directory, printed, close };
}

describe("pulumi new with the template", () => {
  let engine: EngineCommands;
  let directory: string;
  let close: () => void;
  const succeed = (...args: readonly string[]) => engine.succeed(...args, "--stack", "dev");
  const config = () =>
    (parse(readFileSync(join(directory, "Pulumi.dev.yaml"), "utf8")) as { config: Record<string, unknown> }).config;

  before(async () => {
    ({ engine, directory, close } = await startProject("shop.api"));
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
});

describe("pulumi new with a hyphen in the name", () => {
  it("starts a project that previews in the engine", async () => {
    const { engine, close } = await startProject("acme-edge");
    try {
      await engine.succeed("preview", "--stack", "dev");
    } finally {
      close();
    }
  });
});
