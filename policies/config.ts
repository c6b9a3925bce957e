import type { QuotaKey } from "./quotas";

/** A finding that its owner accepts. */
export interface Acknowledgement {
  /** Id of the rule. */
  readonly rule: string;
  /** URN of the resource, or its logical name. */
  readonly resource: string;
  readonly reason: string;
}

/** A quota of which the account has more or less than the ledger says. */
interface QuotaOverride {
  readonly value: number;
  readonly reason: string;
}

/**
 * Settings of the pack, one shape for all rules. CrossGuard keeps configuration per policy and shows a policy only its
 * own, so a `--policy-pack-config` file holds the same object under every policy's id:
 * `{ "vpc-links-v2-quota": SETTINGS, "undetermined": SETTINGS, ... }`; `configFile` writes it.
 */
export interface PackConfig {
  readonly acknowledge?: readonly Acknowledgement[];
  /** By key of the ledger. A quota that AWS does not adjust can be lowered, not raised. */
  readonly quotas?: Partial<Readonly<Record<QuotaKey, QuotaOverride>>>;
  /** By key of the ledger: what other stacks of the account use of a quota that counts per Region. */
  readonly usedElsewhere?: Partial<Readonly<Record<QuotaKey, number>>>;
  /** Share of a quota from which `quota-headroom` reports; 0.8 where it is not given. */
  readonly headroom?: number;
  /** Zone id by zone name, as this account maps them: `{ "us-east-1a": "use1-az1" }`. */
  readonly zoneIds?: Readonly<Record<string, string>>;
}

type Schema = Readonly<Record<string, unknown>>;
const text: Schema = { type: "string", minLength: 1 };
const object = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

/** JSON schema of each setting, for `configSchema`. */
export const configSchemas = {
  acknowledge: { type: "array", items: object({ rule: text, resource: text, reason: text }) },
  quotas: { type: "object", additionalProperties: object({ value: { type: "number", minimum: 0 }, reason: text }) },
  usedElsewhere: { type: "object", additionalProperties: { type: "number", minimum: 0 } },
  headroom: { type: "number", minimum: 0, maximum: 1 },
  zoneIds: { type: "object", additionalProperties: text },
} as const satisfies Record<keyof PackConfig, Schema>;

/** Policy ids and settings in, content of a `--policy-pack-config` file out. */
export const configFile = (ids: readonly string[], config: PackConfig): Readonly<Record<string, PackConfig>> =>
  Object.fromEntries(ids.map((id) => [id, config]));
