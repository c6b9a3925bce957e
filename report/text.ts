import colours from "picocolors";
import { accessesText } from "./accesses";
import { alarmsText } from "./alarms";
import { costText } from "./cost-text";
import { findingsText } from "./findings";
import type { PassFinding } from "./passes";
import { decisive, mergePasses } from "./passes";
import { preflightsText } from "./preflights";
import { quotasText } from "./quotas-text";
import { reachesText, repeatsReaches } from "./reaches";
import { repeatsRequestPaths, requestPathsText } from "./request-paths";
import type { PreviewResult } from "./result";
import { topologyTexts } from "./roles";
import { resourceTree } from "./tree";
import type { NextSteps } from "./verdict-text";
import { closingText, verdictText } from "./verdict-text";
import type { Layout } from "./wrap";
import { heading, wrap } from "./wrap";

/** What a preview prints, and how wide. */
export interface PreviewLayout extends Layout {
  /** Also prints the tree of all resources. */
  readonly resources?: true;
  /** What to do after it; absent where nobody goes on from here, as in a comment. */
  readonly next?: NextSteps;
}

/** The stack with its topology, or with the one that serves and the one that stands by, each on its line. */
function titleLines(result: PreviewResult, width: number): readonly string[] {
  const [first = "", ...others] = topologyTexts(result, ": ");
  if (others.length === 0) return [wrap(`Stack ${result.stack}, ${first}`, width)];
  const below = { first: "  ", rest: "      " };
  return [`Stack ${result.stack} has two topologies:`, ...[first, ...others].map((text) => wrap(text, width, below))];
}

/** Formats the preview for a terminal: the verdict first, and again last. */
export function previewText(result: PreviewResult, layout: PreviewLayout): string {
  const { resources, notes, applyPass, pass, refusedBy = [] } = result;
  const { width, next } = layout;
  const all = mergePasses(pass, result);
  const { proofs } = decisive(result);
  const isShown = (finding: PassFinding) =>
    finding.kind === "headroom" ||
    (!layout.details && (repeatsRequestPaths(finding, proofs) || repeatsReaches(finding)));
  const findings = {
    findings: all.filter((finding) => !isShown(finding)),
    policies: decisive(result).policies,
    ran: applyPass === undefined ? 1 : 2,
  };
  return [
    verdictText(result, width),
    ...titleLines(result, width),
    ...notes.map((note) => wrap(`${colours.yellow("note:")} ${note}`, width)),
    requestPathsText(result, layout),
    ...accessesText(result, width),
    ...preflightsText(result, width),
    ...reachesText(result, width),
    ...alarmsText(result.plan.alarms, layout),
    findingsText(findings, layout),
    quotasText(result, all, layout),
    costText(result.cost, layout),
    ...(layout.resources ? [heading(`Resources: ${resources.length}`, width), resourceTree(resources)] : []),
    ...(next === undefined ? [] : ["", closingText(refusedBy.length === 0 ? "accepted" : "refused", next)]),
  ].join("\n");
}
