const { existsSync } = require("node:fs");
const { join } = require("node:path");

// In the repository the sources are compiled at each start, without type checks, which the SDK's compiler would repeat
// for seconds; `npm run types` runs them. The package has only the compiled pack.
if (existsSync(join(__dirname, "index.ts"))) {
  require("tsx/cjs");
  require("./index.ts");
} else {
  require("./dist/index.js");
}
