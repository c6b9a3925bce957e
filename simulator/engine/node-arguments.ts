import { join } from "node:path";

/** Arguments of Node by which a process ends with the one that started it. */
export const endingWithParent: readonly string[] = ["--require", join(__dirname, "with-parent.cjs")];

/** Arguments of Node for the simulator's own servers; whoever starts one takes them from here. */
export const nodeArguments: readonly string[] = [
  ...endingWithParent,
  "--require",
  // By its file: the servers of this checkout are started from other folders too.
  join(__dirname, "..", "..", "tools", "start.cjs"),
  "--stack-trace-limit=0",
  // A run allocates much that is gone at its end; with V8's own 16 MiB for it, a fifth of the time is garbage collection.
  "--max-semi-space-size=64",
];
