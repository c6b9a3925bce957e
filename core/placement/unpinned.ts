import type { Action, ListenerNode, OwnBalancer, OwnerRef, Plan, TargetGroupNode } from "../plan";
import { ownBalancers } from "../plan-queries";
import type { Pins, Settings } from "../settings/settings";

/** Placement of a service, or of the ALB of a service group, that the plan chose and the configuration does not pin. */
export interface UnpinnedPlacement {
  readonly kind: "services" | "groups";
  readonly owner: string;
  readonly pins: Pins;
}

const placement = ({ kind, name }: OwnerRef, pins: Pins): UnpinnedPlacement => ({ kind, owner: name, pins });

function targetOf({ targetGroups }: OwnBalancer, action: Action): TargetGroupNode["target"] | undefined {
  return action.kind === "forward" ? targetGroups.find(({ name }) => name === action.targetGroup)?.target : undefined;
}

/** Services whose requests arrive at a listener. */
function servicesAt(plan: Plan, nlb: OwnBalancer, port: number): readonly OwnerRef[] {
  const backends = plan.apis.flatMap((api) => api.backends);
  return backends.flatMap(({ service, endpoint }) =>
    endpoint.kind === "listener" && endpoint.balancer === nlb.name && endpoint.port === port
      ? [{ kind: "services", name: service }]
      : [],
  );
}

/**
 * Services or service groups whose pins place a listener. Read from its target, not from the request paths, because a
 * retired service has no route but keeps its listener.
 */
function ownersOf(plan: Plan, nlb: OwnBalancer, { port, defaultAction }: ListenerNode): readonly OwnerRef[] {
  const target = targetOf(nlb, defaultAction);
  if (target === undefined) return [];
  if (target.kind !== "alb") return [{ kind: "services", name: target.service }];
  const alb = ownBalancers(plan).find(({ name }) => name === target.balancer);
  // An existing ALB has no entry in the configuration: the pins of all services behind it apply.
  return alb === undefined ? servicesAt(plan, nlb, port) : alb.owner === undefined ? [] : [alb.owner];
}

/** Whether containers behind an ALB take TLS at one of its ports. */
function takeTlsBehind(plan: Plan, alb: string, port: number): boolean {
  const balancer = ownBalancers(plan).find(({ name }) => name === alb);
  const listener = balancer?.listeners.find((one) => one.port === port);
  const actions = [...(listener?.rules.map(({ action }) => action) ?? []), listener?.defaultAction];
  return actions.some(
    (action) =>
      action?.kind === "forward" &&
      balancer?.targetGroups.find(({ name }) => name === action.targetGroup)?.protocol === "HTTPS",
  );
}

/** The pin of a listener: whether it or an ALB behind it ends TLS, and whether the containers take TLS again. */
function pinOf(plan: Plan, nlb: OwnBalancer, { protocol, defaultAction }: ListenerNode): keyof Pins {
  const group = nlb.targetGroups.find(
    ({ name }) => defaultAction.kind === "forward" && name === defaultAction.targetGroup,
  );
  const isAlb = group?.target.kind === "alb";
  if (protocol !== "TLS" && !(isAlb && group.healthCheckProtocol === "HTTPS")) return "port";
  const again = isAlb ? takeTlsBehind(plan, group.target.balancer, group.port) : group?.protocol === "TLS";
  return again ? "containerTlsPort" : "tlsPort";
}

function onNlb(plan: Plan, nlb: OwnBalancer): readonly UnpinnedPlacement[] {
  const { number, owner } = nlb;
  // A dedicated NLB has one listener at a fixed port.
  if (owner?.kind === "services") return [];
  const onSharedNlb = number === undefined ? {} : { nlb: number };
  return nlb.listeners.flatMap((listener) => {
    const key = pinOf(plan, nlb, listener);
    return ownersOf(plan, nlb, listener).map((listenerOwner) =>
      placement(listenerOwner, { ...onSharedNlb, [key]: listener.port }),
    );
  });
}

/** Rules of a dedicated ALB have fixed priorities, and a test rule has that before its service's. */
const onAlb = (alb: OwnBalancer): readonly UnpinnedPlacement[] =>
  (alb.owner?.kind === "services" ? [] : alb.listeners)
    .flatMap(({ rules }) => rules.filter(({ testHeader }) => testHeader === undefined))
    .flatMap(({ priority, action }) => {
      const target = targetOf(alb, action);
      return target === undefined || target.kind === "alb"
        ? []
        : [placement({ kind: "services", name: target.service }, { priority })];
    });

function unpinned({ pins, ...owner }: UnpinnedPlacement, settings: Settings): readonly UnpinnedPlacement[] {
  const pinned: Pins = settings[owner.kind].find(({ name }) => name === owner.owner)?.pins ?? {};
  const missing = (Object.entries(pins) as [keyof Pins, number][]).filter(([key]) => pinned[key] === undefined);
  return missing.length === 0 ? [] : [{ ...owner, pins: Object.fromEntries(missing) }];
}

/** Placements that are not pinned, so that a later change of the list may move them; in the order of the settings. */
export function unpinnedPlacements(plan: Plan, settings: Settings): readonly UnpinnedPlacement[] {
  const all = ownBalancers(plan).flatMap((balancer) =>
    balancer.type === "nlb" ? onNlb(plan, balancer) : onAlb(balancer),
  );
  const merged = new Map<string, UnpinnedPlacement>();
  for (const chosen of all) {
    const key = `${chosen.kind} ${chosen.owner}`;
    merged.set(key, { ...chosen, pins: { ...merged.get(key)?.pins, ...chosen.pins } });
  }
  const order = settings.services.map(({ name }) => name);
  return [...merged.values()]
    .flatMap((chosen) => unpinned(chosen, settings))
    .sort((a, b) => b.kind.localeCompare(a.kind) || order.indexOf(a.owner) - order.indexOf(b.owner));
}
