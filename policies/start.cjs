// Compiles without type checks, which the SDK's compiler repeats at each start, for seconds. `npm run types` runs them.
require("tsx/cjs");
require("./index.ts");
