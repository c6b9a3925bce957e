// mocha sets this to Infinity, and every Output keeps a stack trace; the tests would take three times as long.
Error.stackTraceLimit = 4;
// mocha kills a worker one second after its last test, when the worker may still be writing coverage data for c8.
if (process.env["MOCHA_WORKER_ID"] !== undefined && process.env["NODE_V8_COVERAGE"] !== undefined) {
  process.on("SIGTERM", () => undefined);
}
// Tests compare what tools print. Tools print colors where CI or FORCE_COLOR is set, and child processes inherit it.
process.env["NO_COLOR"] = "1";
// With both, Node warns on stderr, which tests compare too.
delete process.env["FORCE_COLOR"];
