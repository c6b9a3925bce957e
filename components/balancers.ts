import type * as pulumi from "@pulumi/pulumi";
import type { OwnBalancer, Plan } from "../core/plan";
import { ownBalancers } from "../core/reach";
import type { Balancer, TargetGroupHandle } from "./balancer";
import { ExistingBalancer } from "./existing-balancer";
import { LoadBalancer } from "./load-balancer";
import type { Network } from "./network";
import { required } from "./required";
import type { SecurityGroups } from "./security-groups";

/** Balancers and target groups of a stack, by the names of the plan. */
export interface MadeBalancers {
  readonly balancers: ReadonlyMap<string, Balancer>;
  readonly targetGroups: ReadonlyMap<string, TargetGroupHandle>;
}

const hasAlbTargets = ({ targetGroups }: OwnBalancer) => targetGroups.some(({ target }) => target.kind === "alb");

/** Makes the balancers of a plan: those that are targets of others before them. */
export function createBalancers(
  plan: Plan,
  networks: ReadonlyMap<string, Network>,
  securityGroups: SecurityGroups,
  opts: pulumi.ComponentResourceOptions,
): MadeBalancers {
  const balancers = new Map<string, Balancer>();
  const targetGroups = new Map<string, TargetGroupHandle>();
  for (const balancer of plan.balancers) {
    if (balancer.kind === "existing")
      balancers.set(balancer.name, new ExistingBalancer(balancer.name, { balancer, securityGroups }, opts));
  }
  const linked = new Set(plan.links.flatMap((link) => (link.version === 1 ? [link.balancer] : [])));
  const own = ownBalancers(plan).sort((a, b) => Number(hasAlbTargets(a)) - Number(hasAlbTargets(b)));
  for (const balancer of own) {
    const { name, vpc } = balancer;
    const args = {
      balancer,
      network: required(networks, vpc),
      securityGroups,
      behindPrivateLink: linked.has(name),
      albs: balancers,
    };
    const made = new LoadBalancer(name, args, opts);
    balancers.set(name, made);
    for (const group of balancer.targetGroups) targetGroups.set(group.name, made.targetGroup(group));
  }
  return { balancers, targetGroups };
}
