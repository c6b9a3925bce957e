import type { Verdict } from "../result";
import { reachReason } from "../reaches";
import { textTable } from "./table";

const words = { proved: "proved", refuted: "broken", undetermined: "undetermined" } as const;

/** Table of what the tasks of each service connect to. */
export const reachesHtml = (reaches: NonNullable<Verdict["reaches"]>): string =>
  textTable({
    caption: "What the tasks of each service connect to",
    head: ["service", "destination", "verdict", "reason"],
    rows: reaches.map((reach) => [reach.service, reach.to, words[reach.verdict], reachReason(reach)]),
  });
