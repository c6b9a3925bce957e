import type { Plan } from "./plan";
import { requestPaths } from "./request-paths";
import { routePath } from "./routes";

/** What of a deployed stack its outputs say: load balancers with their services, and services by path. */
export interface DeployedShape {
  /** Service by path. */
  readonly routes: ReadonlyMap<string, string>;
  /** Names of the load balancers that requests of a service pass, by service. */
  readonly loadBalancers: ReadonlyMap<string, readonly string[]>;
}

/** An edit of a stack file that is no step of a switch. */
export type OtherEdit =
  | { readonly kind: "added" | "removed"; readonly service: string }
  | { readonly kind: "path"; readonly service: string; readonly path: string }
  /** The service leaves a load balancer that it has now, though its topology stays. */
  | { readonly kind: "leaves"; readonly service: string; readonly loadBalancer: string };

/** What the outputs of a stack with this plan would say. */
export function shapeOf(plan: Plan): DeployedShape {
  const routes = new Map((plan.apis[0]?.routes ?? []).map((route) => [routePath(route), route.service]));
  const loadBalancers = new Map<string, string[]>();
  for (const { route, hops } of requestPaths(plan)) {
    for (const hop of hops) {
      if (hop.kind !== "listener") continue;
      const names = loadBalancers.get(route.service) ?? [];
      loadBalancers.set(route.service, [...new Set([...names, hop.balancer.name])]);
    }
  }
  return { routes, loadBalancers };
}

/**
 * Edits of a stack file beside its topologies.
 *
 * @param deployed - from the outputs of the stack
 * @param planned - from the stack file, with the topologies that are deployed
 */
export function otherEdits(deployed: DeployedShape, planned: DeployedShape): readonly OtherEdit[] {
  const [before, after] = [new Set(deployed.routes.values()), new Set(planned.routes.values())];
  const added = [...after].filter((service) => !before.has(service));
  const removed = [...before].filter((service) => !after.has(service));
  const paths = [...planned.routes].filter(
    ([path, service]) => before.has(service) && deployed.routes.get(path) !== service,
  );
  const leaves = [...deployed.loadBalancers].flatMap(([service, names]) =>
    after.has(service)
      ? names
          .filter((name) => !(planned.loadBalancers.get(service) ?? []).includes(name))
          .map((loadBalancer) => ({ kind: "leaves" as const, service, loadBalancer }))
      : [],
  );
  return [
    ...added.map((service) => ({ kind: "added" as const, service })),
    ...removed.map((service) => ({ kind: "removed" as const, service })),
    ...paths.map(([path, service]) => ({ kind: "path" as const, service, path })),
    ...leaves,
  ];
}
