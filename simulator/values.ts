/** What the engine's protocol writes for a value that is not known yet. Source: @pulumi/pulumi/runtime/rpc */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const resourceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Properties as the protocol carries them. */
export type Properties = Record<string, unknown>;

const isObject = (value: unknown): value is Properties =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Reference to a resource, as a component's output carries it. */
export const resourceReference = (urn: string, id: string): Properties => ({
  [signatureKey]: resourceSignature,
  urn,
  id,
});

function unwrapSpecial(value: Properties): unknown {
  switch (value[signatureKey]) {
    case secretSignature:
      return unwrap(value["value"]);
    case outputSignature:
      return "value" in value ? unwrap(value["value"]) : unknown;
    case resourceSignature:
      return value["id"] === undefined || value["id"] === "" ? unknown : value["id"];
    default:
      throw new Error(`the simulator cannot read a value of kind ${String(value[signatureKey])} (an asset or archive)`);
  }
}

/** A value without the protocol's wrappers of secrets, outputs and references; unknowns stay marked. */
export function unwrap(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrap);
  if (!isObject(value)) return value;
  if (signatureKey in value) return unwrapSpecial(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unwrap(inner)]));
}

const join = (path: string, key: string) => {
  if (!/^[A-Za-z_$][\w$-]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
};

/**
 * A value with null for unknowns, and the paths at which they stood, in Pulumi's notation:
 * `defaultActions[0].targetGroupArn`, `tags["a.b"]`.
 */
export function reveal(properties: Properties): { readonly known: Properties; readonly unknown: string[] } {
  const paths: string[] = [];
  const walk = (value: unknown, path: string): unknown => {
    if (value === unknown) {
      paths.push(path);
      return null;
    }
    if (Array.isArray(value)) return value.map((inner, index) => walk(inner, `${path}[${index}]`));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, join(path, key))]));
  };
  return { known: walk(properties, "") as Properties, unknown: paths };
}
