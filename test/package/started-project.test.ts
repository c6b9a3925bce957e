import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseDocument } from "yaml";
import { npm, packages, runInstalled } from "../support/packages";

/** Runs an npm script of a project. @returns whether it succeeded, and all of its output */
async function script(directory: string, name: string): Promise<{ readonly passes: boolean; readonly output: string }> {
  try {
    return { passes: true, output: await npm(directory, "run", name) };
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    return { passes: false, output: stdout + stderr };
  }
}

describe("a project started in an empty folder, with Node, npm and the two tarballs", () => {
  let root: string;
  let directory: string;
  let printed: string;

  before(async () => {
    const { program } = await packages();
    root = mkdtempSync(join(tmpdir(), "started-"));
    const flags = ["--region", "eu-central-1", "--option", "5", "--service", "shop"];
    printed = await npm(
      root,
      "exec",
      "--yes",
      `--package=${program.tarball}`,
      "--",
      "private-integrations",
      "init",
      "acme-edge",
      ...flags,
    );
    // The project has all that it needs, so it can be moved.
    directory = join(root, "moved");
    renameSync(join(root, "acme-edge"), directory);
    await npm(directory, "install", "--no-audit", "--no-fund", "--prefer-offline");
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it("init writes the files of the template and copies of the tarballs", async () => {
    const { program, policies } = await packages();
    const copies = [program, policies].map(({ tarball }) => basename(tarball));
    const own = [".gitignore", "Pulumi.dev.yaml", "Pulumi.yaml", "README.md", "index.ts", "package.json"];
    const installed = ["node_modules", "package-lock.json"];
    assert.deepEqual(readdirSync(directory).sort(), [...own, ...installed, "packages", "tsconfig.json"].sort());
    assert.deepEqual(readdirSync(join(directory, "packages")).sort(), copies.sort());
    for (const file of [...own, ...copies.map((name) => `packages/${name}`), "tsconfig.json"])
      assert.ok(printed.includes(`\n  ${file}\n`), file);
  });

  it("preview runs without a network, and proves every route with simulated ids", () => {
    const { status, stdout, stderr } = runInstalled(
      directory,
      "private-integrations",
      "preview",
      "--pass",
      "apply",
      "--json",
    );
    assert.equal(status, 0, stderr);
    const { option, proofs } = JSON.parse(stdout) as { option: number; proofs: { route: string; verdict: string }[] };
    assert.equal(option, 5);
    assert.deepEqual(
      proofs.map(({ route, verdict }) => `${route} ${verdict}`),
      ["ANY /shop proved", "ANY /shop/{proxy+} proved"],
    );
  });

  it("npm test compiles the program and accepts the stack", async () => {
    const { passes, output } = await script(directory, "test");
    assert.ok(passes, output);
    assert.match(output, /^ {2}dev +accepted +\d+ findings +2 of 2 routes proved$/m);
  });

  for (const name of ["preview", "compare", "place", "report"]) {
    it(`npm run ${name} succeeds`, async () => {
      const { passes, output } = await script(directory, name);
      assert.ok(passes, output);
    });
  }

  it("npm test fails for a stack that is refused, with file, line and key", async () => {
    const file = join(directory, "Pulumi.prod.yaml");
    writeFileSync(file, readFileSync(join(directory, "Pulumi.dev.yaml"), "utf8").replace("path: /shop", "path: shop"));
    const line =
      readFileSync(file, "utf8")
        .split("\n")
        .findIndex((text) => text.includes("path: shop")) + 1;
    const { passes, output } = await script(directory, "test");
    rmSync(file);
    assert.equal(passes, false);
    assert.match(
      output,
      new RegExp(`Pulumi\\.prod\\.yaml:${line}: services\\[0\\]\\.path \\(shop\\): got "shop"; allowed: `),
    );
    assert.match(output, /^ {2}dev +accepted/m);
  });

  it("npm test fails for a program that does not compile", async () => {
    const file = join(directory, "index.ts");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace("deploy()", 'deploy("dev")'));
    const { passes, output } = await script(directory, "test");
    writeFileSync(file, text);
    assert.equal(passes, false);
    assert.match(output, /index\.ts\(\d+,\d+\): error TS\d+: /);
  });

  it("the editor finds the schema that the stack file names", () => {
    const [, schema = ""] =
      /^# yaml-language-server: \$schema=(\S+)$/m.exec(readFileSync(join(directory, "Pulumi.dev.yaml"), "utf8")) ?? [];
    assert.ok(existsSync(join(directory, schema)), schema);
  });

  it("every link of its README has a target", () => {
    const links = [...readFileSync(join(directory, "README.md"), "utf8").matchAll(/\]\(((?!https:)[^)]+)\)/g)];
    assert.ok(links.length > 0);
    for (const [, target = ""] of links) {
      const [file = "", heading] = target.split("#");
      assert.ok(existsSync(join(directory, file)), target);
      if (heading === undefined) continue;
      const titles = readFileSync(join(directory, file), "utf8").matchAll(/^#+ (.+)$/gm);
      assert.ok(
        [...titles].map(([, title = ""]) => title.toLowerCase().replaceAll(" ", "-")).includes(heading),
        target,
      );
    }
  });

  it("init refuses to write into the project again", () => {
    const { status, stderr } = runInstalled(directory, "private-integrations", "init");
    assert.equal(status, 1);
    assert.match(stderr, /has files that init does not overwrite: .*Pulumi\.dev\.yaml, .*index\.ts/);
    const config = parseDocument(readFileSync(join(directory, "Pulumi.dev.yaml"), "utf8"));
    assert.equal(config.getIn(["config", "services", 0, "name"]), "shop");
  });
});
