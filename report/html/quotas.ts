import { escape } from "html-escaper";
import type { Headroom } from "../../core/quotas/headroom";
import { scrollable, tableHead } from "./table";
import { count } from "../words";

/** From this share of its limit on, a quota is near it. */
const nearShare = 0.8;
/** Quotas below this share are folded. */
const listedShare = 0.1;

/** A limit of zero that is not used is reached. */
const shareOf = ({ used, limit }: Headroom) => (limit > 0 ? used / limit : used > 0 ? Infinity : 1);

const percent = (share: number) => (share === Infinity ? "over 100 %" : `${Math.round(share * 100)}\u00A0%`);

/** How close a usage is to its limit: colour class, symbol and words. */
function stateOf(quota: Headroom): { readonly look: string; readonly words: string } {
  const { used, limit } = quota;
  if (used > limit) return { look: "bad", words: `✗ ${used - limit} over the limit` };
  const words = used === limit ? "none left" : `${limit - used} left`;
  return shareOf(quota) >= nearShare ? { look: "warn", words: `! ${words}` } : { look: "soft", words };
}

/** A bar; beyond the limit, a line marks the limit on it. */
function bar({ used, limit }: Headroom, look: string): string {
  const isOver = used > limit;
  const width = isOver ? 100 : limit === 0 ? 0 : Math.round((used / limit) * 100);
  const mark = isOver ? `<i style="left:${Math.round((limit / used) * 100)}%"></i>` : "";
  return `<span class="bar ${look}" aria-hidden="true"><span style="width:${width}%"></span>${mark}</span>`;
}

function row(quota: Headroom): string {
  const { name, scope, used, limit, kind } = quota;
  const { look, words } = stateOf(quota);
  const state = look === "bad" ? ' class="over"' : look === "warn" ? ' class="near"' : "";
  return [
    `<tr${state}><th scope="row">${escape(name)} <span class="soft">${escape(scope)}</span></th>`,
    `<td><div class="gauge">${bar(quota, look)}<span>${used} of ${limit}, ${percent(shareOf(quota))}</span></div></td>`,
    `<td><span class="${look}">${words}</span></td><td>${kind}</td></tr>`,
  ].join("");
}

const tableOf = (caption: string, quotas: readonly Headroom[]) =>
  scrollable(
    caption,
    `<table class="quotas">${tableHead(caption, ["quota", "used", "what is left", "kind"])}<tbody>${quotas.map(row).join("")}</tbody></table>`,
  );

/** Number of quotas over and near their limits, as a few words. */
export function quotaSummary(quotas: readonly Headroom[]): { readonly look: string; readonly words: string } {
  const states = quotas.map((quota) => stateOf(quota).look);
  const over = states.filter((look) => look === "bad").length;
  const near = states.filter((look) => look === "warn").length;
  if (over > 0) return { look: "bad", words: `✗ ${over} over ${over === 1 ? "its limit" : "their limits"}` };
  if (near > 0) return { look: "warn", words: `! ${near} near ${near === 1 ? "its limit" : "their limits"}` };
  return { look: "good", words: "✓ all below 80 %" };
}

const overText =
  "<p>A stack with a usage over its limit is not refused where AWS's default is far below what most accounts have. Look up the value of your account in Service Quotas, and set it with <code>quotas</code> in the stack file.</p>";

/** Quotas by used share; those that are hardly used are folded. */
export function quotasHtml(quotas: readonly Headroom[]): string {
  const listed = quotas.filter((quota) => shareOf(quota) >= listedShare);
  const rest = quotas.filter((quota) => shareOf(quota) < listedShare);
  const caption = "Each quota in the scope with the highest usage";
  return [
    ...(quotas.some(({ used, limit }) => used > limit) ? [overText] : []),
    ...(listed.length === 0 ? [] : [tableOf(caption, listed)]),
    ...(rest.length === 0
      ? []
      : [
          `<details class="rest"><summary>Usage of ${count(rest.length, "quota")} is below 10 %</summary>${tableOf(`${caption}, below 10 %`, rest)}</details>`,
        ]),
  ].join("\n");
}
