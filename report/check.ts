import colours from "picocolors";
import { problemText } from "../core/problem";
import type { Problem } from "../core/problem";
import { decisive, mergePasses } from "./passes";
import { refuses } from "./refusals";
import type { PreviewResult, ReportedFinding } from "./result";
import { columns } from "./table";
import { count } from "./words";
import { wrap } from "./wrap";

/** What the previews of one stack show, with ids unknown and with simulated ids. */
export interface CheckedStack {
  readonly stack: string;
  /** Whether it has neither a problem nor a mandatory violation. */
  readonly accepted: boolean;
  /** Why it cannot be previewed. */
  readonly problems: readonly Problem[];
  /** Violations and quotas near their limit, the mandatory ones first. */
  readonly findings: readonly ReportedFinding[];
  /** Routes of the stack, by verdict with simulated ids. */
  readonly routes: Readonly<Record<"total" | "proved" | "refuted" | "undetermined", number>>;
}

const isReported = ({ kind }: ReportedFinding) => kind === "violation" || kind === "headroom";

/** What both passes of a stack show. */
export function checked(preview: PreviewResult): CheckedStack {
  const all = mergePasses(preview.pass, preview).filter(isReported);
  const { proofs } = decisive(preview);
  const countOf = (which: (typeof proofs)[number]["verdict"]) =>
    proofs.filter(({ verdict }) => verdict === which).length;
  return {
    stack: preview.stack,
    accepted: preview.accepted !== false,
    problems: [],
    findings: [...all.filter(refuses), ...all.filter((finding) => !refuses(finding))],
    routes: {
      total: proofs.length,
      proved: countOf("proved"),
      refuted: countOf("refuted"),
      undetermined: countOf("undetermined"),
    },
  };
}

function routesText({ total, proved, refuted, undetermined }: CheckedStack["routes"]): string {
  const others = [
    ...(refuted > 0 ? [`, ${refuted} refuted`] : []),
    ...(undetermined > 0 ? [`, ${undetermined} undetermined`] : []),
  ];
  return `${proved} of ${count(total, "route")} proved${others.join("")}`;
}

function row({ stack, accepted, problems, findings, routes }: CheckedStack): readonly string[] {
  const verdict = accepted ? "accepted" : "refused";
  if (problems.length > 0) return [stack, verdict, count(problems.length, "problem"), ""];
  return [stack, verdict, count(findings.length, "finding"), routesText(routes)];
}

/** Where the lines of a finding begin. */
const indents = { first: "  ", rest: "      " };

function findingText({ kind, level, policy, message, fix }: ReportedFinding, width: number): string {
  const label = kind === "headroom" ? kind : level;
  return [`${label} ${policy}: ${message}`, fix]
    .filter((text) => text !== "")
    .map((text, index) => wrap(text, width, { ...indents, first: index === 0 ? indents.first : indents.rest }))
    .join("\n");
}

function details({ stack, problems, findings }: CheckedStack, width: number): readonly string[] {
  const texts = new Set(findings.map((finding) => findingText(finding, width)));
  const lines = [...problems.map(problemText), ...texts];
  return lines.length === 0 ? [] : ["", colours.bold(stack), ...lines];
}

/**
 * One line for each stack, and the problems and findings below.
 *
 * @param width - in columns
 */
export function checkText(stacks: readonly CheckedStack[], width: number): string {
  const accepted = stacks.filter((stack) => stack.accepted).length;
  return [
    columns(["stack", "verdict", "", ""], stacks.map(row)),
    ...stacks.flatMap((stack) => details(stack, width)),
    "",
    `${accepted} of ${count(stacks.length, "stack")} accepted.`,
  ].join("\n");
}
