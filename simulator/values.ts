/** Marks an unknown value in the engine's protocol. Source: @pulumi/pulumi/runtime/rpc */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const resourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
const archiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";

/** Properties as the protocol sends them. */
export type Properties = Record<string, unknown>;

/** Whether a value is a map: neither a list nor null. */
export const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reference to a resource in a component's output. */
export const resourceReference = (urn: string, id: string): Properties => ({
  [signatureKey]: resourceSignature,
  urn,
  id,
});

/**
 * An asset or archive as the protocol sends it, so that the engine gets back what it sent. Of what is in its state, the
 * engine may send the hash only.
 *
 * @throws Error for a file or URL: the state would name a path of one machine, or what the simulator cannot read
 */
function assetOf(value: Properties): Properties {
  if ("path" in value || "uri" in value)
    throw new Error("the simulator reads assets of text and archives of assets only, no files and URLs");
  return mapValues(value, (item, key) => (key === "assets" ? unwrap(item) : item));
}

/** A value as JSON by which two are compared: assets and archives by their hash, where the engine has computed it. */
export const comparable = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, item: unknown) =>
    isObject(item) && signatureKey in item && "hash" in item ? { hash: item["hash"] } : item,
  );

function unwrapSpecial(value: Properties): unknown {
  switch (value[signatureKey]) {
    case secretSignature:
      return unwrap(value["value"]);
    case outputSignature:
      return "value" in value ? unwrap(value["value"]) : unknown;
    case resourceSignature:
      return value["id"] === undefined || value["id"] === "" ? unknown : value["id"];
    case assetSignature:
    case archiveSignature:
      return assetOf(value);
    default:
      throw new Error(`the simulator cannot read a value of kind ${String(value[signatureKey])}`);
  }
}

/** An array with its items replaced; the same array if no item changes, which avoids most copies in a run. */
function mapItems(items: readonly unknown[], replace: (item: unknown, index: number) => unknown): readonly unknown[] {
  let replaced: unknown[] | undefined;
  items.forEach((item, index) => {
    const replacement = replace(item, index);
    if (replacement !== item) (replaced ??= [...items])[index] = replacement;
  });
  return replaced ?? items;
}

/** An object with its values replaced; the same object if no value changes. */
function mapValues(object: Properties, replace: (value: unknown, key: string) => unknown): Properties {
  let replaced: Properties | undefined;
  for (const key of Object.keys(object)) {
    const replacement = replace(object[key], key);
    if (replacement !== object[key]) (replaced ??= { ...object })[key] = replacement;
  }
  return replaced ?? object;
}

/** A value without the protocol's wrappers for secrets, outputs and references; unknown values keep their mark. */
export function unwrap(value: unknown): unknown {
  if (Array.isArray(value)) return mapItems(value, unwrap);
  if (!isObject(value)) return value;
  return signatureKey in value ? unwrapSpecial(value) : mapValues(value, unwrap);
}

const join = (path: string, key: string) => {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
};

/**
 * Replaces unknown values with null and lists their paths, in Pulumi's notation: `defaultActions[0].targetGroupArn`,
 * `tags["a.b"]`.
 */
export function reveal(properties: Properties): { readonly known: Properties; readonly unknown: string[] } {
  const paths: string[] = [];
  const visit = (value: unknown, path: string): unknown => {
    if (value === unknown) {
      paths.push(path);
      return null;
    }
    if (Array.isArray(value)) return mapItems(value, (inner, index) => visit(inner, `${path}[${index}]`));
    if (!isObject(value)) return value;
    return mapValues(value, (inner, key) => visit(inner, join(path, key)));
  };
  return { known: visit(properties, "") as Properties, unknown: paths };
}
