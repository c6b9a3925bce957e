import type { Action, ListenerNode, OwnBalancer, OwnerRef, Plan, TargetGroupNode } from "../plan";
import { ownBalancers } from "../plan-queries";
import type { Pins, Settings } from "../settings/settings";

/** What a plan chose for a service, or for the ALB of a group, and the configuration does not pin yet. */
export interface UnpinnedPlacement {
  readonly kind: "services" | "groups";
  readonly owner: string;
  readonly pins: Pins;
}

const placement = ({ kind, name }: OwnerRef, pins: Pins): UnpinnedPlacement => ({ kind, owner: name, pins });

function targetOf({ targetGroups }: OwnBalancer, action: Action): TargetGroupNode["target"] | undefined {
  return action.kind === "forward" ? targetGroups.find(({ name }) => name === action.targetGroup)?.target : undefined;
}

/** Services whose requests come in at a listener. */
function servicesAt(plan: Plan, nlb: OwnBalancer, port: number): readonly OwnerRef[] {
  const backends = plan.apis.flatMap((api) => api.backends);
  return backends.flatMap(({ service, endpoint }) =>
    endpoint.kind === "listener" && endpoint.balancer === nlb.name && endpoint.port === port
      ? [{ kind: "services", name: service }]
      : [],
  );
}

/**
 * Who holds the pin of a listener. Read from its target, not from the request paths: a retired service has no route and
 * keeps its listener.
 */
function ownersOf(plan: Plan, nlb: OwnBalancer, { port, defaultAction }: ListenerNode): readonly OwnerRef[] {
  const target = targetOf(nlb, defaultAction);
  if (target === undefined) return [];
  if (target.kind === "service") return [{ kind: "services", name: target.service }];
  const alb = ownBalancers(plan).find(({ name }) => name === target.balancer);
  // An ALB that exists has no entry of its own: every service behind it holds the pin.
  return alb === undefined ? servicesAt(plan, nlb, port) : alb.owner === undefined ? [] : [alb.owner];
}

function onNlb(plan: Plan, nlb: OwnBalancer): readonly UnpinnedPlacement[] {
  const { number, owner } = nlb;
  // The NLB of one service has one listener, at a port that nothing chose.
  if (owner?.kind === "services") return [];
  return nlb.listeners.flatMap((listener) =>
    ownersOf(plan, nlb, listener).map((holder) =>
      placement(holder, { ...(number === undefined ? {} : { nlb: number }), port: listener.port }),
    ),
  );
}

const onAlb = (alb: OwnBalancer): readonly UnpinnedPlacement[] =>
  alb.listeners
    .flatMap(({ rules }) => rules)
    .flatMap(({ priority, action }) => {
      const target = targetOf(alb, action);
      return target?.kind === "service" ? [placement({ kind: "services", name: target.service }, { priority })] : [];
    });

function unpinned({ pins, ...owner }: UnpinnedPlacement, settings: Settings): readonly UnpinnedPlacement[] {
  const held: Pins = settings[owner.kind].find(({ name }) => name === owner.owner)?.pins ?? {};
  const open = (Object.entries(pins) as [keyof Pins, number][]).filter(([key]) => held[key] === undefined);
  return open.length === 0 ? [] : [{ ...owner, pins: Object.fromEntries(open) }];
}

/** Placements that would follow from hashes and lists again at the next change, by owner, in the order of the settings. */
export function unpinnedPlacements(plan: Plan, settings: Settings): readonly UnpinnedPlacement[] {
  const all = ownBalancers(plan).flatMap((balancer) =>
    balancer.type === "nlb" ? onNlb(plan, balancer) : onAlb(balancer),
  );
  const merged = new Map<string, UnpinnedPlacement>();
  for (const one of all) {
    const key = `${one.kind} ${one.owner}`;
    merged.set(key, { ...one, pins: { ...merged.get(key)?.pins, ...one.pins } });
  }
  const order = settings.services.map(({ name }) => name);
  return [...merged.values()]
    .flatMap((one) => unpinned(one, settings))
    .sort((a, b) => b.kind.localeCompare(a.kind) || order.indexOf(a.owner) - order.indexOf(b.owner));
}
