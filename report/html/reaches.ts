import { escape } from "html-escaper";
import { reachRows, reachWords } from "../reaches";
import type { Verdict } from "../result";
import { scrollable, tableHead } from "./table";
import { verdictBadge } from "./verdict-badge";

const caption = "What the tasks of each service connect to";

/** Table of what the tasks of each service connect to. */
export function reachesHtml(reaches: NonNullable<Verdict["reaches"]>): string {
  const rows = reachRows(reaches).map(({ services, to, verdict, reason }) => {
    const cells = [services.join(", "), to, reason].map(escape);
    return `<tr><td>${verdictBadge(verdict, reachWords[verdict])}</td><th scope="row">${cells[0]}</th><td>${cells[1]}</td><td>${cells[2]}</td></tr>`;
  });
  const head = tableHead(caption, ["verdict", "services", "destination", "reason"]);
  return scrollable(caption, `<table class="wide">${head}<tbody>${rows.join("")}</tbody></table>`);
}
