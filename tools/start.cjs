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
  const code = transform(file, source, options);
  store(cached, code);
  return code;
}

/** Throws a syntax error whose stack starts with file and line, as Node's do. */
function transform(file, source, options) {
  try {
    return require("esbuild").transformSync(source, options).code;
  } catch (failure) {
    const [first] = failure.errors ?? [];
    if (!first?.location) throw failure;
    const error = new SyntaxError(first.text);
    error.stack = `${file}:${first.location.line}\n${first.location.lineText}\n\nSyntaxError: ${first.text}`;
    throw error;
  }
}

for (const extension of [".ts", ".mts", ".cts"])
  Module._extensions[extension] = (module, file) => module._compile(compile(file), file);

// ES modules in TypeScript import "./names.js" where the file is names.ts.
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, parent, ...others) => {
  try {
    return resolve.call(Module, request, parent, ...others);
  } catch (error) {
    const isFromTypeScript = /\.[cm]?ts$/.test(parent?.filename ?? "");
    if (!isFromTypeScript || !/^\.{1,2}\/.*\.[cm]?js$/.test(request)) throw error;
    return resolve.call(Module, request.replace(/js$/, "ts"), parent, ...others);
  }
};

if (Error.stackTraceLimit > 0) process.setSourceMapsEnabled(true);

const { deferModules } = require("../simulator/sdk/deferred-modules");
deferModules();
