import * as policy from "@pulumi/policy";
import type { EngineResource } from "../../policies/graph/engine";
import type { SnapshotResource } from "../../policies/graph/snapshot";

/** Exported by the package, but missing from its typings. */
const { unknownCheckingProxy } = policy as unknown as {
  unknownCheckingProxy: (props: object) => Record<string, unknown>;
};

/** The engine's mark for an unknown string. */
const unknownMark = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function marked(value: unknown, path: string, unknown: ReadonlySet<string>): unknown {
  if (unknown.has(path)) return unknownMark;
  if (Array.isArray(value)) return value.map((inner, index) => marked(inner, `${path}[${index}]`, unknown));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, marked(inner, path === "" ? key : `${path}.${key}`, unknown)]),
  );
}

/** The resources as `validateStack` passes them to a policy: reading an unknown value throws. */
export function asEngine(resources: readonly SnapshotResource[]): EngineResource[] {
  const proxied = ({ urn, type, name, inputs, unknown = [] }: SnapshotResource) => ({
    urn,
    type,
    name,
    props: unknownCheckingProxy(marked(inputs, "", new Set(unknown)) as object),
  });
  const providers = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources.map((resource) => {
    const provider = providers.get((resource.provider ?? "").split("::").slice(0, 4).join("::"));
    return {
      ...proxied(resource),
      ...(provider === undefined ? {} : { provider: proxied(provider) }),
      opts: { ignoreChanges: [...(resource.options?.ignoreChanges ?? [])], aliases: [] },
      dependencies: resource.dependencies.map((urn) => ({ urn })),
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, urns.map((urn) => ({ urn }))]),
      ),
    };
  }) as unknown as EngineResource[];
}
