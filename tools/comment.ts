import { existsSync, readFileSync } from "node:fs";
import { InvalidArgumentError } from "commander";
import type { Comment, Detail } from "../report/comment";
import type { Base } from "../report/preview-comment";
import type { Main } from "./command";
import { createCommand, run, start, UsageError, wholeNumber } from "./command";
import type { Io } from "./command";
import { replacingInputs, readResultFile, verdictOf } from "./results";

/** Characters that GitHub accepts as the body of a comment, less a marker that the workflow adds. */
const githubLimit = 65_536 - 536;

/** A file and how the part with its text is called. */
interface Named {
  readonly summary: string;
  readonly file: string;
}

interface Flags {
  readonly stack: string;
  readonly title: string;
  readonly before?: string;
  readonly beforeLog?: string;
  readonly after?: string;
  readonly log?: string;
  readonly verdict?: string;
  readonly text: readonly Named[];
  readonly markdown: readonly Named[];
  readonly run?: string;
  readonly limit: number;
}

/** Reads `<summary>=<file>`. @throws InvalidArgumentError for anything else */
function named(text: string, previous: readonly Named[]): readonly Named[] {
  const [, summary, file] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (summary === undefined || file === undefined)
    throw new InvalidArgumentError(`got ${text}; allowed: <summary>=<file>.`);
  return [...previous, { summary, file }];
}

const contentOf = (file: string | undefined) =>
  file !== undefined && existsSync(file) ? readFileSync(file, "utf8").trimEnd() : "";

/** Files that do not exist, because an earlier step failed, are left out. */
const detailsOf = (files: readonly Named[], form: Detail["form"]) =>
  files.flatMap(({ summary, file }): readonly Detail[] => {
    const text = contentOf(file);
    return text === "" ? [] : [{ summary, form, text }];
  });

/** The earlier result, or why there is none, with the last line of the log of its preview. */
async function baseOf({ before, beforeLog }: Flags): Promise<Base> {
  if (before === undefined) return { mistake: "no earlier result was given" };
  const result = await readResultFile(before);
  if ("preview" in result || result.problems !== undefined || contentOf(before) !== "") return result;
  const last = contentOf(beforeLog).split("\n").at(-1) ?? "";
  return { mistake: `the base has no result${last === "" ? "" : `; the log of its preview ends with: ${last}`}` };
}

/** The comment about the results of an offline preview. */
async function aboutPreview(
  flags: Flags,
  after: string,
): Promise<Pick<Comment, "lead" | "sections" | "closing" | "details"> & { verdict: string }> {
  const { failureParts, previewParts } = await import("../report/preview-comment");
  const result = await readResultFile(after);
  if ("preview" in result) {
    const { preview } = result;
    return { verdict: verdictOf(preview), ...previewParts(await baseOf(flags), preview, await replacingInputs()) };
  }
  const verdict = result.problems === undefined ? "not previewed" : "refused";
  return { verdict, ...failureParts(result, contentOf(flags.log)) };
}

async function comment(flags: Flags, io: Io): Promise<number> {
  const { stack, title, after, verdict, limit, run: address } = flags;
  if ((after === undefined) === (verdict === undefined))
    throw new UsageError("name what the comment is about: either --after <file> or --verdict <text>");
  const { commentMarkdown } = await import("../report/comment");
  const about =
    after === undefined
      ? { verdict: verdict ?? "", lead: [], sections: [], closing: [], details: [] }
      : await aboutPreview(flags, after);
  const { verdict: word, details, ...parts } = about;
  const all = [...details, ...detailsOf(flags.text, "text"), ...detailsOf(flags.markdown, "markdown")];
  const heading = `stack ${stack}, ${title}: ${word}`;
  const whole = { heading, ...parts, details: all, ...(address === undefined ? {} : { run: address }) };
  io.output(commentMarkdown(whole, limit).trimEnd());
  return 0;
}

const command = () =>
  createCommand(
    "comment",
    "Writes the comment of a pull request on one stack as Markdown: the verdict, what changes, and details that unfold. It fits what GitHub accepts; what is cut is named.",
  )
    .requiredOption("--stack <name>", "name of the stack")
    .option("--title <text>", "what was done", "offline preview")
    .option("--before <file>", "result of the base: what preview --json printed there")
    .option("--before-log <file>", "what that preview wrote to standard error")
    .option("--after <file>", "result of the pull request: what preview --json printed")
    .option("--log <file>", "what that preview wrote to standard error")
    .option("--verdict <text>", "verdict, where there is no result to read it from")
    .option("--text <summary=file>", "a part that unfolds, with the text of a file; may be repeated", named, [])
    .option("--markdown <summary=file>", "a part that unfolds, with Markdown of a file; may be repeated", named, [])
    .option("--run <url>", "address of the run")
    .option("--limit <characters>", "length of the comment", wholeNumber, githubLimit);

export const main: Main = (argv, io) => run(command(), argv, io, (flags) => comment(flags as Flags, io));

if (require.main === module) void start(main);
