// mocha sets it to Infinity, and every Output keeps a stack trace: the tests would take three times as long.
Error.stackTraceLimit = 4;
// mocha kills a worker a second after its last test, which may still be writing what c8 reads.
if (process.env["MOCHA_WORKER_ID"] !== undefined && process.env["NODE_V8_COVERAGE"] !== undefined) {
  process.on("SIGTERM", () => undefined);
}
