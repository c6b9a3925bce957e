import { nlbName } from "../naming";
import type { OwnBalancer, Plan } from "../plan";
import { ownBalancers } from "../plan-queries";
import type { Pins, Settings } from "../settings/settings";

/** What a plan chose for a service, or for the ALB of a group, and the configuration does not pin yet. */
export interface UnpinnedPlacement {
  readonly kind: "services" | "groups";
  readonly owner: string;
  readonly pins: Pins;
}

/** Number of a shared NLB, `2` of `sales-nlb-2` and `sales-front-2`; undefined for the NLB of a service or group. */
function nlbNumber({ name, vpc }: OwnBalancer): number | undefined {
  const [, base, number] = /^(.+)-(?:nlb|front)-(\d+)$/.exec(name) ?? [];
  return base === vpc ? Number(number) : undefined;
}

type Owner = Pick<UnpinnedPlacement, "kind" | "owner">;

function ownersOfListener(plan: Plan, settings: Settings, nlb: OwnBalancer, port: number): readonly Owner[] {
  const listener = nlb.listeners.find((one) => one.port === port);
  const action = listener?.defaultAction;
  const group =
    action?.kind === "forward" ? nlb.targetGroups.find(({ name }) => name === action.targetGroup) : undefined;
  if (group?.target.kind === "service") return [{ kind: "services", owner: group.target.service }];
  const alb = group?.target.kind === "alb" ? group.target.balancer : undefined;
  const owner = alb?.replace(/-alb$/, "");
  const grouped = settings.services.some((service) => service.group === owner);
  if (ownBalancers(plan).some(({ name }) => name === alb)) {
    return owner === undefined ? [] : [{ kind: grouped ? "groups" : "services", owner }];
  }
  // An ALB that exists has no entry of its own: every service behind it holds the pin.
  const behind = plan.apis.flatMap(({ backends }) =>
    backends.filter(
      ({ endpoint }) => endpoint.kind === "listener" && endpoint.balancer === nlb.name && endpoint.port === port,
    ),
  );
  return behind.map(({ service }) => ({ kind: "services", owner: service }));
}

function onNlb(plan: Plan, settings: Settings, nlb: OwnBalancer): readonly UnpinnedPlacement[] {
  const number = nlbNumber(nlb);
  const ofGroup = settings.services.some(({ group }) => group !== undefined && nlbName(group) === nlb.name);
  if (number === undefined && !ofGroup) return [];
  return nlb.listeners.flatMap(({ port }) =>
    ownersOfListener(plan, settings, nlb, port).map((owner) => ({
      ...owner,
      pins: { ...(number === undefined ? {} : { nlb: number }), port },
    })),
  );
}

const onAlb = (alb: OwnBalancer): readonly UnpinnedPlacement[] =>
  alb.listeners.flatMap(({ rules }) =>
    rules.flatMap(({ priority, action }): UnpinnedPlacement[] => {
      const group =
        action.kind === "forward" ? alb.targetGroups.find(({ name }) => name === action.targetGroup) : undefined;
      return group?.target.kind === "service"
        ? [{ kind: "services", owner: group.target.service, pins: { priority } }]
        : [];
    }),
  );

function unpinned({ pins, ...owner }: UnpinnedPlacement, settings: Settings): readonly UnpinnedPlacement[] {
  const held = settings[owner.kind].find(({ name }) => name === owner.owner)?.pins ?? {};
  const open = (Object.entries(pins) as [keyof Pins, number][]).filter(([key]) => held[key] === undefined);
  return open.length === 0 ? [] : [{ ...owner, pins: Object.fromEntries(open) }];
}

/** Placements that would follow from hashes and lists again at the next change, by owner, in the order of the settings. */
export function unpinnedPlacements(plan: Plan, settings: Settings): readonly UnpinnedPlacement[] {
  const all = ownBalancers(plan).flatMap((balancer) =>
    balancer.type === "nlb" ? onNlb(plan, settings, balancer) : onAlb(balancer),
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
