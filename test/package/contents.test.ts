import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Packed } from "../support/packages";
import { installed, packages } from "../support/packages";
import { projectDirectory } from "../support/run";

const layers = ["components", "core", "policies", "report", "simulator", "tools"];

/** Files of a package that are not part of its build. */
const outsideBuild = ({ files }: Packed) => files.filter((file) => !file.startsWith("dist/")).sort();

const size = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`;

describe("the packed packages", () => {
  let program: Packed;
  let policies: Packed;
  before(async () => {
    ({ program, policies } = await packages());
    for (const [name, { files, bytes, unpackedBytes }] of Object.entries({ program, policies }))
      process.stdout.write(
        `      ${name}: ${files.length} files, ${size(bytes)} packed, ${size(unpackedBytes)} unpacked\n`,
      );
  });

  it("the program's has its build, documents with examples, schemas, plugin, functions and template only", () => {
    const others = outsideBuild(program).filter((file) => !/^(docs|examples|plugin|template)\//.test(file));
    assert.deepEqual(others, [
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "LICENSE",
      "Pulumi.company.yaml",
      "Pulumi.dev.yaml",
      "Pulumi.existing.yaml",
      "Pulumi.mixed.yaml",
      "Pulumi.operated.yaml",
      "Pulumi.released.yaml",
      "Pulumi.secured.yaml",
      "Pulumi.shared.yaml",
      "README.md",
      "SECURITY.md",
      "functions/keep-awake.mjs",
      "functions/link-counter.mjs",
      "package.json",
      "policies/README.md",
      "simulator/README.md",
    ]);
    for (const file of ["docs/preview.schema.json", "docs/stack.schema.json", "docs/day-two/README.md"])
      assert.ok(program.files.includes(file), file);
    const built = program.files.filter((file) => file.startsWith("dist/"));
    for (const layer of layers)
      assert.ok(
        built.some((file) => file.startsWith(`dist/${layer}/`)),
        layer,
      );
    const unexpected = built.filter(
      (file) => !layers.includes(file.split("/")[1] ?? "") || !/\.(js|cjs|d\.ts)$/.test(file),
    );
    assert.deepEqual(unexpected, ["dist/core/list-prices.json"]);
    assert.deepEqual(
      program.files.filter((file) => /^examples\/.*(?<!\.md)$/.test(file)).sort(),
      ["Pulumi.dev.yaml", "Pulumi.yaml", "index.ts", "package.json"].map((file) => `examples/provider/${file}`),
    );
  });

  it("the program's has no tests, no TypeScript sources, no servers of the real engine's simulators", () => {
    const unwanted =
      /^test\/|(?<!\.d)\.ts$|\.map$|simulator\/(engine|aws\/(account|provider|faults)|awsx\/(provider|component))|tools\/(engine|docs)/;
    assert.deepEqual(
      program.files.filter((file) => unwanted.test(file.replace(/^(template|examples\/provider)\/.*/, ""))),
      [],
    );
  });

  it("the policies' has its build and its documents, and no tsconfig.json, which Pulumi would compile it with", () => {
    assert.deepEqual(outsideBuild(policies), [
      "LICENSE",
      "PulumiPolicy.yaml",
      "README.md",
      "package.json",
      "start.cjs",
    ]);
    assert.deepEqual(
      policies.files.filter((file) => file.startsWith("dist/") && !file.endsWith(".js")),
      [],
    );
    assert.ok(policies.files.includes("dist/index.js"));
  });

  it("have types for what a program imports", () => {
    const types = program.files.filter((file) => file.endsWith(".d.ts"));
    for (const file of ["index", "deploy", "network"]) assert.ok(types.includes(`dist/components/${file}.d.ts`), file);
    assert.deepEqual(
      types.filter((file) => !/^dist\/(components|core|policies)\//.test(file)),
      [],
    );
  });

  it("name no folder of the machine that built them", async () => {
    const folder = await installed();
    // Not the names in the tarball: npm installs .gitignore as .npmignore.
    const files = ["private-integrations", "private-integrations-policies"].flatMap((name) =>
      readdirSync(join(folder, "node_modules", name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name: file }) => join(parentPath, file)),
    );
    assert.ok(files.length > 500, `${files.length} files`);
    const naming = files.filter((file) => readFileSync(file, "utf8").includes(projectDirectory));
    assert.deepEqual(naming, []);
  });

  it("have the same version, and depend on exact versions of everything but Pulumi's packages", async () => {
    const folder = await installed();
    const manifest = (name: string) =>
      JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")) as {
        readonly version: string;
        readonly dependencies: Readonly<Record<string, string>>;
        readonly peerDependencies?: Readonly<Record<string, string>>;
      };
    const [own, pack] = [manifest("private-integrations"), manifest("private-integrations-policies")];
    assert.equal(own.version, pack.version);
    for (const [name, version] of [...Object.entries(own.dependencies), ...Object.entries(pack.dependencies)])
      if (name !== "@pulumi/pulumi") assert.match(version, /^\d+\.\d+\.\d+$/, name);
    assert.deepEqual(Object.keys(own.peerDependencies ?? {}), ["@pulumi/aws", "@pulumi/awsx", "@pulumi/pulumi"]);
    assert.ok(!("private-integrations-policies" in own.dependencies));
  });
});
