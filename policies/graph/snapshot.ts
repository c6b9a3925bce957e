import { bare } from "./resource";
import type { Resource } from "./resource";
import { readStack } from "./stack";

/** A resource as the command `preview --json` prints it: unknown values are null. */
export interface SnapshotResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly parent?: string | null;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Paths of the unknown inputs; without this list, every null is unknown. */
  readonly unknown?: readonly string[];
  /** Values that the inputs lack, at any depth: ids and ARNs in an apply pass. */
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** URN, or URN and id in the protocol's form `URN::ID`. */
  readonly provider?: string;
  readonly options?: { readonly ignoreChanges?: readonly string[]; readonly deleteBeforeReplace?: boolean };
}

function nullPaths(value: unknown, path: string): readonly string[] {
  if (value === null) return [path];
  if (typeof value !== "object") return [];
  const join = (key: string) => (Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`);
  return Object.entries(value).flatMap(([key, inner]) => nullPaths(inner, join(key)));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Inputs with the outputs that they lack: a provider also adds outputs to objects that the program sets. */
const withOutputs = (
  inputs: Readonly<Record<string, unknown>>,
  outputs: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => ({
  ...outputs,
  ...Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => {
      const added = outputs[key];
      return [key, isObject(value) && isObject(added) ? withOutputs(value, added) : value];
    }),
  ),
});

const providerUrn = (reference: string) => reference.split("::").slice(0, 4).join("::");

/** Converts each resource by itself. */
export function convertSnapshot(resources: readonly SnapshotResource[]): readonly Resource[] {
  const providers = new Map<string, Resource>();
  const converted = resources.map((resource): Resource => {
    const { urn, type, name, parent, inputs, unknown, outputs, provider } = resource;
    const result: Resource = {
      ...bare,
      urn,
      type,
      name,
      ...(parent === undefined || parent === null ? {} : { parent }),
      props: withOutputs(inputs, outputs ?? {}),
      unknown: new Set(unknown ?? nullPaths(inputs, "")),
      // Sorted, because the order of dependencies has no meaning and differs between runs.
      dependencies: [...resource.dependencies].sort(),
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([property, urns]) => [property, [...urns].sort()]),
      ),
      ignoreChanges: resource.options?.ignoreChanges ?? [],
      deleteBeforeReplace: resource.options?.deleteBeforeReplace === true,
      ...(provider === undefined || provider === "" ? {} : { provider: { urn: providerUrn(provider) } }),
    };
    if (type.startsWith("pulumi:providers:")) providers.set(urn, result);
    return result;
  });
  return converted.map((resource) => {
    const found = resource.provider && providers.get(resource.provider.urn);
    return found === undefined ? resource : { ...resource, provider: { urn: found.urn, resource: found } };
  });
}

/** Converts resources of a printed preview to plain data. */
export const fromSnapshot = (resources: readonly SnapshotResource[]): readonly Resource[] =>
  readStack(convertSnapshot(resources));
