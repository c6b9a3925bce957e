// Loads TypeScript: in the repository its own files, with `node --require ./tools/start.cjs`; in an installed package the
// program of the project. Compiles each file once and caches the result: tsx starts a thread and reads all modules of
// node_modules again, which takes longer than a preview. Pulumi's CLI still uses tsx.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { basename, dirname, join } = require("node:path");

const esbuild = require.resolve("esbuild/package.json");
const compiler = require("esbuild/package.json").version;
/** In the `node_modules` that has esbuild: the repository's, or that of the project that has the package. */
const cache = join(dirname(dirname(esbuild)), ".cache", "private-integrations");

/** An inline source map with the bare file name, so that the cached result is valid in every copy of the project. */
const settings = (file) => ({
  loader: "ts",
  format: "cjs",
  target: "node20",
  // Compiles import() to require(): the native one would look for JavaScript files.
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

/** Writes a temporary file and renames it, since other processes may write the same file at the same time. */
function store(cached, code) {
  try {
    mkdirSync(cache, { recursive: true });
    const unfinished = `${cached}.${process.pid}`;
    writeFileSync(unfinished, code);
    renameSync(unfinished, cached);
  } catch {
    // Without a writable cache the run is slower but still works.
  }
}

function compile(file) {
  const source = readFileSync(file, "utf8");
  const options = settings(file);
  const key = createHash("sha256").update(compiler).update(JSON.stringify(options)).update(source).digest("hex");
  const cached = join(cache, `${key.slice(0, 32)}.js`);
  const known = read(cached);
  if (known !== undefined) return known;
  const { code } = require("esbuild").transformSync(source, options);
  store(cached, code);
  return code;
}

Module._extensions[".ts"] = (module, file) => module._compile(compile(file), file);
if (Error.stackTraceLimit > 0) process.setSourceMapsEnabled(true);

const { deferModules } = require("../simulator/sdk/deferred-modules");
deferModules();
