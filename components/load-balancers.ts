import type { OwnBalancer } from "../core/plan";
import { loadBalancersWithLogs } from "../core/load-balancer-logs";
import { ownBalancers } from "../core/plan-queries";
import { idleTimeoutSeconds } from "../core/timeouts";
import { aliasesOf } from "./aliases";
import type { LoadBalancerHandle, TargetGroupHandle } from "./load-balancer-handle";
import { ExistingLoadBalancer } from "./existing-load-balancer";
import type { LoadBalancerArgs } from "./load-balancer";
import { LoadBalancer } from "./load-balancer";
import { getOrThrow } from "./get-or-throw";
import type { DeployContext } from "./services";

/** Load balancers and target groups of a stack, by name in the plan. */
export interface CreatedLoadBalancers {
  readonly balancers: ReadonlyMap<string, LoadBalancerHandle>;
  readonly targetGroups: ReadonlyMap<string, TargetGroupHandle>;
}

const hasAlbTargets = ({ targetGroups }: OwnBalancer) => targetGroups.some(({ target }) => target.kind === "alb");

/** Creates the load balancers of a plan: ALBs that are targets come before their NLBs. */
export function createLoadBalancers(
  { plan, networks, securityGroups, former, opts }: DeployContext,
  { certificates, endpoints }: Pick<LoadBalancerArgs, "certificates" | "endpoints">,
): CreatedLoadBalancers {
  const balancers = new Map<string, LoadBalancerHandle>();
  const targetGroups = new Map<string, TargetGroupHandle>();
  for (const balancer of plan.balancers) {
    if (balancer.kind === "existing")
      balancers.set(balancer.name, new ExistingLoadBalancer(balancer.name, { balancer, securityGroups }, opts));
  }
  const linked = new Set(plan.links.flatMap((link) => (link.version === 1 ? [link.balancer] : [])));
  const own = ownBalancers(plan).sort((a, b) => Number(hasAlbTargets(a)) - Number(hasAlbTargets(b)));
  const idleSecondsOf = idleTimeoutSeconds(plan);
  const { logging } = loadBalancersWithLogs(plan);
  for (const balancer of own) {
    const { name, vpc } = balancer;
    const args = {
      balancer,
      network: getOrThrow(networks, vpc),
      securityGroups,
      behindPrivateLink: linked.has(name),
      albs: balancers,
      endpoints,
      certificates,
      idleTimeoutSeconds: idleSecondsOf(balancer),
      logs: logging.includes(balancer) ? plan.loadBalancerLogs : undefined,
      former,
    };
    const created = new LoadBalancer(name, args, { ...opts, ...aliasesOf(former("balancer", name)) });
    balancers.set(name, created);
    for (const group of balancer.targetGroups) targetGroups.set(group.name, created.targetGroup(group));
  }
  return { balancers, targetGroups };
}
