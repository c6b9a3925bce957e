import { escape } from "html-escaper";
import type { AlarmNode } from "../../core/plan-operation";
import { alarmRows } from "../alarms";
import { scrollable, tableHead } from "./table";

const caption = "What each alarm watches, when it is on, and what to do first";

/** Table of the alarms of a stack, along the request path. */
export function alarmsHtml(alarms: readonly AlarmNode[]): string {
  const rows = alarmRows(alarms).map(({ hop, name, condition, description }) => {
    const cells = [hop, name, condition, description].map(escape);
    return `<tr><td>${cells[0]}</td><th scope="row">${cells[1]}</th><td>${cells[2]}</td><td>${cells[3]}</td></tr>`;
  });
  const head = tableHead(caption, ["hop", "alarm", "condition", "what it means"]);
  return scrollable(caption, `<table class="wide">${head}<tbody>${rows.join("")}</tbody></table>`);
}
