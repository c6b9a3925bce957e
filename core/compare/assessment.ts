import { addressProblems, subnetUse } from "../addresses";
import { balancerCost, fixedCost } from "../cost";
import { largest, searchLimit, sized } from "../growth";
import type { Headroom } from "../quotas/headroom";
import { headroom } from "../quotas/headroom";
import type { Plan } from "../plan";
import type { ApiNode } from "../plan-api";
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
import { applyChoice } from "./choices";
import type { GrowthLimit, Grown } from "./grown";
import { canGrow, grow } from "./grown";
import type { Unmet } from "./requirements";
import { unmetRequirements } from "./requirements";
import type { TrafficCost } from "./traffic";
import { trafficCost } from "./traffic";
import type { Traffic } from "./traffic-line";

/** Figures of a plan. */
interface Measures {
  readonly counts: Readonly<Record<"links" | "balancers" | "listeners" | "rules" | "targetGroups", number>>;
  readonly quotas: readonly Headroom[];
  /** IP addresses of the fullest private subnet. */
  readonly addresses: { readonly needed: number; readonly free: number };
  /** Largest number of hops behind the API: VPC link, load balancers and task. */
  readonly hops: number;
  readonly balancerUsdPerMonth: number;
  readonly fixedUsdPerMonth: number;
  readonly traffic: TrafficCost;
  /** Largest number of services that depend on one load balancer, or on one VPC link. */
  readonly blast: { readonly balancer: number; readonly link: number };
  /** No two services share a load balancer. */
  readonly independent: boolean;
}

/** One choice, checked against the quotas of AWS and the requirements of the services. */
export interface Assessment extends Choice {
  readonly title: string;
  readonly api: ApiNode["type"];
  readonly legacy: boolean;
  /** Number of pins to add, because names hash to the same slot. */
  readonly pins: number;
  /** Problems of the configuration or placement under this option; with problems, `measures` may be missing. */
  readonly problems: readonly Problem[];
  /** Quotas that the list exceeds, topology limits first. */
  readonly broken: readonly {
    readonly kind: "topology" | "account";
    readonly adjustable: boolean;
    readonly text: string;
  }[];
  readonly measures?: Measures;
  readonly topologyStop?: GrowthLimit;
  /** By limits of the account, up to the limit of the topology. */
  readonly accountStop?: GrowthLimit;
  /** With the number of services that the comparison was asked for; absent without one. */
  readonly grown?: Grown;
  /** Requirements that the option does not meet, or meets on a condition. */
  readonly answers: readonly Unmet[];
}

const maximum = (numbers: readonly number[]) => numbers.reduce((left, right) => Math.max(left, right), 0);

function measure(plan: Plan, settings: Settings, traffic: Traffic): Measures {
  const own = ownBalancers(plan);
  const listeners = own.flatMap((balancer) => balancer.listeners);
  const shares = [...servicesByBalancer(plan).values()].map(({ size }) => size);
  const backends = plan.apis.flatMap((api) => api.backends);
  const perLink = plan.links.map(({ name }) => backends.filter(({ link }) => link === name).length);
  const albsBehindNlbs = own.some(({ targetGroups }) => targetGroups.some(({ target }) => target.kind === "alb"));
  const onlyCloudMap = backends.every(({ endpoint }) => endpoint.kind === "cloudMap");
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
    hops: 2 + (albsBehindNlbs ? 2 : onlyCloudMap ? 0 : 1),
    balancerUsdPerMonth: balancerCost(plan, settings.region),
    fixedUsdPerMonth: fixedCost(plan, settings.region).usdPerMonth,
    traffic: trafficCost(plan, traffic, settings.region),
    blast: { balancer: maximum(shares), link: maximum(perLink) },
    independent: maximum(shares) <= 1,
  };
}

/** Maximum number of rounds: each new pin may conflict with another hash. */
const pinningRounds = 10;

/**
 * Settings with the pins that resolve conflicts of hashes: such a conflict is not a limit of a topology. Conflicts that
 * pins do not resolve remain problems of the plan.
 */
function withRequiredPins(
  settings: Settings,
  rounds = pinningRounds,
): { readonly settings: Settings; readonly pins: number } {
  const required = planStack(settings).problems.flatMap(({ pin }) => pin ?? []);
  if (required.length === 0 || rounds === 0) return { settings, pins: 0 };
  const pinned = <T extends { readonly name: string; readonly pins: Pins }>(owner: T): T =>
    required
      .filter((pin) => pin.owner === owner.name)
      .reduce((entry, { key, value }) => ({ ...entry, pins: { ...entry.pins, [key]: value } }), owner);
  const groups = required
    .map(({ owner }) => owner)
    .filter((owner) => settings.services.every(({ name }) => name !== owner));
  const missing = [...new Set(groups)].filter((name) => settings.groups.every((group) => group.name !== name));
  const next = withRequiredPins(
    {
      ...settings,
      services: settings.services.map(pinned),
      groups: [...settings.groups, ...missing.map((name) => ({ name, pins: {} }))].map(pinned),
    },
    rounds - 1,
  );
  return { settings: next.settings, pins: required.length + next.pins };
}

/** First limit of one kind that a list exceeds; subnet sizes count as limits of the topology. */
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
  const end = canGrow(settings) ? to : Math.min(to, settings.services.length);
  // If the whole list fits, search upwards from it; if not, search from the first service.
  const listed = Math.min(settings.services.length, end);
  const fits = listed === 0 || refuses(listed) === undefined;
  const { count: services, stoppedBy } = fits
    ? largest(refuses, Math.max(listed, 1), end)
    : largest(refuses, 1, listed - 1);
  // A list that is refused and whose start is not has its limit between the two.
  const by = fits || stoppedBy !== undefined ? stoppedBy : refuses(services + 1);
  return { services, atLeast: by === undefined, by: by ?? "" };
}

/**
 * Assesses one choice for the services of a stack.
 *
 * @param values - configuration values by key, without the project's namespace
 * @param growTo - number of services to grow to, not above `searchLimit`
 */
export function assess(
  values: Readonly<Record<string, unknown>>,
  region: string | undefined,
  choice: Choice,
  traffic: Traffic,
  growTo?: number,
): Assessment {
  const { title, api } = topologyTraits[choice.option];
  const base = { ...choice, title, api, legacy: isLegacy(choice.option) };
  const parsed = parseSettings(applyChoice(values, choice), region);
  if ("problems" in parsed) return { ...base, pins: 0, problems: parsed.problems, broken: [], answers: [] };
  const { settings, pins } = withRequiredPins(parsed.settings);
  const { plan, problems } = planStack(settings);
  // A service without a place is missing from the plan, which cannot be measured then.
  if (problems.length > 0) return { ...base, pins, problems, broken: [], answers: [] };
  const topologyStop = stopOf(settings, "topology", searchLimit);
  const accountStop = stopOf(settings, "account", Math.max(1, topologyStop.services));
  const measures = measure(plan, settings, traffic);
  return {
    ...base,
    pins,
    problems,
    broken: [
      ...exceededQuotas(plan, settings).map(({ quota, used, limit }) => ({
        kind: quotas[quota].kind,
        adjustable: quotas[quota].adjustable,
        text: `${quotas[quota].name} is ${limit}, the plan needs ${used}`,
      })),
      ...addressProblems(plan, settings).map(({ message }) => ({
        kind: "topology" as const,
        adjustable: false,
        text: message,
      })),
    ],
    measures,
    topologyStop,
    accountStop,
    ...(growTo === undefined || !canGrow(settings)
      ? {}
      : { grown: grow(settings, growTo, { topology: topologyStop, account: accountStop }, traffic) }),
    answers: unmetRequirements(settings, plan),
  };
}
