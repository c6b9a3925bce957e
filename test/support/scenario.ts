import assert from "node:assert/strict";
import { decide } from "../../core/decide";
import type { Plan } from "../../core/plan";
import { planStack } from "../../core/planner";
import { parseSettings } from "../../core/settings/parse";
import type { Option, Settings } from "../../core/settings/settings";

/** An entry of a list in the stack file. */
export type Entry = Record<string, unknown> & { readonly name: string };

const zones = ["use1-az1", "use1-az2"];

/** The two VPCs of the article. */
export const articleVpcs: readonly Entry[] = [
  { name: "sales", cidr: "10.1.0.0/16", zones },
  { name: "supply", cidr: "10.2.0.0/16", zones },
];

/** A number as the 8 hexadecimal digits of an EC2 id. */
export const hex = (value: number) => value.toString(16).padStart(8, "0");

/** An existing VPC `v<index>` with private subnets in two zones. */
export const existingVpc = (index: number): Entry => ({
  name: `v${index}`,
  existing: {
    id: `vpc-${hex(index)}`,
    subnets: zones.map((zone, place) => ({
      id: `subnet-${hex(index * 10 + place)}`,
      zone,
      cidr: `10.${index}.${place * 16}.0/20`,
    })),
  },
});

/** A service with only the required keys. */
export const service = (name: string, vpc: string, more: Record<string, unknown> = {}): Entry => ({
  name,
  vpc,
  image: "nginx:1.29",
  ...more,
});

/** The four services of the article. */
export const articleServices: readonly Entry[] = [
  service("orders", "sales"),
  service("customers", "sales"),
  service("stock", "supply"),
  service("shipping", "supply"),
];

/** VPC of each service of the article. */
export const articleVpcOf: Readonly<Record<string, string>> = {
  orders: "sales",
  customers: "sales",
  stock: "supply",
  shipping: "supply",
};

/** Configuration of the article's scenario, with changes. */
export const article = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  option: 1,
  vpcs: articleVpcs,
  services: articleServices,
  ...changes,
});

/** Validated settings of a configuration. Fails the test if the configuration has problems. */
export function settingsOf(raw: Record<string, unknown>, region = "us-east-1"): Settings {
  const parsed = parseSettings(raw, region);
  assert.ok("settings" in parsed, JSON.stringify(parsed));
  return parsed.settings;
}

/** Plan of a configuration. Fails the test if the configuration has problems. */
export function planOf(raw: Record<string, unknown>, region = "us-east-1"): Plan {
  const { plan, problems } = planStack(settingsOf(raw, region));
  assert.deepEqual(problems, []);
  return plan;
}

/** Problems of a configuration, as `where: message`. */
export function problemsOf(raw: Record<string, unknown>, region = "us-east-1"): string[] {
  const decision = decide(raw, region);
  return "problems" in decision ? decision.problems.map(({ where, message }) => `${where}: ${message}`) : [];
}

/** `count` services named `prefix01`, `prefix02` and so on, with ports pinned so that none collide. */
export const manyServices = (count: number, vpc: string, prefix = "s"): Entry[] =>
  Array.from({ length: count }, (_, index) =>
    service(`${prefix}${String(index + 1).padStart(3, "0")}`, vpc, {
      desiredCount: 1,
      pins: { port: 20_001 + index, priority: 3001 + index },
    }),
  );

export const everyOption: readonly Option[] = [1, 2, 3, 4, 5];
