import type { QuotaKey } from "../../policies/quotas";
import type { Plan } from "../plan";
import { ownBalancers } from "../plan-queries";
import { pathText, serviceAt, vpcAt } from "../settings/config-path";
import type { Settings } from "../settings/settings";
import { quotasOfValues } from "./counted";
import type { LimitedUsage } from "./limits";

/** Quotas of which a user can use more than one. */
const amounts: readonly QuotaKey[] = [
  "elb.targetsPerAlb",
  "elb.targetsPerZonePerNlb",
  "elb.targetsPerTargetGroup",
  "elb.nlbInterfacesPerVpc",
  "vpc.networkInterfacesPerRegion",
  "vpc.networkAddressUsage",
  "fargate.onDemandVcpu",
  "fargate.spotVcpu",
];

/** Paths of services and VPCs in the configuration, by what the quotas name. */
interface Entries {
  readonly plan: Plan;
  readonly settings: Settings;
}

/** Path of the last service of a group: without it, the load balancer of the group has one user less. */
function groupAt(settings: Settings, group: string): string | undefined {
  const last = settings.services.filter((service) => service.group === group).at(-1);
  return last === undefined ? undefined : serviceAt(settings, last.name, "group");
}

/** Path of a usage plan, or of the keys of the plan that has an API key. */
function usagePlanAt({ usagePlans }: Settings, what: "API key" | "usage plan", name: string): string {
  const index = usagePlans.findIndex((plan) => (what === "API key" ? plan.keys.includes(name) : plan.name === name));
  return pathText(["usagePlans", index, ...(what === "API key" ? ["keys"] : [])]);
}

/** What precedes the name in a user or scope of a quota, and what follows it. */
const before = /^(service|VPC|VPC link|ALB|NLB|security group|(execution role|task role|default|endpoints?) of) /;
const after = / in \S+$|, (in|e)gress$/;

/** Key of the stack that a certificate, domain name, authorizer, API key, usage plan or alarm belongs to. */
function frontOf({ settings }: Entries, text: string): string | undefined {
  const [, what, name = ""] = /^(certificate|domain name|authorizer|API key|usage plan|alarm) (\S+)$/.exec(text) ?? [];
  if (what === undefined) return undefined;
  if (what === "alarm") return "alarms";
  if (what === "authorizer") return "auth";
  if (what === "API key" || what === "usage plan") return usagePlanAt(settings, what, name);
  return what === "certificate" && settings.tls?.serverName === name ? "tls" : "domain";
}

/** The service, or the ALB, that a listener of the plan forwards all requests to. */
function forwardedTo({ plan }: Entries, listener: string): string | undefined {
  for (const { listeners, targetGroups } of ownBalancers(plan)) {
    const action = listeners.find(({ name }) => name === listener)?.defaultAction;
    if (action?.kind !== "forward") continue;
    const target = targetGroups.find(({ name }) => name === action.targetGroup)?.target;
    return target?.kind === "alb" ? target.balancer : target?.service;
  }
  return undefined;
}

/** Path of the service, VPC or group that a user or scope of a quota belongs to; undefined if it is not just one. */
function entryOf(entries: Entries, text: string): string | undefined {
  const front = frontOf(entries, text);
  if (front !== undefined) return front;
  const { plan, settings } = entries;
  const user = text.replace(before, "").replace(after, "");
  const name = forwardedTo(entries, user) ?? user;
  const owner = ownBalancers(plan).find((balancer) => balancer.name === name)?.owner;
  if (owner !== undefined)
    return owner.kind === "services" ? serviceAt(settings, owner.name) : groupAt(settings, owner.name);
  // Security groups of a service, of its endpoint and of a VPC link have the names of these.
  const names = [name, name.replace(/-(service|link|endpoint)$/, "")];
  const service = settings.services.find((entry) => names.includes(entry.name));
  if (service !== undefined) return serviceAt(settings, service.name);
  const vpc = settings.vpcs.find((entry) => names.includes(entry.name));
  return vpc === undefined ? undefined : vpcAt(settings, vpc.name);
}

/** Path of the timeout of services: that of the stack, unless each of them has its own. */
function timeoutAt(settings: Settings, users: readonly string[]): string {
  const services = settings.services.filter(({ name }) => users.includes(name));
  const [first] = services;
  return first === undefined || services.some(({ timeoutSeconds }) => timeoutSeconds === undefined)
    ? "timeoutSeconds"
    : serviceAt(settings, first.name, "timeoutSeconds");
}

/**
 * Path in the configuration of what exceeds a quota: of the first user that is too much, or of what the quota applies to.
 * If that is no single entry, of the quota's value in the settings, or else of the whole list.
 */
export function placeOf(plan: Plan, settings: Settings, usage: LimitedUsage): string {
  const { quota, scope, users, limit, elsewhere } = usage;
  if (quotasOfValues.includes(quota)) return timeoutAt(settings, users);
  const entries = { plan, settings };
  const isCounted = !amounts.includes(quota);
  const surplus = isCounted ? users[Math.max(0, limit - elsewhere)] : users.length === 1 ? users[0] : undefined;
  const entry = (surplus === undefined ? undefined : entryOf(entries, surplus)) ?? entryOf(entries, scope);
  if (entry !== undefined) return entry;
  if (settings.quotas[quota] !== undefined) return pathText(["quotas", quota, "value"]);
  return users.every((user) => entryOf(entries, user)?.startsWith("vpcs")) ? "vpcs" : "services";
}
