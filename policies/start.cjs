// Compiles without checking types, which the SDK's own way does anew at each start, for seconds: `npm run types` does.
require("tsx/cjs");
require("./index.ts");
