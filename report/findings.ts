import colours from "picocolors";
import type { FindingGroup } from "./finding-groups";
import { groupFindings, nameOf, routesIn } from "./finding-groups";
import type { PassFinding } from "./passes";
import { passNote, waitsForIds } from "./passes";
import { refuses } from "./refusals";
import { count } from "./words";
import type { Layout } from "./wrap";
import { heading, indented, wrap } from "./wrap";

/** The worst first. */
export const severities = ["critical", "high", "medium", "low"] as const;
const shownNames = 12;
const below = { first: "    ", rest: "    " };

/** Findings under one heading. */
interface Section {
  readonly title: (number: number) => string;
  readonly paint: (text: string) => string;
  readonly has: (finding: PassFinding) => boolean;
}

const sections: readonly Section[] = [
  {
    title: (number) => `${count(number, "violation")}: mandatory policies refuse the stack`,
    paint: colours.red,
    has: refuses,
  },
  {
    title: (number) => `Advice (${number}): nothing here refuses the stack`,
    paint: colours.yellow,
    has: ({ kind, level }) => kind === "violation" && level === "advisory",
  },
  {
    title: (number) => `Close to a quota (${number})`,
    paint: colours.yellow,
    has: ({ kind }) => kind === "headroom",
  },
  {
    title: (number) => `Acknowledged (${number}): violations that the stack file accepts`,
    paint: colours.yellow,
    has: ({ kind }) => kind === "acknowledged",
  },
  {
    title: (number) => `Undetermined (${number}): these checks need values that the stack does not show`,
    paint: colours.dim,
    has: (finding) => finding.kind === "undetermined" && !waitsForIds(finding),
  },
  {
    title: (number) => `Undetermined at a first preview (${number}): ids decide these checks`,
    paint: colours.dim,
    has: waitsForIds,
  },
];

const unique = (texts: readonly string[]) => [...new Set(texts)];

/** Names of the other resources of a group, each with what of its passes differs from the first. */
function othersOf({ finding: shown, findings }: FindingGroup, ran: number): readonly string[] {
  const noteOf = (finding: PassFinding) =>
    passNote(finding, ran) === passNote(shown, ran) ? "" : passNote(finding, ran) || " (also at a first preview)";
  return unique(findings.map((finding) => (routesIn(finding) ?? nameOf(finding.urn)) + noteOf(finding))).slice(1);
}

/** The names of several other resources of a group; with details, the URN of each. One other is named with the first. */
function resourcesText({ findings }: FindingGroup, others: readonly string[], { width, details }: Layout) {
  if (details)
    return unique(
      findings.map((finding) => {
        const routes = findings.length === 1 ? undefined : routesIn(finding);
        return `    ${routes === undefined ? "" : `${routes}: `}${finding.urn}`;
      }),
    );
  if (others.length < 2) return [];
  const rest = others.length - shownNames;
  const more = rest > 0 ? ` and ${rest} more (--details lists them)` : "";
  return [wrap(`The same for ${others.slice(0, shownNames).join(", ")}${more}.`, width, below)];
}

function groupText(group: FindingGroup, { paint }: Section, ran: number, layout: Layout): readonly string[] {
  const { policy, severity, message, fix } = group.finding;
  const others = othersOf(group, ran);
  const second = others.length === 1 && !layout.details ? `; the same for ${others.join("")}` : "";
  const text = `${paint(severity)} ${policy}: ${message}${passNote(group.finding, ran)}${second}`;
  return [
    wrap(text, layout.width, { first: "  ", rest: "    " }),
    ...resourcesText(group, others, layout),
    ...(fix === "" ? [] : [wrap(fix, layout.width, below)]),
  ];
}

function sectionText(section: Section, findings: readonly PassFinding[], ran: number, layout: Layout) {
  const own = findings.filter(section.has);
  if (own.length === 0) return [];
  const groups = groupFindings(own);
  const sorted = severities.flatMap((severity) => groups.filter(({ finding }) => finding.severity === severity));
  return [
    heading(section.title(own.length), layout.width),
    ...sorted.flatMap((group) => groupText(group, section, ran, layout)),
  ];
}

/** Number of undetermined checks by policy. */
function counted(findings: readonly PassFinding[]): string {
  const counts = new Map<string, number>();
  for (const { policy } of findings) counts.set(policy, (counts.get(policy) ?? 0) + 1);
  return [...counts].map(([policy, number]) => `${policy} (${number})`).join(", ");
}

/** Policies and what they found. */
interface Findings {
  readonly findings: readonly PassFinding[];
  readonly policies: { readonly passed: number; readonly notApplicable: number };
  /** Number of passes. */
  readonly ran: number;
}

/**
 * Findings of the policies: violations, advice, what is acknowledged, and what is undetermined, each by severity, highest
 * first. Details also list what only a first preview leaves undetermined, because the ids decide it.
 */
export function findingsText({ findings, policies, ran }: Findings, layout: Layout): string {
  const { width, details } = layout;
  const listed = details ? findings : findings.filter((finding) => !waitsForIds(finding));
  const waiting = ran === 1 && !details ? findings.filter(waitsForIds) : [];
  const texts = sections.flatMap((section) => sectionText(section, listed, ran, layout));
  const { passed, notApplicable } = policies;
  const counts = `${passed} ${passed === 1 ? "policy passes" : "policies pass"}, ${notApplicable} ${notApplicable === 1 ? "does" : "do"} not apply.`;
  return [
    ...(texts.length === 0 ? [heading("Findings: none", width)] : texts),
    indented(counts, width),
    ...(waiting.length === 0
      ? []
      : [indented(`A first preview cannot decide ${counted(waiting)}; --details says why.`, width)]),
  ].join("\n");
}
