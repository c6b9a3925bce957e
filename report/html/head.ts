import { escape } from "html-escaper";
import { trafficWords } from "../prices-text";
import { refuses } from "../refusals";
import type { PreviewResult } from "../result";
import { topologyTexts } from "../roles";
import { quotaSummary } from "./quotas";
import { count, usd } from "../words";

/** When and from what a report was created. */
export interface Origin {
  readonly createdAt: Date;
  readonly region: string;
  /** Version of private-integrations. */
  readonly version: string;
  /** Commit of the project; absent outside of a git repository. */
  readonly commit?: { readonly id: string; readonly modified: boolean };
}

interface Fact {
  readonly name: string;
  readonly value: string;
  readonly look?: string;
}

/** Whether the policies accept the stack, as colour class, symbol, word and sentence. */
function verdictHtml({ findings }: PreviewResult): string {
  const refusing = new Set(findings.filter(refuses).map(({ policy }) => policy));
  const advised = findings.filter(({ kind, level }) => kind === "violation" && level === "advisory");
  const advice = new Set(advised.map(({ policy }) => policy)).size;
  const more = advice === 0 ? "" : ` ${count(advice, "advisory policy has", "advisory policies have")} findings.`;
  if (refusing.size > 0)
    return `<p class="verdict bad"><strong>✗ Refused</strong> ${count(refusing.size, "mandatory policy refuses", "mandatory policies refuse")} the stack: ${escape([...refusing].join(", "))}.${more}</p>`;
  return `<p class="verdict good"><strong>✓ Accepted</strong> No mandatory policy refuses the stack.${more}</p>`;
}

/** How many more services fit, in a few words. */
const growthWords = ({ more, atLeast, stoppedBy }: PreviewResult["growth"]) =>
  stoppedBy === undefined && more === 0
    ? "not estimated"
    : `${atLeast ? "at least " : ""}${count(more, "more service")}`;

function routesFact({ proofs }: PreviewResult): Fact {
  const number = (verdict: string) => proofs.filter((proof) => proof.verdict === verdict).length;
  const [proved, refuted] = [number("proved"), number("refuted")];
  const words = `${proved} of ${proofs.length} proved`;
  if (refuted > 0) return { name: "Routes", value: `✗ ${refuted} of ${proofs.length} refuted`, look: "bad" };
  return proved < proofs.length
    ? { name: "Routes", value: `? ${words}`, look: "warn" }
    : { name: "Routes", value: `✓ ${words}`, look: "good" };
}

function facts(preview: PreviewResult, { region }: Origin): readonly Fact[] {
  const { look, words } = quotaSummary(preview.quotas);
  return [
    { name: "Fixed cost per month", value: `${usd(preview.cost.usdPerMonth)} USD` },
    ...(preview.cost.alone ?? []).map(({ option, usdPerMonth }) => ({
      name: `Option ${option} alone`,
      value: `${usd(usdPerMonth)} USD`,
    })),
    { name: `Cost of ${trafficWords(preview.cost.traffic)}`, value: `${usd(preview.cost.traffic.usdPerMonth)} USD` },
    routesFact(preview),
    { name: "Quotas", value: words, look },
    { name: "Growth", value: growthWords(preview.growth) },
    { name: "Region", value: region },
    { name: "Resources", value: String(preview.resources.length) },
  ];
}

const minute = (date: Date) => `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;

function originHtml({ createdAt, version, commit }: Origin): string {
  const time = `<time datetime="${createdAt.toISOString()}">${minute(createdAt)}</time>`;
  const from =
    commit === undefined
      ? ""
      : ` from commit <code>${escape(commit.id)}</code>${commit.modified ? " with uncommitted changes" : ""}`;
  return `<p class="soft origin">Created on ${time}${from} by private-integrations ${escape(version)}.</p>`;
}

/** Head of the page: the stack, the verdict and the key facts. */
export function headHtml(preview: PreviewResult, origin: Origin): string {
  const { stack, notes } = preview;
  const list = facts(preview, origin).map(
    ({ name, value, look = "" }) => `<div><dt>${name}</dt><dd class="${look}">${escape(value)}</dd></div>`,
  );
  return [
    `<h1>${escape(stack)}: <span>${topologyTexts(preview, ", ").map(escape).join("<br>")}</span></h1>`,
    verdictHtml(preview),
    `<dl class="facts">${list.join("")}</dl>`,
    originHtml(origin),
    ...notes.map((note) => `<p class="note">Note: ${escape(note)}</p>`),
  ].join("\n");
}
