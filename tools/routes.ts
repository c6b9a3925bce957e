import { existsSync, readFileSync } from "node:fs";
import type { RouteLine } from "../core/route-lines";
import { checkStack, createCommand, optionNumber, run, start } from "./command";
import type { Io, Main } from "./command";

interface Flags {
  readonly stack: string;
  readonly option?: number;
  readonly against?: string;
}

/** Routes of an earlier result. If the file has none, undefined, and the reason on standard error. */
async function earlier(file: string, io: Io): Promise<readonly RouteLine[] | undefined> {
  const { readPreview } = await import("../report/result");
  const result = existsSync(file) ? readPreview(readFileSync(file, "utf8")) : { mistake: "there is no such file" };
  if ("preview" in result) return result.preview.routes;
  io.error(`--against ${file}: ${result.mistake}; the routes are not compared`);
  return undefined;
}

async function routes({ against, ...what }: Flags, io: Io): Promise<number> {
  io.progress?.(`loading the program of stack ${what.stack}`);
  await checkStack(what);
  const { runOffline } = await import("./offline");
  const offline = await runOffline({ ...what, pass: "preview" }, io);
  if ("problems" in offline) {
    io.error(offline.text);
    return 1;
  }
  const { routeChangesMarkdown } = await import("../report/route-changes");
  const before = against === undefined ? undefined : await earlier(against, io);
  io.output(routeChangesMarkdown(offline.preview.routes, before));
  return 0;
}

const command = () =>
  createCommand("routes", "Prints the routes of a stack as Markdown, and the changes against an earlier preview.")
    .option("--stack <name>", "stack whose Pulumi.<name>.yaml is read", "dev")
    .option("--option <1-5>", "override the stack's topology", optionNumber)
    .option("--against <file>", "JSON output of an earlier preview, for example of the base branch");

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => routes(flags as Flags, io));

if (require.main === module) void start(main);
