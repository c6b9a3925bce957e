import type { Accepted } from "./decide";
import type { AskedService } from "./deployment-steps";
import type { GovernedPlace } from "./governed-places";
import { governedPlaces } from "./governed-places";
import type { DeployedShape } from "./other-edits";
import type { Settings } from "./settings/settings";
import { statedDeployment } from "./strategies";
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

/** Where the strategy of each service has its requests: by its present name, and by those that it had before. */
function placesByService({ plan, settings, former }: Accepted): ReadonlyMap<string, readonly GovernedPlace[]> {
  const all = [
    { names: settings.services.map(({ name }) => name), places: governedPlaces(plan) },
    ...former.map(({ plan: before, services }) => ({ names: services, places: governedPlaces(before) })),
  ];
  return new Map(
    settings.services.map(({ name }, index) => [
      name,
      all.flatMap(({ names, places }) => places.get(names[index] ?? "") ?? []),
    ]),
  );
}

/** Services that a stack file asks for, with their strategies. */
export function askedServices(accepted: Accepted): ReadonlyMap<string, AskedService> {
  const places = placesByService(accepted);
  return new Map(
    accepted.plan.services.map(({ name, deployment }) => {
      const own = places.get(name) ?? [];
      const [place] = own;
      return deployment === undefined || place === undefined
        ? [name, { places: own }]
        : [name, { state: statedDeployment(deployment, place.targetGroup), places: own }];
    }),
  );
}

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
