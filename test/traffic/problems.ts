import type { LostRequests } from "../../simulator/schedules/probe";

/** Something that went wrong in one order of an update. */
export interface Found {
  readonly schedule: string;
  readonly text: string;
}

/** The same text in several orders. */
interface Same {
  readonly text: string;
  readonly schedules: string[];
}

/** `/orders loses requests, first after update of Service orders: 503 at target group: ...` */
const textOf = ({ route, after, status, hop, reason }: LostRequests) =>
  `${route} loses requests, first after ${after}: ${String(status)} at ${hop}: ${reason}`;

/** The first lost request of each route: what follows it in the same order has the same cause. */
export function lostIn(schedule: string, lost: readonly LostRequests[]): readonly Found[] {
  const routes = new Set(lost.map(({ route }) => route));
  return [...routes].flatMap((route) => {
    const first = lost.find((one) => one.route === route);
    return first === undefined ? [] : [{ schedule, text: textOf(first) }];
  });
}

/** Joins what several orders have in common. @returns a line each, with the orders */
export function inLines(found: readonly Found[], orders: number): readonly string[] {
  const same = new Map<string, Same>();
  for (const { schedule, text } of found) {
    const known = same.get(text);
    if (known === undefined) same.set(text, { text, schedules: [schedule] });
    else known.schedules.push(schedule);
  }
  return [...same.values()].map(({ text, schedules }) =>
    schedules.length === 1
      ? `${String(schedules[0])}: ${text}`
      : `${String(schedules.length)} of ${String(orders)} orders (${schedules.slice(0, 3).join(", ")}): ${text}`,
  );
}
