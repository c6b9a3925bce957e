import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { installedFrom } from "../../../tools/init/installed";
import { projectDirectory } from "../../support/run";
import { emptyFolder, init } from "../../support/started";
import { writeTarball } from "../../support/tarball";

const [program, policies] = ["private-integrations", "private-integrations-policies"] as const;
const [programFile, policiesFile] = [`${program}-1.2.3.tgz`, `${policies}-1.2.3.tgz`] as const;

interface PackageJson {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
const packageJson = (directory: string) =>
  JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as PackageJson;

/** A folder with packed packages. */
function packed(...names: readonly (readonly [file: string, name: string])[]): string {
  const folder = emptyFolder("packed");
  for (const [file, name] of names) writeTarball(join(folder, file), { name, version: "1.2.3" });
  return folder;
}

describe("packages of a started project", () => {
  it("are those of the registry, in the versions of this repository", async () => {
    const directory = emptyFolder();
    await init(directory);
    const { dependencies, devDependencies } = packageJson(directory);
    const own = packageJson(projectDirectory);
    const others = ["@pulumi/aws", "@pulumi/awsx", "@pulumi/pulumi", "tsx"];
    assert.deepEqual(dependencies, {
      ...Object.fromEntries(others.map((name) => [name, own.devDependencies[name]])),
      [program]: own.version,
      [policies]: packageJson(join(projectDirectory, "policies")).version,
    });
    for (const [name, version] of Object.entries(devDependencies)) assert.equal(version, own.devDependencies[name]);
  });

  it("are copied from tarballs into the project, so that it can be moved", async () => {
    const folder = packed(["a.tgz", program], ["b.tgz", policies]);
    const directory = emptyFolder();
    const flags = ["--package", join(folder, "a.tgz"), "--policies", join(folder, "b.tgz")];
    const { status, stdout } = await init(directory, ...flags);
    assert.equal(status, 0);
    const { dependencies } = packageJson(directory);
    assert.equal(dependencies[program], "file:packages/a.tgz");
    assert.equal(dependencies[policies], "file:packages/b.tgz");
    assert.deepEqual(readFileSync(join(directory, "packages/a.tgz")), readFileSync(join(folder, "a.tgz")));
    assert.deepEqual(readdirSync(join(directory, "packages")), ["a.tgz", "b.tgz"]);
    assert.match(stdout, /\n {2}packages\/a\.tgz\n {2}packages\/b\.tgz\n/);
    assert.match(stdout, /package\.json refers to the tarballs in packages\//);
  });

  for (const [flag, file] of [
    ["--package", programFile],
    ["--policies", policiesFile],
  ] as const) {
    it(`with ${flag} alone, the other one is the tarball beside it`, async () => {
      const folder = packed([programFile, program], [policiesFile, policies]);
      const directory = emptyFolder();
      assert.equal((await init(directory, flag, join(folder, file))).status, 0);
      assert.deepEqual(readdirSync(join(directory, "packages")).sort(), [programFile, policiesFile].sort());
    });
  }

  it("a tarball without the other one is refused", async () => {
    const folder = packed([programFile, program]);
    const { status, stderr } = await init(emptyFolder(), "--package", join(folder, programFile));
    assert.equal(status, 1);
    assert.match(stderr, /--policies: is missing; .*\n +add --policies private-integrations-policies-<version>\.tgz/);
  });

  it("swapped tarballs, other files and missing files are refused", async () => {
    const folder = packed([programFile, program], [policiesFile, policies]);
    const text = join(folder, "notes.txt");
    writeFileSync(text, "notes");
    const directory = join(emptyFolder(), "x");
    const swapped = await init(
      directory,
      "--package",
      join(folder, policiesFile),
      "--policies",
      join(folder, programFile),
    );
    assert.match(swapped.stderr, /--package: got .*; this is private-integrations-policies\n/);
    assert.match(swapped.stderr, /--policies: got .*; this is private-integrations\n/);
    const others = await init(directory, "--package", text, "--policies", join(folder, "none.tgz"));
    assert.match(others.stderr, /--package: got .*notes\.txt; this is no package\n/);
    assert.match(others.stderr, /--policies: got .*none\.tgz; there is no such file\n/);
    assert.ok(!existsSync(directory));
  });

  it("where packages/ is a file, nothing is left behind", async () => {
    const folder = packed([programFile, program], [policiesFile, policies]);
    const directory = emptyFolder();
    writeFileSync(join(directory, "packages"), "mine");
    const { status, stderr } = await init(directory, "--package", join(folder, programFile));
    assert.equal(status, 1);
    assert.match(stderr, /could not be written: /);
    assert.deepEqual(readdirSync(directory), ["packages"]);
  });
});

describe("the tarball from which a package was installed", () => {
  /** A folder with an installed package, as npm and npx leave it. */
  function installation(resolved: string): string {
    const root = emptyFolder("installation");
    const modules = join(root, "node_modules");
    mkdirSync(join(modules, program), { recursive: true });
    const lock = { packages: { [`node_modules/${program}`]: { version: "1.2.3", resolved } } };
    writeFileSync(join(modules, ".package-lock.json"), JSON.stringify(lock));
    return root;
  }

  it("is found by its path relative to the installation", () => {
    const folder = packed([programFile, program]);
    const root = installation("");
    const from = `file:${relative(root, join(folder, programFile))}`;
    const lock = { packages: { [`node_modules/${program}`]: { resolved: from } } };
    writeFileSync(join(root, "node_modules", ".package-lock.json"), JSON.stringify(lock));
    assert.equal(installedFrom(join(root, "node_modules", program), program), join(folder, programFile));
  });

  it("is unknown for a package of a registry, for a tarball that is gone, and in the repository", () => {
    for (const resolved of ["https://registry.example/private-integrations-1.2.3.tgz", "file:gone.tgz"])
      assert.equal(installedFrom(join(installation(resolved), "node_modules", program), program), undefined);
    assert.equal(installedFrom(projectDirectory, program), undefined);
  });
});
