import { quotas } from "../policies/quotas";
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
  const { basePath } = domain ?? {};
  if (basePath === undefined) return [];
  const quota = "apigateway.integrationsPerHttpApi";
  const limit = quotaValue(settings, quota);
  return apis
    .filter(({ name, type }) => type === "http" && domain?.api === name)
    .map((api) => ({ name: api.name, atOnce: integrationsDuringMove(api, basePath) }))
    .filter(({ atOnce }) => atOnce > limit)
    .map(
      ({ name, atOnce }) =>
        `API ${name}: an update that adds or removes domain.basePath needs ${atOnce} integrations at once; "${quotas[quota].name}" is ${limit}, which AWS does not raise, so set domain.basePath in a new stack`,
    );
}
