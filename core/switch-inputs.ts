import type { StrategyState } from "./deployment-steps";
import type { DeployedShape } from "./other-edits";
import type { Settings } from "./settings/settings";
import type { AskedUrl } from "./url-step";

/** URL and stage that a stack file asks for. */
export function askedUrl({ domain, stage, standby }: Settings): AskedUrl {
  if (domain === undefined) return { stage, isOpen: true };
  const { name, basePath, defaultEndpoint, mutualTls } = domain;
  return {
    domainUrl: `https://${name}${basePath === undefined ? "" : `/${basePath}`}`,
    stage,
    isOpen: defaultEndpoint === "open" || (standby !== undefined && mutualTls === undefined),
  };
}

/** Present names of services by the names under which they are deployed. */
export const renamedFrom = ({ services }: Settings): ReadonlyMap<string, string> =>
  new Map(services.flatMap(({ name, formerly }) => formerly.map((former) => [former, name] as const)));

/** Strategies that a stack file asks for, by name of the service. */
export const askedStrategies = ({ services }: Settings): ReadonlyMap<string, StrategyState | undefined> =>
  new Map(
    services.map(({ name, deployment }) => {
      if (deployment === undefined) return [name, undefined] as const;
      const leaving: unknown = deployment.leaving;
      return [
        name,
        { strategy: deployment.strategy, ...(leaving === "both" || leaving === "primary" ? { leaving } : {}) },
      ] as const;
    }),
  );

/** What is deployed, by the present names of its services. Load balancers of a renamed service have its former name. */
export function withPresentNames(
  { routes, loadBalancers }: DeployedShape,
  renamed: ReadonlyMap<string, string>,
): DeployedShape {
  return {
    routes: new Map([...routes].map(([path, service]) => [path, renamed.get(service) ?? service])),
    loadBalancers: new Map([...loadBalancers].filter(([service]) => !renamed.has(service))),
  };
}
