import { existsSync, readFileSync } from "node:fs";
import { createCommand, optionNumber, projectDirectory, run, start, withProgress } from "./command";
import type { Io, Main } from "./command";
import { commandLine } from "./package";
import { problemsOfFiles, refuse } from "./refusal";
import type { Form } from "./refusal";
import { defaultTraffic } from "./traffic";

interface Flags extends Form {
  readonly stack: string;
  readonly option?: number;
  readonly directory: string;
  readonly against?: string;
}

/** An earlier result of the same stack. If the file has none, undefined, and the reason on standard error. */
async function earlier(file: string, stack: string, io: Io) {
  const { readPreview } = await import("../report/result");
  const result = existsSync(file) ? readPreview(readFileSync(file, "utf8")) : { mistake: "there is no such file" };
  const mistake =
    "mistake" in result
      ? result.mistake
      : result.preview.stack === stack
        ? undefined
        : `expected a result of stack ${stack}, found stack ${result.preview.stack}`;
  if ("preview" in result && mistake === undefined) return result.preview;
  io.error(`--against ${file}: ${mistake ?? ""}; the routes are not compared`);
  return undefined;
}

async function routes({ against, json, ...what }: Flags, io: Io): Promise<number> {
  const form: Form = json === undefined ? {} : { json };
  const inFiles = await problemsOfFiles({ ...what, ...form });
  if (inFiles.length > 0) return refuse(inFiles, form, io);
  const { runOffline } = await import("./offline");
  const work = runOffline({ ...what, pass: "preview" }, io);
  const offline = await withProgress(`running the program for stack ${what.stack}`, io, work);
  if ("problems" in offline) return refuse(offline.problems, form, io, () => offline.text);
  const { preview } = offline;
  const { routeChanges } = await import("../report/route-changes");
  const before = against === undefined ? undefined : await earlier(against, what.stack, io);
  const changes = before && routeChanges(before, preview);
  if (json) {
    const { version, stack, option } = preview;
    io.output(JSON.stringify({ version, stack, option, routes: preview.routes, changes: changes ?? null }, null, 2));
    return 0;
  }
  const { routeChangesMarkdown } = await import("../report/route-changes-markdown");
  io.output(
    routeChangesMarkdown(preview.routes, against === undefined ? undefined : (changes ?? "no base"), defaultTraffic),
  );
  return 0;
}

const command = () =>
  createCommand(
    "routes",
    "Prints the routes of a stack as Markdown for a pull request. With --against, also what changes: option, API, URL, routes and cost. A file that cannot be compared with is named on standard error and changes no exit code, because a new stack has no base.",
  )
    .option("--stack <name>", "stack whose Pulumi.<name>.yaml is read", "dev")
    .option("--option <1-5>", "override the stack's topology", optionNumber)
    .option("--directory <path>", "directory of Pulumi.yaml and the stack file", projectDirectory)
    .option(
      "--against <file>",
      `what ${commandLine("preview", "--json")} printed earlier, for example for the base branch`,
    )
    .option("--json", `print routes and changes as JSON (${commandLine("routes", "--json")})`);

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => routes(flags as Flags, io));

if (require.main === module) void start(main);
