import { join } from "node:path";

/** Node arguments that end a process once its parent process has ended. */
export const endingWithParent: readonly string[] = ["--require", join(__dirname, "with-parent.cjs")];

/** Node arguments for the simulator's servers. */
export const nodeArguments: readonly string[] = [
  ...endingWithParent,
  "--require",
  // An absolute path, since servers of this checkout are also started from other folders.
  join(__dirname, "..", "..", "tools", "start.cjs"),
  "--stack-trace-limit=0",
  // A run allocates many short-lived objects. With V8's default of 16 MiB, a fifth of the time is garbage collection.
  "--max-semi-space-size=64",
];
