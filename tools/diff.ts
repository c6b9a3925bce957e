import { statSync } from "node:fs";
import type { Base } from "../report/preview-comment";
import type { PreviewResult } from "../report/result";
import { previewAt } from "./base";
import type { Io, Main } from "./command";
import { createCommand, optionNumber, outputColumns, projectDirectory, run, start, UsageError } from "./command";
import type { OfflineRun } from "./offline";
import { commandLine } from "./package";
import { problemsOfFiles, refuse } from "./refusal";
import type { Form } from "./refusal";
import { replacingInputs, readResultFile, verdictOf } from "./results";

interface Flags extends Form {
  readonly stack: string;
  readonly option?: number;
  readonly directory: string;
  readonly base?: string;
  readonly before?: string;
  readonly after?: string;
  readonly details?: true;
  readonly markdown?: true;
}

async function earlier({ base, before, directory }: Flags, stack: string, io: Io): Promise<Base> {
  if (before !== undefined) return readResultFile(before);
  const previewed = await previewAt(base ?? "", stack, directory, io);
  if ("mistake" in previewed) return previewed;
  const { readPreview } = await import("../report/result");
  const result = readPreview(previewed.text);
  return "preview" in result
    ? result
    : { ...result, mistake: `the preview of ${base ?? ""} cannot be read: ${result.mistake}` };
}

/** The present result, or the exit code if there is none. */
async function present(flags: Flags, io: Io): Promise<PreviewResult | number> {
  const { after, stack, directory, option, json } = flags;
  if (after !== undefined) {
    const read = await readResultFile(after);
    if ("preview" in read) return read.preview;
    if (read.problems === undefined) throw new UsageError(`--after ${read.mistake}`);
    return refuse(read.problems, flags, io);
  }
  const what: OfflineRun = { stack, directory, ...(option === undefined ? {} : { option }) };
  const inFiles = await problemsOfFiles({ ...what, ...(json === undefined ? {} : { json }) });
  if (inFiles.length > 0) return refuse(inFiles, flags, io);
  const { runOffline } = await import("./offline");
  const offline = await runOffline(what, io);
  return "problems" in offline ? refuse(offline.problems, flags, io, () => offline.text) : offline.preview;
}

async function compare(before: Base, after: PreviewResult) {
  const { compared } = await import("../report/preview-comment");
  return compared(before, after, await replacingInputs());
}

async function formatJson(before: Base, after: PreviewResult): Promise<string> {
  const { version, stack, option, accepted } = after;
  const found = await compare(before, after);
  return JSON.stringify({ version, stack, option, accepted, diff: null, ...found }, null, 2);
}

async function formatMarkdown(before: Base, after: PreviewResult): Promise<string> {
  const { commentMarkdown } = await import("../report/comment");
  const { differenceParts } = await import("../report/preview-comment");
  const { lead, sections, closing } = differenceParts(before, after, await replacingInputs());
  const comment = { heading: `stack ${after.stack}: ${verdictOf(after)}`, lead, sections, closing, details: [] };
  return commentMarkdown(comment, Infinity).trimEnd();
}

async function formatText(before: Base, after: PreviewResult, flags: Flags, io: Io): Promise<string> {
  const width = outputColumns(io);
  const found = await compare(before, after);
  if ("mistake" in found) {
    const { noDifference } = await import("../report/preview-comment");
    const { wrap } = await import("../report/wrap");
    return wrap(noDifference(found.mistake), width);
  }
  const { diffText } = await import("../report/diff-text");
  return diffText(found.diff, { width, ...(flags.details === undefined ? {} : { details: flags.details }) });
}

/** @throws UsageError if a file that a flag names does not exist */
function checkFiles({ before, after }: Flags): void {
  for (const [flag, file] of Object.entries({ before, after }))
    // A pipe of a shell is no plain file.
    if (file !== undefined && statSync(file, { throwIfNoEntry: false })?.isDirectory() !== false)
      throw new UsageError(
        `--${flag} ${file}: there is no such file; name one with what ${commandLine("preview", "--json")} printed`,
      );
}

async function diff(flags: Flags, io: Io): Promise<number> {
  const { base, before, after, option, json, markdown } = flags;
  if ((base === undefined) === (before === undefined))
    throw new UsageError(
      `name what to compare with: either --base <revision>, for example --base main, or --before <file> with what ${commandLine("preview", "--json")} printed`,
    );
  if (after !== undefined && option !== undefined)
    throw new UsageError("--option has no effect on a result that exists; leave out --after or --option");
  checkFiles(flags);
  const now = await present(flags, io);
  if (typeof now === "number") return now;
  const earlierResult = await earlier(flags, now.stack, io);
  io.output(
    json
      ? await formatJson(earlierResult, now)
      : markdown
        ? await formatMarkdown(earlierResult, now)
        : await formatText(earlierResult, now, flags, io),
  );
  return now.accepted === false ? 1 : 0;
}

const command = () =>
  createCommand(
    "diff",
    "Compares two offline previews of a stack: option, API, URL, routes, resources, cost, quotas, findings and notes. Without --after, the later one is that of the present files. Exits with 1 if the later one is refused. Where there is nothing to compare with, for example because the stack is new, it says why.",
  )
    .option("--stack <name>", "stack whose Pulumi.<name>.yaml is read", "dev")
    .option("--base <revision>", "branch, tag or commit to compare with; its preview runs in a checkout of its own")
    .option("--before <file>", `earlier result to compare with: what ${commandLine("preview", "--json")} printed`)
    .option("--after <file>", "later result, instead of the present files")
    .option(
      "--option <1-5>",
      "override the stack's topology in the later preview; if that one is its standby, both are exchanged",
      optionNumber,
    )
    .option("--directory <path>", "directory of Pulumi.yaml and the stack file", projectDirectory)
    .option("--details", "also name every resource, and every quota whose use changes")
    .option("--markdown", "print Markdown for a pull request")
    .option("--json", `print the difference as JSON (${commandLine("diff", "--json")})`);

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => diff(flags as Flags, io));

if (require.main === module) void start(main);
