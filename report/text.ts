import colours from "picocolors";
import { costText } from "./cost-text";
import { findingsText } from "./findings";
import { decisive, mergePasses } from "./passes";
import { quotasText } from "./quotas-text";
import { requestPathsText } from "./request-paths";
import type { PreviewResult } from "./result";
import { resourceTree } from "./tree";
import { verdictText } from "./verdict-text";
import type { Layout } from "./wrap";
import { heading, wrap } from "./wrap";

/** What a preview prints, and how wide. */
export interface PreviewLayout extends Layout {
  /** Also the tree of all resources. */
  readonly resources?: true;
  /** What to type next, by verdict. */
  readonly next: { readonly accepted: string; readonly refused: string };
}

/** Formats the preview for a terminal: the verdict first and last. */
export function previewText(result: PreviewResult, layout: PreviewLayout): string {
  const { stack, option, title, resources, notes, applyPass, pass } = result;
  const { width, next } = layout;
  const refused = (result.refusedBy ?? []).length > 0;
  const findings = {
    findings: mergePasses(pass, result),
    policies: decisive(result).policies,
    ran: applyPass === undefined ? 1 : 2,
  };
  return [
    verdictText(result, width),
    wrap(`Stack ${stack}, option ${option}: ${title}`, width),
    ...notes.map((note) => wrap(`${colours.yellow("note:")} ${note}`, width)),
    requestPathsText(result, layout),
    findingsText(findings, layout),
    quotasText(result.quotas, result.growth, layout),
    costText(result.cost, layout),
    ...(layout.resources ? [heading(`Resources: ${resources.length}`, width), resourceTree(resources)] : []),
    "",
    wrap(refused ? `${colours.red("Refused.")} ${next.refused}` : `${colours.green("Accepted.")} ${next.accepted}`, width),
  ].join("\n");
}
