import type { ApiChanges } from "./api-changes";
import type { Change } from "./change";
import type { QuotaChange, StackDiff } from "./diff";
import { findingLines } from "./diff-findings";
import { resourceLines } from "./diff-resources";
import { routeChangeLines } from "./diff-routes";
import { trafficWords } from "./prices-text";
import { stepLines } from "./step-lines";
import type { PreviewResult } from "./result";
import { count, usd } from "./words";

/** What changes of one subject, a line each, the most important first. Without lines, nothing changes. */
export interface DiffSection {
  readonly title: string;
  readonly lines: readonly string[];
}

function urlLine({ url, oldUrlStays, step }: ApiChanges): string {
  const old = oldUrlStays
    ? `the old one answers on while option ${step?.moves?.from ?? ""} stands by; clients must change to the new one before it goes`
    : "the old one stops answering, so clients must change to the new one";
  return `the URL changes (${url ?? ""}): ${old}`;
}

function apiLines(changes: ApiChanges): readonly string[] {
  const { option, topology, step, api, url, stage } = changes;
  const lines: string[] = [];
  if (option !== undefined)
    lines.push(`option: ${option.before} → ${option.after} (${topology?.before ?? ""} → ${topology?.after ?? ""})`);
  if (step !== undefined) lines.push(...stepLines(step));
  if (api !== undefined) lines.push(`API: ${api.before} → ${api.after}`);
  if (stage !== undefined) lines.push(`stage: ${stage.before} → ${stage.after}`);
  if (url !== undefined) lines.push(urlLine(changes));
  return lines;
}

const signed = (amount: number) => `${amount < 0 ? "-" : "+"}${usd(Math.abs(amount))}`;
const amounts = ({ before, after }: Change<number>) => `${usd(before)} → ${usd(after)} USD per month`;

function costLines({ cost: { fixedUsdPerMonth: fixed, trafficUsdPerMonth: requests, traffic, lines } }: StackDiff) {
  const parts = lines.map(({ name, count: number, usdPerMonth }) => {
    const numbers = number.before === number.after ? number.after : `${number.before} → ${number.after}`;
    return `${numbers} x ${name} ${signed(usdPerMonth.after - usdPerMonth.before)}`;
  });
  return [
    ...(fixed === undefined ? [] : [`fixed: ${amounts(fixed)} (${signed(fixed.after - fixed.before)})`]),
    ...(parts.length === 0 ? [] : [`of these: ${parts.join(", ")}`]),
    ...(requests === undefined
      ? []
      : [`${trafficWords(traffic)}: ${amounts(requests)} (${signed(requests.after - requests.before)})`]),
  ];
}

/** Share in percent from which a quota has a line of its own. */
const nearPercent = 50;

const percent = (use: QuotaChange["after"]) =>
  use === undefined ? 0 : use.limit === 0 ? Infinity : (use.used / use.limit) * 100;

function quotaLine({ name, before, after }: QuotaChange): string {
  const text = (use: NonNullable<QuotaChange["after"]>) => `${use.used} of ${use.limit}`;
  const scopes = [...new Set([before?.scope, after?.scope].filter((scope) => scope !== undefined))].join(" → ");
  const over = percent(after) > 100 ? ", over the quota" : "";
  return `${name} (${scopes}): ${before === undefined ? "none" : text(before)} → ${after === undefined ? "none" : text(after)}${over}`;
}

function growthLine({ before, after }: Change<PreviewResult["growth"]>): string {
  const fits = ({ more, atLeast }: PreviewResult["growth"]) => `${atLeast ? "at least " : ""}${more}`;
  const next = after.stoppedBy === undefined ? "" : `; the next one is refused: ${after.stoppedBy}`;
  return `more services that fit: ${fits(before)} → ${fits(after)}${next}`;
}

const limitChanges = ({ before, after }: QuotaChange) =>
  before !== undefined && after !== undefined && before.limit !== after.limit;

function quotaLines({ quotas, growth }: StackDiff, details: boolean): readonly string[] {
  const sorted = [...quotas].sort((a, b) => percent(b.after) - percent(a.after));
  const shown = sorted.filter(
    (quota) => details || limitChanges(quota) || Math.max(percent(quota.before), percent(quota.after)) >= nearPercent,
  );
  const rest = sorted.length - shown.length;
  return [
    ...shown.map(quotaLine),
    ...(growth === undefined ? [] : [growthLine(growth)]),
    ...(rest === 0 ? [] : [`the use of ${count(rest, "quota")} below ${nearPercent} % changes`]),
  ];
}

/**
 * The difference of two previews as lines of text by subject.
 *
 * @param details - also lists what is counted otherwise: names of all resources, all quotas
 */
export function diffSections(diff: StackDiff, { details = false } = {}): readonly DiffSection[] {
  const { notes } = diff;
  return [
    { title: "API", lines: apiLines(diff.api) },
    { title: "Routes", lines: routeChangeLines(diff.routes) },
    { title: "Resources", lines: resourceLines(diff.resources, details) },
    { title: "Cost", lines: costLines(diff) },
    { title: "Quotas", lines: quotaLines(diff, details) },
    { title: "Findings", lines: findingLines(diff.findings) },
    {
      title: "Notes",
      lines: [...notes.new.map((note) => `new: ${note}`), ...notes.gone.map((note) => `gone: ${note}`)],
    },
  ];
}
