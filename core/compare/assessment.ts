import { addressProblems, subnetUse } from "../addresses";
import { balancerCost, fixedCost } from "../cost";
import { largest, searchLimit, sized } from "../growth";
import type { Headroom } from "../quotas/headroom";
import { headroom } from "../quotas/headroom";
import type { ApiNode, Plan } from "../plan";
import { planStack } from "../planner";
import type { Problem } from "../problem";
import { ownBalancers } from "../plan-queries";
import { exceededQuotas } from "../quotas/problems";
import { parseSettings } from "../settings/parse";
import type { Pins, Settings } from "../settings/settings";
import { isLegacy, topologyTraits } from "../topology-traits";
import { quotas } from "../../policies/quotas";
import { servicesByBalancer } from "../request-paths";
import type { Choice } from "./choices";
import { chosen } from "./choices";
import type { Answer } from "./requirements";
import { answers } from "./requirements";
import type { Traffic, TrafficLine } from "./traffic";
import { trafficCost } from "./traffic";

/** How far a list of services grows until something stops it. */
export interface GrowthLimit {
  /** Services that fit. */
  readonly services: number;
  /** The search ended before a limit was met. */
  readonly atLeast: boolean;
  /** What refuses one more; empty where nothing does. */
  readonly by: string;
}

/** What a plan comes to. */
interface Measures {
  readonly counts: Readonly<Record<"links" | "balancers" | "listeners" | "rules" | "targetGroups", number>>;
  readonly quotas: readonly Headroom[];
  /** The private subnet that is fullest, in addresses. */
  readonly addresses: { readonly needed: number; readonly free: number };
  /** Stations behind the API that a request passes at most: link, balancers, task. */
  readonly hops: number;
  readonly balancerUsdPerMonth: number;
  readonly fixedUsdPerMonth: number;
  readonly traffic: { readonly lines: readonly TrafficLine[]; readonly usdPerMonth: number };
  /** Most services that one balancer, or one link, takes down with it. */
  readonly blast: { readonly balancer: number; readonly link: number };
  /** No two services share a load balancer. */
  readonly independent: boolean;
}

/** One way to put the stack's services behind an API, held against what AWS allows and what they need. */
export interface Assessment extends Choice {
  readonly title: string;
  readonly api: ApiNode["type"];
  readonly legacy: boolean;
  /** Pins that the list would have to write, since hashes of names meet. */
  readonly pins: number;
  /** Configuration or placement that the option refuses; nothing else is known then. */
  readonly problems: readonly Problem[];
  /** Quotas that the list breaks, topology first. */
  readonly broken: readonly {
    readonly kind: "topology" | "account";
    readonly adjustable: boolean;
    readonly text: string;
  }[];
  readonly measures?: Measures;
  readonly topologyStop?: GrowthLimit;
  /** By limits of the account, up to the topology's own stop. */
  readonly accountStop?: GrowthLimit;
  /** What is required and cannot be had, or on a condition. */
  readonly answers: readonly Answer[];
}

const most = (numbers: readonly number[]) => numbers.reduce((largestYet, one) => Math.max(largestYet, one), 0);

function measure(plan: Plan, settings: Settings, traffic: Traffic): Measures {
  const own = ownBalancers(plan);
  const listeners = own.flatMap((balancer) => balancer.listeners);
  const shares = [...servicesByBalancer(plan).values()].map(({ size }) => size);
  const backends = plan.apis.flatMap((api) => api.backends);
  const perLink = plan.links.map(({ name }) => backends.filter(({ link }) => link === name).length);
  const fronted = own.some(({ targetGroups }) => targetGroups.some(({ target }) => target.kind === "alb"));
  const listed = backends.every(({ endpoint }) => endpoint.kind === "cloudMap");
  const [fullest] = subnetUse(plan).sort((a, b) => b.needed / b.free - a.needed / a.free);
  return {
    counts: {
      links: plan.links.length,
      balancers: own.length,
      listeners: listeners.length,
      rules: listeners.reduce((sum, { rules }) => sum + rules.length, 0),
      targetGroups: own.reduce((sum, { targetGroups }) => sum + targetGroups.length, 0),
    },
    quotas: headroom(plan, settings),
    addresses: { needed: fullest?.needed ?? 0, free: fullest?.free ?? 0 },
    hops: 2 + (fronted ? 2 : listed ? 0 : 1),
    balancerUsdPerMonth: balancerCost(plan),
    fixedUsdPerMonth: fixedCost(plan).usdPerMonth,
    traffic: trafficCost(plan, traffic),
    blast: { balancer: most(shares), link: most(perLink) },
    independent: most(shares) <= 1,
  };
}

/** Rounds of pinning: each pin may meet another hash. */
const pinningRounds = 10;

/**
 * Settings with the pins written that a clash of two hashes asks for: it is no limit of a topology, since a pin settles
 * it. What pins do not settle comes back as problems.
 */
function settled(settings: Settings, rounds = pinningRounds): { readonly settings: Settings; readonly pins: number } {
  const asked = planStack(settings).problems.flatMap(({ pin }) => pin ?? []);
  if (asked.length === 0 || rounds === 0) return { settings, pins: 0 };
  const pinned = <T extends { readonly name: string; readonly pins: Pins }>(owner: T): T =>
    asked
      .filter((pin) => pin.owner === owner.name)
      .reduce((one, { key, value }) => ({ ...one, pins: { ...one.pins, [key]: value } }), owner);
  const groups = asked
    .map(({ owner }) => owner)
    .filter((owner) => settings.services.every(({ name }) => name !== owner));
  const missing = [...new Set(groups)].filter((name) => settings.groups.every((group) => group.name !== name));
  const next = settled(
    {
      ...settings,
      services: settings.services.map(pinned),
      groups: [...settings.groups, ...missing.map((name) => ({ name, pins: {} }))].map(pinned),
    },
    rounds - 1,
  );
  return { settings: next.settings, pins: asked.length + next.pins };
}

/** What of one kind refuses a list; the blocks of its subnets count as topology. */
function refusal(settings: Settings, kind: "topology" | "account"): string | undefined {
  const { plan, problems } = planStack(settings);
  const [over] = exceededQuotas(plan, settings).filter(({ quota }) => quotas[quota].kind === kind);
  if (over !== undefined)
    return `${quotas[over.quota].name}: ${over.limit}${over.scope === "account" ? "" : ` (${over.scope})`}`;
  const [problem] = kind === "topology" ? [...problems, ...addressProblems(plan, settings)] : [];
  return problem?.message;
}

function stopOf(settings: Settings, kind: "topology" | "account", to: number): GrowthLimit {
  const refuses = (count: number) => refusal(sized(settings, count), kind);
  const grows = settings.services.some(({ runtime }) => runtime.kind === "task");
  const end = grows ? to : Math.min(to, settings.services.length);
  // A list that fits is searched upwards; one that does not, from its first service.
  const listed = Math.min(settings.services.length, end);
  const services =
    listed === 0 || refuses(listed) === undefined
      ? largest(refuses, Math.max(listed, 1), end)
      : largest(refuses, 1, listed - 1);
  return services >= end
    ? { services, atLeast: true, by: "" }
    : { services, atLeast: false, by: refuses(services + 1) ?? "" };
}

/**
 * One choice on the stack's own services.
 *
 * @param values - keys of the project's namespace, as the stack file gives them
 * @param to - services up to which growth is looked at
 */
export function assess(
  values: Readonly<Record<string, unknown>>,
  region: string | undefined,
  choice: Choice,
  traffic: Traffic,
  to = searchLimit,
): Assessment {
  const { title, api } = topologyTraits[choice.option];
  const told = { ...choice, title, api, legacy: isLegacy(choice.option) };
  const parsed = parseSettings(chosen(values, choice), region);
  if ("problems" in parsed) return { ...told, pins: 0, problems: parsed.problems, broken: [], answers: [] };
  const { settings, pins } = settled(parsed.settings);
  const { plan, problems } = planStack(settings);
  const topologyStop = stopOf(settings, "topology", to);
  const measures = measure(plan, settings, traffic);
  const shared: Answer[] =
    settings.requirements.independentDeployment && !measures.independent
      ? [{ kind: "no", why: `up to ${measures.blast.balancer} services share a load balancer`, source: "this plan" }]
      : [];
  return {
    ...told,
    pins,
    problems,
    broken: [
      ...exceededQuotas(plan, settings).map(({ quota, used, limit }) => ({
        kind: quotas[quota].kind,
        adjustable: quotas[quota].adjustable,
        text: `${quotas[quota].name} is ${limit}, ${used} are needed`,
      })),
      ...addressProblems(plan, settings).map(({ message }) => ({
        kind: "topology" as const,
        adjustable: false,
        text: message,
      })),
    ],
    measures,
    topologyStop,
    accountStop: stopOf(settings, "account", Math.max(1, topologyStop.services)),
    answers: [...answers(choice.option, settings.requirements), ...shared],
  };
}
