import type { Assessment } from "../core/compare/assessment";
import type { Option } from "../core/settings/settings";
import { topologyTraits } from "../core/topology-traits";
import { markdownTable } from "./table";
import { usd } from "./words";

/** What a reader chooses an option by, beside the numbers. */
const texts: Readonly<Record<Option, { readonly links: string; readonly front: string; readonly reason: string }>> = {
  1: {
    links: "one V2 per VPC",
    front: "an ALB each (or NLB, Cloud Map, shared)",
    reason: "the lowest price per request",
  },
  2: { links: "one V1 per service", front: "an NLB each", reason: "few services that share nothing" },
  3: {
    links: "one V1 per NLB",
    front: "one NLB per VPC, a listener each",
    reason: "the lowest fixed cost with a REST API and V1 links",
  },
  4: { links: "one V1 per NLB", front: "NLBs with ALBs as targets", reason: "ALBs that exist, with V1 links" },
  5: { links: "one V2 per VPC", front: "an ALB each (or NLB, shared)", reason: "anything new that needs a REST API" },
};

/** @throws Error if an option is refused for these services, because its row would be empty */
function row(option: Option, assessed: readonly Assessment[]): string[] {
  const { measures, topologyStop } = assessed.find(({ id }) => id === String(option)) ?? {};
  if (measures === undefined || topologyStop === undefined)
    throw new Error(
      `option ${option} has no cost or limit for these services; choose services that all options accept`,
    );
  const { links, front, reason } = texts[option];
  return [
    `[${option}](docs/options.md#option-${option})`,
    topologyTraits[option].api.toUpperCase(),
    links,
    front,
    `${usd(measures.fixedUsdPerMonth)} USD`,
    `${topologyStop.services} (${topologyStop.by})`,
    reason,
  ];
}

/** The five options with their fixed cost per month and first limit for some services, as a Markdown table. */
export const optionsTable = (assessed: readonly Assessment[]): string =>
  markdownTable({
    head: ["option", "API", "VPC links", "in front of the services", "per month", "services that fit", "choose it for"],
    rows: ([1, 2, 3, 4, 5] as const).map((option) => row(option, assessed)),
  });
