import { quotas } from "../policies/quotas";
import { pathBelowDomain } from "./front";
import type { Plan } from "./plan";
import type { ApiNode } from "./plan-api";
import { quotaValue } from "./quotas/limits";
import { integrationKey } from "./routes";
import type { Settings } from "./settings/settings";

/** Integrations that an HTTP API has while routes move between those with a base path and those without. */
const integrationsDuringMove = ({ routes }: ApiNode, basePath: string): number =>
  new Set([undefined, basePath].flatMap((path) => routes.map((route) => integrationKey(route, path)))).size;

/**
 * Notes on HTTP APIs with too many integrations for an update that adds or removes a base path: both kinds exist until
 * it ends. An API that always had its base path needs none.
 */
export function basePathNotes({ apis, domain }: Plan, settings: Settings): readonly string[] {
  const basePath = pathBelowDomain(domain);
  if (basePath === undefined) return [];
  const [key, wayOut] =
    domain?.basePath === undefined
      ? ["standby", "divide the services among several stacks before"]
      : ["domain.basePath", "set domain.basePath in a new stack"];
  const quota = "apigateway.integrationsPerHttpApi";
  const limit = quotaValue(settings, quota);
  return apis
    .filter(({ type }) => type === "http")
    .map((api) => ({ name: api.name, atOnce: integrationsDuringMove(api, basePath) }))
    .filter(({ atOnce }) => atOnce > limit)
    .map(
      ({ name, atOnce }) =>
        `API ${name}: an update that adds or removes ${key} needs ${atOnce} integrations at once; "${quotas[quota].name}" is ${limit}, which AWS does not raise, so ${wayOut}`,
    );
}
