import { escape } from "html-escaper";
import { repeatsRequestPaths } from "../request-paths";
import type { Verdict } from "../result";
import type { FindingGroup } from "./finding-groups";
import { groupFindings } from "./finding-groups";
import { count } from "./words";

/** Colour class, symbol and words of a group: the colour is never the only sign. */
function badgeOf({ kind, level, severity }: FindingGroup): { readonly look: string; readonly words: string } {
  if (kind === "violation" && level === "mandatory") return { look: "bad", words: `✗ ${severity}` };
  if (kind === "violation") return { look: "warn", words: `! ${severity}` };
  if (kind === "headroom") return { look: "warn", words: "! quota" };
  return { look: "soft", words: kind === "acknowledged" ? "✓ accepted" : "? open" };
}

const listedAtOnce = 8;

const resourcesText = (names: readonly string[]) =>
  `<p class="soft">${names.length === 1 ? "Resource" : "Resources"}: ${escape(names.join(", "))}</p>`;

/** The others of a group, the first few at once. */
function othersHtml(lines: readonly string[]): string {
  const list = (some: readonly string[]) => (some.length === 0 ? "" : `<ul>${some.join("")}</ul>`);
  const rest = lines.slice(listedAtOnce);
  const more =
    rest.length === 0 ? "" : `<details class="rest"><summary>${rest.length} more</summary>${list(rest)}</details>`;
  return list(lines.slice(0, listedAtOnce)) + more;
}

/** The fix, the resources, and what the policy says besides. */
function details({ statements: [first, ...others] }: FindingGroup): string {
  if (first === undefined) return "";
  const fix = first.fix === "" ? "" : `<p><strong>Fix:</strong> ${escape(first.fix)}</p>`;
  const lines = others.map((other) => {
    const ownFix = other.fix === first.fix || other.fix === "" ? "" : ` <strong>Fix:</strong> ${escape(other.fix)}`;
    const unnamed = other.resources.filter((name) => !other.message.includes(name));
    return `<li>${escape(other.message)}.${ownFix}${unnamed.length === 0 ? "" : resourcesText(unnamed)}</li>`;
  });
  return fix + resourcesText(first.resources) + othersHtml(lines);
}

/** How many more findings a group has than the one that it shows. */
function more({ count: all }: FindingGroup): string {
  const number = all - 1;
  return number === 0 ? "" : ` <span class="soft">and ${count(number, "other")}</span>`;
}

/** One policy: its first message, and behind it the fix and the resources. What refuses the stack is unfolded. */
function groupHtml(group: FindingGroup): string {
  const { kind, level, policy, statements } = group;
  const { look, words } = badgeOf(group);
  const open = kind === "violation" && level === "mandatory" ? " open" : "";
  const label = kind === "violation" ? `${level}, ${policy}` : policy;
  return `<details class="finding"${open}><summary><span class="badge ${look}">${words}</span><span>${escape(statements[0]?.message ?? "")}${more(group)}</span><code class="soft">${escape(label)}</code></summary>${details(group)}</details>`;
}

/** Groups behind one line. */
const folded = (groups: readonly FindingGroup[], title: (number: number) => string): readonly string[] =>
  groups.length === 0
    ? []
    : [
        `<details class="rest"><summary>${title(groups.reduce((sum, { count: own }) => sum + own, 0))}</summary>${groups.map(groupHtml).join("")}</details>`,
      ];

/** What the policies found: violations, by severity and policy; then what is only worth knowing, folded. */
export function findingsHtml({ findings, policies, proofs }: Verdict): string {
  const groups = groupFindings(findings.filter((finding) => !repeatsRequestPaths(finding, proofs)));
  const of = (wanted: FindingGroup["kind"]) => groups.filter(({ kind }) => kind === wanted);
  const violations = of("violation");
  return [
    ...(violations.length === 0 ? ['<p class="good">✓ No policy is violated.</p>'] : violations.map(groupHtml)),
    ...folded(of("headroom"), (number) => `${count(number, "quota is", "quotas are")} near the limit`),
    ...folded(of("acknowledged"), (number) => `${count(number, "violation")} acknowledged in the stack file`),
    ...folded(
      of("undetermined"),
      (number) => `${count(number, "check is", "checks are")} undetermined: the stack does not show what decides`,
    ),
    `<p class="soft">${count(policies.passed, "policy passes", "policies pass")}, ${count(policies.notApplicable, "does not apply", "do not apply")}.</p>`,
  ].join("\n");
}
