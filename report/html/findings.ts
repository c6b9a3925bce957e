import { escape } from "html-escaper";
import type { FindingGroup } from "../finding-groups";
import { nameOf } from "../finding-groups";
import { refuses } from "../refusals";
import { repeatsReaches } from "../reaches";
import { repeatsRequestPaths } from "../request-paths";
import type { Verdict } from "../result";
import { count } from "../words";
import type { PolicyFindings } from "./finding-groups";
import { byPolicy } from "./finding-groups";

/** Colour class, symbol and words of a kind of findings: the colour is never the only sign. */
function badgeOf(found: PolicyFindings): { readonly look: string; readonly words: string } {
  const { kind, severity } = found;
  if (refuses(found)) return { look: "bad", words: `✗ ${severity}` };
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

/** Each resource once: a policy can say the same of one resource several times. */
const resourcesOf = ({ findings }: FindingGroup) => [...new Set(findings.map(({ urn }) => nameOf(urn)))];

/** The fix, the resources, and what the policy says besides. */
function details({ groups: [first, ...others] }: PolicyFindings): string {
  if (first === undefined) return "";
  const { fix } = first.finding;
  const lines = others.map((other) => {
    const { message, fix: itsFix } = other.finding;
    const ownFix = itsFix === fix || itsFix === "" ? "" : ` <strong>Fix:</strong> ${escape(itsFix)}`;
    const unnamed = resourcesOf(other).filter((name) => !message.includes(name));
    return `<li>${escape(message)}.${ownFix}${unnamed.length === 0 ? "" : resourcesText(unnamed)}</li>`;
  });
  const fixHtml = fix === "" ? "" : `<p><strong>Fix:</strong> ${escape(fix)}</p>`;
  return fixHtml + resourcesText(resourcesOf(first)) + othersHtml(lines);
}

/** Number of findings of a policy. */
const findingsOf = ({ groups }: PolicyFindings) => groups.reduce((sum, { findings }) => sum + findings.length, 0);

/** How many more findings a policy has than the one that is shown. */
function more(found: PolicyFindings): string {
  const number = findingsOf(found) - 1;
  return number === 0 ? "" : ` <span class="soft">and ${count(number, "other")}</span>`;
}

/** One policy: its first message, and behind it the fix and the resources. What refuses the stack is unfolded. */
function policyHtml(found: PolicyFindings): string {
  const { kind, level, policy, groups } = found;
  const { look, words } = badgeOf(found);
  const open = refuses(found) ? " open" : "";
  const label = kind === "violation" ? `${level}, ${policy}` : policy;
  return `<details class="finding"${open}><summary><span class="badge ${look}">${words}</span><span>${escape(groups[0]?.finding.message ?? "")}${more(found)}</span><code class="soft">${escape(label)}</code></summary>${details(found)}</details>`;
}

/** Policies behind one line. */
const folded = (found: readonly PolicyFindings[], title: (number: number) => string): readonly string[] =>
  found.length === 0
    ? []
    : [
        `<details class="rest"><summary>${title(found.reduce((sum, policy) => sum + findingsOf(policy), 0))}</summary>${found.map(policyHtml).join("")}</details>`,
      ];

/** What the policies found: violations, by severity and policy; then what is only worth knowing, folded. */
export function findingsHtml({ findings, policies, proofs }: Verdict): string {
  const found = byPolicy(
    findings.filter((finding) => !repeatsRequestPaths(finding, proofs) && !repeatsReaches(finding)),
  );
  const of = (wanted: PolicyFindings["kind"]) => found.filter(({ kind }) => kind === wanted);
  const violations = of("violation");
  return [
    ...(violations.length === 0 ? ['<p class="good">✓ No policy is violated.</p>'] : violations.map(policyHtml)),
    ...folded(of("headroom"), (number) => `${count(number, "quota is", "quotas are")} near the limit`),
    ...folded(of("acknowledged"), (number) => `${count(number, "violation")} acknowledged in the stack file`),
    ...folded(
      of("undetermined"),
      (number) => `${count(number, "check is", "checks are")} undetermined: the stack does not show what decides`,
    ),
    `<p class="soft">${count(policies.passed, "policy passes", "policies pass")}, ${count(policies.notApplicable, "does not apply", "do not apply")}.</p>`,
  ].join("\n");
}
