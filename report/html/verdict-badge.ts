import { escape } from "html-escaper";

const signs: Readonly<Record<string, string>> = { proved: "✓", refuted: "✗", undetermined: "?" };
const looks: Readonly<Record<string, string>> = { proved: "good", refuted: "bad", undetermined: "warn" };

/**
 * A verdict with its sign and colour.
 *
 * @param word - the word for it, by default the verdict itself
 */
export const verdictBadge = (verdict: string, word = verdict): string =>
  `<span class="badge ${looks[verdict] ?? "soft"}">${signs[verdict] ?? "-"} ${escape(word)}</span>`;
