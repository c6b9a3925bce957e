import { readFileSync } from "node:fs";
import type { RouteLine } from "../core/route-lines";
import { createCommand, optionNumber, run, start } from "./command";
import type { Io, Main } from "./command";

interface Flags {
  readonly stack: string;
  readonly option?: number;
  readonly against?: string;
}

/** Routes that an earlier `npm run -s preview -- --json` printed; undefined where the file holds none. */
function earlier(file: string): readonly RouteLine[] | undefined {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { routes?: readonly RouteLine[] }).routes;
  } catch {
    return undefined;
  }
}

async function routes({ against, ...what }: Flags, io: Io): Promise<number> {
  const { runOffline } = await import("./offline");
  const offline = await runOffline({ ...what, pass: "preview" }, io);
  if (offline === undefined) return 1;
  const { routeChangesMarkdown } = await import("../report/route-changes");
  io.output(routeChangesMarkdown(offline.preview.routes, against === undefined ? undefined : earlier(against)));
  return 0;
}

const command = () =>
  createCommand("routes", "Prints a stack's routes as Markdown, and what changed in them.")
    .option("--stack <name>", "stack whose Pulumi.<name>.yaml is read", "dev")
    .option("--option <1-5>", "another topology than the stack's own", optionNumber)
    .option("--against <file>", "JSON of an earlier preview, for instance of the base branch");

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => routes(flags as Flags, io));

if (require.main === module) void start(main);
