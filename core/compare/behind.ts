import type { Plan } from "../plan";
import { ownBalancers } from "../reach";

/** Services whose requests pass a balancer, through ALBs behind it too. */
export function behind(plan: Plan, name: string): ReadonlySet<string> {
  const own = ownBalancers(plan).find((balancer) => balancer.name === name);
  const direct = plan.apis.flatMap(({ backends }) =>
    backends.flatMap(({ service, endpoint }) =>
      endpoint.kind === "listener" && endpoint.balancer === name ? [service] : [],
    ),
  );
  const through = (own?.targetGroups ?? []).flatMap(({ target }) =>
    target.kind === "service" ? [target.service] : [...behind(plan, target.balancer)],
  );
  return new Set([...direct, ...through]);
}
