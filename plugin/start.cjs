// The engine starts this file, in the repository and in the installed package, which has compiled code only.
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { version } = require("../package.json");

// Each Output keeps a stack trace, which makes large stacks three times slower.
Error.stackTraceLimit = 0;
const isRepository = existsSync(join(__dirname, "..", "tools", "start.cjs"));
const code = isRepository ? ".." : "../dist";
// Loads only the modules of @pulumi/aws that are used: the engine waits for the plugin to start.
require(`${code}/tools/start.cjs`);
require(`${code}/components/plugin`).servePlugin(version);
