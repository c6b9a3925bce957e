import type { Raw } from "../records";
import { isRecord } from "../records";
import type { Option } from "../settings/settings";

/** A topology, and the load balancers of the services in it. */
export interface Choice {
  readonly option: Option;
  /** `1`, `5 shared ALB`. */
  readonly id: string;
  /** Load balancers: as the configuration lists them, or the same type for all services. */
  readonly front: "as listed" | "shared ALB" | "NLB each" | "shared NLB";
}

const choice = (option: Option, front: Choice["front"]): Choice => ({
  option,
  id: front === "as listed" ? `${option}` : `${option} ${front}`,
  front,
});

/** The five options with the load balancers of the configuration, and with others where the option allows a choice. */
export const choices: readonly Choice[] = [
  ...([1, 2, 3, 4, 5] as const).map((option) => choice(option, "as listed")),
  choice(1, "shared ALB"),
  choice(1, "NLB each"),
  choice(1, "shared NLB"),
  choice(4, "shared ALB"),
  choice(5, "shared ALB"),
  choice(5, "NLB each"),
  choice(5, "shared NLB"),
];

/** Whether a service has a load balancer already; an endpoint service gets those of the stack. */
const isBehindExisting = ({ existing }: Raw) =>
  existing !== undefined && !(isRecord(existing) && "endpointService" in existing);

function withPreference(service: unknown, front: Choice["front"], groups: ReadonlyMap<unknown, string>): unknown {
  if (!isRecord(service) || isBehindExisting(service) || service["balancer"] === "cloudMap") return service;
  const rest = Object.entries(service).filter(([key]) => !["balancer", "group", "standby"].includes(key));
  const shared = front === "NLB each" ? {} : { group: groups.get(service["vpc"]) };
  return { ...Object.fromEntries(rest), ...shared, balancer: front === "shared ALB" ? "alb" : "nlb" };
}

/** The configuration with one option and no standby: options are compared without one. */
export const withOnly = (values: Raw, option: Option): Raw => ({ ...values, option, standby: undefined });

/** The configuration of the stack with a choice applied; shared load balancers are one per VPC. */
export function applyChoice(given: Raw, { option, front }: Choice): Raw {
  const values = withOnly(given, option);
  if (front === "as listed" || !Array.isArray(values["services"])) return values;
  const services: readonly unknown[] = values["services"];
  const vpcs = [...new Set(services.map((service) => (isRecord(service) ? service["vpc"] : undefined)))];
  const groups = new Map(vpcs.map((vpc, index) => [vpc, `shared-${index + 1}`]));
  return { ...values, groups: [], services: services.map((service) => withPreference(service, front, groups)) };
}
