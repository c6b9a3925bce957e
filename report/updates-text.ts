import type { Option } from "../core/settings/settings";
import type { Interruption } from "./interruptions";
import { interruptionOf, interruptions } from "./interruptions";
import { markdownTable } from "./table";
import type { EditResult, UpdateResults } from "./update-results";

/** The first paragraph of every page that shows results of updates. */
export const notModelled = `What this page says about requests was tried with simulated AWS, not with an account. Not modelled: how long AWS needs; requests and connections that are open when their target goes away; more requests than the tasks can serve; caches of DNS and of AWS Cloud Map; failures of AWS; what a container does when it starts and stops. A container that does not handle SIGTERM loses requests whenever its task is replaced.`;

const options: readonly Option[] = [1, 2, 3, 4, 5];

/** Requests lost, as the table says it. @throws Error if requests were lost and no interruption is documented */
function lostText({ kind, option, lost, assumed }: EditResult): string {
  if (lost === 0) return assumed === 0 ? "0" : "0, assuming immediate propagation";
  if (interruptionOf(kind, option) === undefined)
    throw new Error(
      `${kind} loses ${lost} requests under option ${option}, and report/interruptions.ts does not list it`,
    );
  return "[interrupts](#edits-that-interrupt)";
}

/** Kinds of edits by options, with the requests that an update lost, as a Markdown table. */
export function updatesTable({ edits }: UpdateResults): string {
  const kinds = new Map(edits.map(({ kind, title }) => [kind, title]));
  const cell = (kind: string, option: Option) => {
    const result = edits.find((edit) => edit.kind === kind && edit.option === option);
    return result === undefined ? "-" : lostText(result);
  };
  return markdownTable({
    head: ["edit", ...options.map((option) => `option ${option}`)],
    rows: [...kinds].map(([kind, title]) => [title, ...options.map((option) => cell(kind, option))]),
  });
}

const optionsText = ({ options: all }: Interruption) => (all.length === options.length ? "all" : all.join(", "));

/** The edits that interrupt as a Markdown table. */
export const interruptionsTable = (): string =>
  markdownTable({
    head: ["edit", "options", "requests are lost", "why", "without loss"],
    rows: interruptions.map((entry) => [entry.edit, optionsText(entry), entry.howLong, entry.why, entry.instead]),
  });
