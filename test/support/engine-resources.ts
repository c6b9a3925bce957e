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

/** A component has no inputs of its own: the engine shows its outputs. Those that are not known yet are null. */
const outputsOf = (resource: SnapshotResource) =>
  "custom" in resource && resource.custom === false
    ? Object.fromEntries(
        Object.entries(resource.outputs ?? {}).map(([key, value]) => [key, value === null ? unknownMark : value]),
      )
    : {};

/** The resources as `validateStack` passes them to a policy: reading an unknown value throws. */
export function asEngine(resources: readonly SnapshotResource[]): EngineResource[] {
  const proxied = (resource: SnapshotResource) => {
    const { urn, type, name, inputs, unknown = [] } = resource;
    const props = { ...(marked(inputs, "", new Set(unknown)) as object), ...outputsOf(resource) };
    return { urn, type, name, props: unknownCheckingProxy(props) };
  };
  const providers = new Map(resources.map((resource) => [resource.urn, resource]));
  return resources.map((resource) => {
    const provider = providers.get((resource.provider ?? "").split("::").slice(0, 4).join("::"));
    return {
      ...proxied(resource),
      ...(typeof resource.parent === "string" ? { parent: { urn: resource.parent } } : {}),
      ...(provider === undefined ? {} : { provider: proxied(provider) }),
      opts: {
        ignoreChanges: [...(resource.options?.ignoreChanges ?? [])],
        deleteBeforeReplace: resource.options?.deleteBeforeReplace,
        aliases: [],
      },
      dependencies: resource.dependencies.map((urn) => ({ urn })),
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([key, urns]) => [key, urns.map((urn) => ({ urn }))]),
      ),
    };
  }) as unknown as EngineResource[];
}
