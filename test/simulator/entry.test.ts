import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { entryOf } from "../../simulator/entry";

/** A project of these files; a name without text is an empty file. */
function project(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "entry-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** File and folder of the program, relative to the project. */
function entry(files: Readonly<Record<string, string>>, main?: string) {
  const directory = project(files);
  const { file, folder, isModule } = entryOf(directory, main);
  return { file: relative(directory, file), folder: relative(directory, folder), isModule };
}

const common = { folder: "", isModule: false };

describe("the program of a project", () => {
  it("is the file that main of Pulumi.yaml names, run in its own folder", () => {
    assert.deepEqual(entry({ "app.ts": "", "package.json": '{"main":"other.js"}', "other.js": "" }, "app.ts"), {
      ...common,
      file: "app.ts",
    });
    assert.deepEqual(entry({ "src/app.ts": "" }, "./src/app.ts"), { ...common, file: "src/app.ts", folder: "src" });
  });

  it("is the index file of a folder that main names, run there", () => {
    assert.deepEqual(entry({ "infra/index.ts": "", "index.ts": "" }, "infra"), {
      ...common,
      file: "infra/index.ts",
      folder: "infra",
    });
  });

  it("is index.js before index.ts without main, as Node prefers", () => {
    assert.deepEqual(entry({ "index.ts": "" }), { ...common, file: "index.ts" });
    assert.deepEqual(entry({ "index.ts": "", "index.js": "" }), { ...common, file: "index.js" });
  });

  it("is what package.json names, exports before main, if that file exists", () => {
    const files = { "a.js": "", "b.js": "", "index.ts": "" };
    const named = (content: object) => entry({ ...files, "package.json": JSON.stringify(content) }).file;
    assert.equal(named({ main: "a.js" }), "a.js");
    assert.equal(named({ main: "a.js", exports: "./b.js" }), "b.js");
    assert.equal(named({ exports: { ".": "./b.js" } }), "b.js");
    assert.equal(named({ exports: { ".": { import: "./a.js", require: "./b.js" } } }), "b.js");
    assert.equal(named({ exports: { ".": { require: "./b.js", default: "./a.js" } } }), "a.js");
    assert.equal(named({ main: "missing.js" }), "index.ts");
    // Then Pulumi gives Node the folder, and Node knows only main.
    assert.equal(named({ main: "a.js", exports: { "./other": "./b.js" } }), "a.js");
  });

  it("is named by the package.json of a folder above, if there is none closer", () => {
    const files = { "package.json": '{"main":"lib/app.js","type":"module"}', "lib/app.js": "", "infra/x": "" };
    assert.deepEqual(entry(files, "infra"), { file: "lib/app.js", folder: "infra", isModule: true });
  });

  it("is an error with what to do if there is none", () => {
    const cases: [Record<string, string>, string | undefined, RegExp][] = [
      [{ "x.ts": "" }, undefined, /^\S+entry-\w+ has no program; allowed: .*index\.ts or index\.js; create index\.ts/],
      [{ "infra/x": "" }, "infra", /^\S+infra has no program/],
      [{}, "app.ts", /Pulumi\.yaml: main: got app\.ts; there is no such file or folder\n {6}correct main/],
      [{}, "../app.ts", /main: got \.\.\/app\.ts; allowed: a file or folder below/],
      [{}, "/tmp", /main: got \/tmp; allowed: a file or folder below/],
      [{ "package.json": "{" }, undefined, /could not read \S+package\.json: /],
    ];
    for (const [files, main, message] of cases) assert.throws(() => entryOf(project(files), main), { message });
    // Pulumi refuses an absolute path, also of a file in the project.
    const directory = project({ "app.ts": "" });
    assert.throws(() => entryOf(directory, join(directory, "app.ts")), { message: /allowed: a file or folder below/ });
  });
});
