import type { OwnBalancer, Plan } from "./plan";
import type { ApiNode, BackendNode } from "./plan-api";
import { calledBy } from "./service-connect";
import { defaultSeconds } from "./settings/timeouts";

/** Seconds that an API waits for a service. */
export const integrationSeconds = ({ type }: Pick<ApiNode, "type">, { timeoutSeconds }: BackendNode): number =>
  timeoutSeconds ?? defaultSeconds[type];

/** Longest time in seconds that an API waits for each service, in its place or on standby, by service. */
function longestWaits({ apis }: Plan): ReadonlyMap<string, number> {
  const longest = new Map<string, number>();
  for (const api of apis) {
    for (const backend of [...api.backends, ...(api.standbys ?? [])]) {
      const { service } = backend;
      longest.set(service, Math.max(longest.get(service) ?? 0, integrationSeconds(api, backend)));
    }
  }
  return longest;
}

/**
 * Seconds after which an ALB closes a connection without data, if no request is open.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
 */
const defaultIdleSeconds = 60;

/** Seconds that an ALB keeps a connection longer than API Gateway waits, so that API Gateway ends a request first. */
const idleMarginSeconds = 10;

/**
 * Idle timeout in seconds of each ALB, which also ends requests without an answer; undefined if the default is enough.
 * Without the property, the provider restores the default. An update changes the ALB before the integrations, which depend
 * on it. That is the right order for a longer timeout. With a shorter one, the ALB ends requests first that wait longer
 * than the new timeout, which API Gateway would end too once it has it.
 * Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elbv2/load_balancer.go
 */
export function idleTimeoutSeconds(plan: Plan): (balancer: OwnBalancer) => number | undefined {
  const waits = longestWaits(plan);
  return ({ type, targetGroups }) => {
    if (type !== "alb") return undefined;
    const behind = targetGroups.flatMap(({ target }) =>
      target.kind !== "alb" ? [waits.get(target.service) ?? 0] : [],
    );
    const needed = Math.max(0, ...behind) + idleMarginSeconds;
    return needed > defaultIdleSeconds ? needed : undefined;
  };
}

/** Notes on existing ALBs: the stack does not set their idle timeouts. */
export function idleTimeoutNotes({ apis, balancers }: Plan): readonly string[] {
  const existingAlbs = new Map(
    balancers.flatMap((node) => (node.kind === "existing" && node.type === "alb" ? [[node.name, node] as const] : [])),
  );
  return apis.flatMap((api) =>
    api.backends.flatMap((backend) => {
      const { endpoint, service } = backend;
      const node = endpoint.kind === "listener" ? existingAlbs.get(endpoint.balancer) : undefined;
      if (node === undefined) return [];
      const seconds = integrationSeconds(api, backend);
      const needed = seconds + idleMarginSeconds;
      return needed <= defaultIdleSeconds
        ? []
        : [
            `timeoutSeconds of ${service}: API Gateway waits ${seconds} s; set the idle timeout of the existing ALB ${node.balancerName} to ${needed} s, or it ends requests first`,
          ];
    }),
  );
}

/** Services that call each service, by the name of the called one. */
function callersByService({ services }: Plan): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  for (const service of services)
    for (const called of calledBy(service)) callers.set(called, [...(callers.get(called) ?? []), service.name]);
  return callers;
}

/**
 * Seconds that a called service may take to answer a request of Service Connect, or of a load balancer, which passes the
 * same proxy: as long as API Gateway waits for it, or for a service that calls it, directly or through others. Never less
 * than API Gateway waits by default, because a service may also call another without a request.
 */
export function requestSeconds(plan: Plan): (service: string) => number {
  const waits = longestWaits(plan);
  const callers = callersByService(plan);
  return (service) => {
    const reached = new Set([service]);
    // A set is iterated in the order of its entries, those that are added meanwhile too.
    for (const name of reached) for (const caller of callers.get(name) ?? []) reached.add(caller);
    return Math.max(defaultSeconds.http, ...[...reached].map((name) => waits.get(name) ?? 0));
  };
}
