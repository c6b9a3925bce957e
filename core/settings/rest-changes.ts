import type { Settings } from "./settings";

/** What else has to change for an option that creates a REST API, in brackets; empty if nothing has to. */
export function restChanges(settings: Settings): string {
  const cloudMap = settings.services.filter(({ balancer }) => balancer === "cloudMap").map(({ name }) => name);
  const changes = [
    ...(settings.stage === "$default" ? ["name the stage"] : []),
    ...(cloudMap.length === 0 ? [] : [`set balancer: alb or nlb on ${cloudMap.join(", ")}`]),
  ];
  return changes.length === 0 ? "" : ` (and ${changes.join(" and ")})`;
}
