// mocha sets it to Infinity, and every Output keeps a stack trace: the tests would take three times as long.
Error.stackTraceLimit = 4;
