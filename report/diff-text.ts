import colours from "picocolors";
import type { StackDiff } from "./diff";
import { diffSections } from "./diff-lines";
import type { Layout } from "./wrap";
import { heading, wrap } from "./wrap";

const verdict = (accepted: boolean) => (accepted ? "accepted" : "refused");

/** Whether the stack is accepted, and whether it was. */
export function acceptanceText({ stack, accepted: { before, after } }: Pick<StackDiff, "accepted" | "stack">): string {
  if (before === after) return `Stack ${stack} is ${verdict(after)}, as before.`;
  return `Stack ${stack} is ${verdict(after)}; before, it was ${verdict(before)}.`;
}

/** What a comparison of two previews cannot see. */
export const diffScope =
  "Compared are two first previews, not the account. Ids, and texts that contain them, such as policies, are compared by the resources that they refer to.";

/** The subjects in which nothing changes, in one sentence; empty if there is none. */
export function unchangedText(sections: ReturnType<typeof diffSections>): string {
  const same = sections
    .filter(({ lines }) => lines.length === 0)
    .map(({ title }) => (title === "API" ? title : title.toLowerCase()));
  if (same.length === sections.length) return "Nothing changes.";
  return same.length === 0 ? "" : `No change: ${same.join(", ")}.`;
}

/** Formats the difference of two previews for a terminal. */
export function diffText(diff: StackDiff, { width, details }: Layout): string {
  const sections = diffSections(diff, details === true ? { details } : {});
  const unchanged = unchangedText(sections);
  return [
    colours.bold(wrap(acceptanceText(diff), width)),
    ...sections
      .filter(({ lines }) => lines.length > 0)
      .flatMap(({ title, lines }) => [
        heading(title, width),
        ...lines.map((line) => wrap(line, width, { first: "  ", rest: "      " })),
      ]),
    "",
    ...(unchanged === "" ? [] : [wrap(unchanged, width)]),
    wrap(diffScope, width),
  ].join("\n");
}
