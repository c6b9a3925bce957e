import type { PolicyResource } from "@pulumi/policy";

import { bare } from "./resource";
import type { Provider, Resource } from "./resource";
import { readStack } from "./stack";

/** The fields of a `validateStack` resource that rules need. */
export type EngineResource = Pick<
  PolicyResource,
  "urn" | "type" | "name" | "props" | "parent" | "provider" | "dependencies" | "propertyDependencies"
> & { readonly opts: Pick<PolicyResource["opts"], "ignoreChanges" | "deleteBeforeReplace" | "aliases"> };

/**
 * Returns the properties without the SDK's proxy, which throws for every unknown value that is read. The proxy supports
 * this key itself. With an SDK that does not, `value.ts` still treats the exceptions as unknown values.
 */
function unwrap(props: object): object {
  const target = (props as Readonly<Record<string, unknown>>)["__getSpecialProxyTarget"];
  return typeof target === "object" && target !== null ? target : props;
}

/** Sorted, because the order of dependencies has no meaning and differs between runs. */
const urns = (resources: readonly { readonly urn: string }[]) => resources.map(({ urn }) => urn).sort();

/** The provider from the stack's list, which has its dependencies, else as the SDK adds it to the resource. */
function providerOf(
  { provider }: EngineResource,
  listed: ReadonlyMap<string, Resource>,
): { readonly provider?: Provider } {
  if (provider === undefined) return {};
  const { urn, type, name, props } = provider;
  return { provider: { urn, resource: listed.get(urn) ?? { ...bare, urn, type, name, props: unwrap(props) } } };
}

const convert = (resource: EngineResource): Resource => ({
  urn: resource.urn,
  type: resource.type,
  name: resource.name,
  ...(resource.parent === undefined ? {} : { parent: resource.parent.urn }),
  props: unwrap(resource.props),
  unknown: bare.unknown,
  dependencies: urns(resource.dependencies),
  propertyDependencies: Object.fromEntries(
    Object.entries(resource.propertyDependencies).map(([property, list]) => [property, urns(list)]),
  ),
  ignoreChanges: resource.opts.ignoreChanges,
  deleteBeforeReplace: resource.opts.deleteBeforeReplace === true,
});

/** Converts each resource by itself. */
export function convertEngine(resources: readonly EngineResource[]): readonly Resource[] {
  const converted = resources.map((resource) => ({ resource, plain: convert(resource) }));
  const listed = new Map(
    converted.flatMap(({ plain }) => (plain.type.startsWith("pulumi:providers:") ? [[plain.urn, plain] as const] : [])),
  );
  return converted.map(({ resource, plain }) => ({ ...plain, ...providerOf(resource, listed) }));
}

/** Converts resources of `validateStack` to plain data. */
export const fromEngine = (resources: readonly EngineResource[]): readonly Resource[] =>
  readStack(convertEngine(resources));
