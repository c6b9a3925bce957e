import { quotaKeys } from "./quotas";
import type { QuotaKey } from "./quotas";

/** A violation that the owner of the stack accepts. */
export interface Acknowledgement {
  /** Id of the policy. */
  readonly rule: string;
  /**
   * URN of the resource, or its logical name. A finding on a quota of the account is on the stack: it is accepted
   * without a resource, and with any resource that counts.
   */
  readonly resource?: string | undefined;
  readonly reason: string;
}

/** The value of a quota in this account, where it differs from the default. */
interface QuotaOverride {
  readonly value: number;
  readonly reason: string;
}

/**
 * Settings of the policy pack, the same for all policies. CrossGuard configures each policy separately, so a
 * `--policy-pack-config` file has the same object under each policy id:
 * `{ "vpc-links-v2-quota": SETTINGS, "undetermined": SETTINGS, ... }`. `configFile` writes it.
 */
export interface PackConfig {
  readonly acknowledge?: readonly Acknowledgement[];
  /**
   * Values by quota key, for every account and Region of the stack. A quota that AWS does not adjust can be lowered, but
   * not raised.
   */
  readonly quotas?: Partial<Readonly<Record<QuotaKey, QuotaOverride>>>;
  /**
   * Usage by other stacks, by quota key; for quotas of the account. It counts in the account and Region of the stack's
   * default provider.
   */
  readonly usedElsewhere?: Partial<Readonly<Record<QuotaKey, number>>>;
  /** Used share of a quota, 0 to 1, from which `quota-headroom` reports; 0.8 by default. */
  readonly headroom?: number;
  /** Zone IDs of this account by zone name: `{ "us-east-1a": "use1-az1" }`. */
  readonly zoneIds?: Readonly<Record<string, string>>;
}

type Schema = Readonly<Record<string, unknown>>;
const text: Schema = { type: "string", minLength: 1 };
const object = (
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema => ({
  type: "object",
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});
/** An object by quota key: a key that is not in the ledger is an error. */
const byQuota = (value: Schema) => object({}, Object.fromEntries(quotaKeys.map((key) => [key, value])));

/** JSON schema of each setting, for `configSchema`. */
export const configSchemas = {
  acknowledge: { type: "array", items: object({ rule: text, reason: text }, { resource: text }) },
  quotas: byQuota(object({ value: { type: "number", minimum: 0 }, reason: text })),
  usedElsewhere: byQuota({ type: "number", minimum: 0 }),
  headroom: { type: "number", minimum: 0, maximum: 1 },
  // Ids of Availability Zones, Local Zones and Wavelength Zones: use1-az1, usw2-lax1-az1, use1-wl1-bos-wlz1.
  // Any other value would leave rules undetermined, with the advice to add the id.
  zoneIds: {
    type: "object",
    additionalProperties: { type: "string", pattern: "^[a-z]+[0-9]+-([a-z0-9]+-)*(az|wlz)[0-9]+$" },
  },
} as const satisfies Record<keyof PackConfig, Schema>;

/**
 * Says which names in the configuration of a policy are no settings. CrossGuard checks the values of known settings only,
 * so a misspelled one would have no effect and no message.
 */
export const unknownSettings = (config: object): readonly string[] =>
  Object.keys(config)
    .filter((name) => !Object.hasOwn(configSchemas, name))
    .map(
      (name) =>
        `${name}: unknown setting in the configuration of the policy pack; allowed: ${Object.keys(configSchemas).join(", ")}; correct or remove it`,
    );

/**
 * Returns the content of a `--policy-pack-config` file: the settings under each policy id.
 *
 * @param mandatory - ids of advisory policies whose violations are to stop an update; `enforcementLevel` is a key of
 *   Pulumi, which the policy does not see (`normalizeConfig` in `protoutil.ts` of @pulumi/policy)
 */
export const configFile = (
  ids: readonly string[],
  config: PackConfig,
  mandatory: readonly string[],
): Readonly<Record<string, PackConfig & { readonly enforcementLevel?: "mandatory" }>> =>
  Object.fromEntries(
    ids.map((id) => [id, mandatory.includes(id) ? { enforcementLevel: "mandatory" as const, ...config } : config]),
  );
