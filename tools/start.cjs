// Loads TypeScript by `node --require ./tools/start.cjs`: compiles a file once and keeps the result, since tsx starts a
// thread and reads every module of node_modules again, which takes longer than a preview. Pulumi's CLI still uses tsx.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { basename, join } = require("node:path");

const cache = join(__dirname, "..", "node_modules", ".cache", "private-integrations");
const compiler = require("esbuild/package.json").version;

/** A map in the output, with the file's bare name: the result fits wherever a copy of the project is. */
const settings = (file) => ({
  loader: "ts",
  format: "cjs",
  target: "node20",
  // Without it, import() would look for JavaScript.
  supported: { "dynamic-import": false },
  sourcefile: basename(file),
  sourcemap: "inline",
  sourcesContent: false,
});

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Another process may write the same file at the same time, so it is complete before it gets its name. */
function keep(kept, code) {
  try {
    mkdirSync(cache, { recursive: true });
    const unfinished = `${kept}.${process.pid}`;
    writeFileSync(unfinished, code);
    renameSync(unfinished, kept);
  } catch {
    // A folder that cannot be written costs time, not the run.
  }
}

function compile(file) {
  const source = readFileSync(file, "utf8");
  const options = settings(file);
  const key = createHash("sha256").update(compiler).update(JSON.stringify(options)).update(source).digest("hex");
  const kept = join(cache, `${key.slice(0, 32)}.js`);
  const known = read(kept);
  if (known !== undefined) return known;
  const { code } = require("esbuild").transformSync(source, options);
  keep(kept, code);
  return code;
}

Module._extensions[".ts"] = (module, file) => module._compile(compile(file), file);
if (Error.stackTraceLimit > 0) process.setSourceMapsEnabled(true);

const { deferModules } = require("../simulator/sdk/deferred-modules.ts");
deferModules();
