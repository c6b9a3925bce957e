import { z } from "zod";
import { packageNamespaces } from "../core/settings/namespaces";
import { settingsSchema } from "../core/settings/schema";
import { gatewayHealthPaths } from "../core/reserved";
import type { Quota } from "../policies/quota";
import { quotas } from "../policies/quotas";
import { acknowledgeableIds } from "../core/acknowledgeable";

type Schema = Readonly<Record<string, unknown>>;

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });

/** The schema of a list whose entries are described by another schema. */
const ofEntries = (schema: Schema, change: (entry: Schema) => Schema): Schema => ({
  ...schema,
  items: change(schema["items"] as Schema),
});

/** The schema of an entry with more keywords for one of its keys. */
function withKey(entry: Schema, key: string, keywords: Schema): Schema {
  const properties = entry["properties"] as Readonly<Record<string, Schema>>;
  return { ...entry, properties: { ...properties, [key]: { ...properties[key], ...keywords } } };
}

const quotaText = ({ name, default: value, adjustable }: Quota) =>
  `${name}: ${value} by default${adjustable ? "" : "; AWS does not raise it"}`;

/** A map by quota key. Editors offer keys that a schema lists, and show what each is. */
function byQuota({ description, additionalProperties }: Schema): Schema {
  const entry = (quota: Quota): Schema => ({ ...(additionalProperties as Schema), description: quotaText(quota) });
  const properties = Object.entries<Quota>(quotas).map(([key, quota]) => [key, entry(quota)]);
  return { description, type: "object", properties: Object.fromEntries(properties), additionalProperties: false };
}

/** What a service outside the stack is reached by: an endpoint service, or a load balancer. */
const outside: Schema = {
  oneOf: [
    { required: ["endpointService"], maxProperties: 1 },
    { required: ["arn", "dnsName", "listenerArn", "port", "protocol"], not: { required: ["endpointService"] } },
  ],
};

/** What the schema of the settings leaves to validations, as far as JSON Schema can say it. */
const additions: Readonly<Record<string, (schema: Schema) => Schema>> = {
  tags: (schema) => ({
    ...schema,
    maxProperties: 48,
    propertyNames: { maxLength: 128, not: { pattern: "^[Aa][Ww][Ss]:" } },
    additionalProperties: { type: "string", maxLength: 256 },
    examples: [{ team: "shop" }],
  }),
  quotas: byQuota,
  usedElsewhere: byQuota,
  acknowledge: (schema) => ofEntries(schema, (entry) => withKey(entry, "rule", { enum: acknowledgeableIds })),
  vpcs: (schema) =>
    ofEntries(schema, (vpc) => ({
      ...withKey(vpc, "zones", { uniqueItems: true }),
      anyOf: [{ required: ["cidr", "zones"] }, { required: ["existing"] }],
    })),
  services: (schema) =>
    ofEntries(schema, (service) => ({
      ...withKey(withKey(service, "path", { not: { enum: gatewayHealthPaths } }), "existing", outside),
      anyOf: [{ required: ["image"] }, { required: ["existing"] }],
    })),
};

/** A number or boolean, or the text that `pulumi config set` and `pulumi new` write for it. */
function orText({ description, default: value, ...schema }: Schema): Schema {
  const allowed = schema["enum"] as readonly unknown[] | undefined;
  const texts = { number: "[0-9]+", integer: "[0-9]+", boolean: "true|false" };
  const type = schema["type"] as keyof typeof texts;
  if (!(type in texts)) return { description, default: value, ...schema };
  const text = { type: "string", pattern: `^(${allowed?.join("|") ?? texts[type]})$` };
  return { description, default: value, anyOf: [schema, text] };
}

/** The schemas of the keys of the settings. */
function definitions(): Readonly<Record<string, Schema>> {
  const { properties } = z.toJSONSchema(settingsSchema, {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
    override: ({ jsonSchema }) => {
      // Zod's bound of an integer without one.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return Object.fromEntries(
    Object.entries(properties as Readonly<Record<string, Schema>>).map(([key, schema]) => [
      key,
      orText(additions[key]?.(schema) ?? schema),
    ]),
  );
}

/** A key of ours in the namespace of any project: the schema does not know the name of the project. */
const ownKey = (name: string) => `^(?!(${packageNamespaces.join("|")}):)[^:]+:(config:)?${name}$`;

/**
 * The JSON Schema of a stack file, for editors. It refuses what the settings' schema refuses; what follows from several
 * keys, and keys that are missing because Pulumi.yaml or an environment may have them, only the tools see.
 *
 * Draft 7 is what yaml-language-server reads: https://github.com/redhat-developer/yaml-language-server
 */
export function stackJsonSchema(): string {
  const own = definitions();
  const config = {
    description: "configuration of the stack; keys of this project may have its name as a prefix, such as acme:option",
    type: ["object", "null"],
    properties: {
      ...Object.fromEntries(Object.keys(own).map((key) => [key, ref(key)])),
      "aws:region": { description: "AWS Region of the stack; required", type: "string", examples: ["us-east-1"] },
    },
    patternProperties: {
      ...Object.fromEntries(Object.keys(own).map((key) => [ownKey(key), ref(key)])),
      ":": { description: "key of a provider or of another project" },
    },
    additionalProperties: false,
  };
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Stack file of private-integrations",
    type: ["object", "null"],
    properties: {
      // Nothing reads the keys of config beside it.
      ...Object.fromEntries(Object.keys(config.properties).map((key) => [key, false])),
      config,
      environment: { description: "environments of Pulumi ESC; offline commands cannot read their values" },
      secretsprovider: { description: "provider that encrypts the secrets of the stack", type: "string" },
      encryptionsalt: { description: "salt of the passphrase, written by the Pulumi CLI", type: "string" },
      encryptedkey: { description: "encrypted data key, written by the Pulumi CLI", type: "string" },
    },
    definitions: own,
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
