import { readFileSync } from "node:fs";
import type { RouteLine } from "../core/route-lines";
import { routesMarkdown } from "../report/routes";
import { createCommand, optionNumber, print, run } from "./command";
import { runOffline } from "./offline";

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

const command = createCommand("routes", "Prints a stack's routes as Markdown, and what changed in them.")
  .option("--stack <name>", "stack whose Pulumi.<name>.yaml is read", "dev")
  .option("--option <1-5>", "another topology than the stack's own", optionNumber)
  .option("--against <file>", "JSON of an earlier preview, for instance of the base branch");

void run(command, async (flags) => {
  const { against, ...what } = flags as Flags;
  const offline = await runOffline({ ...what, pass: "preview" });
  if (offline === undefined) return 1;
  print.output(routesMarkdown(offline.preview.routes, against === undefined ? undefined : earlier(against)));
  return 0;
});
