import type { CapturedResource, RunResult } from "../../simulator/run";
import { shortType } from "./run";

/** The last part of the type, with a prefix if several types share it. */
function label({ type }: CapturedResource): string {
  const short = shortType(type);
  if (type.startsWith("awsx:")) return `awsx ${short}`;
  if (type.startsWith("private-integrations:") && ["RestApi", "LoadBalancer"].includes(short)) return `index ${short}`;
  return type === "aws:apigatewayv2/route:Route" ? "v2 Route" : short;
}

/** How many resources of each type a run registered. */
export function count({ resources }: RunResult): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const resource of resources) counts[label(resource)] = (counts[label(resource)] ?? 0) + 1;
  return counts;
}
