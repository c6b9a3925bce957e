import { nameOf } from "./finding-groups";
import type { ReportedResource } from "./result";

/** The name in an alias: of a URN, or of its fields as JSON; undefined if it keeps the name. */
function nameIn(alias: string): string | undefined {
  if (!alias.startsWith("{")) return nameOf(alias);
  return (JSON.parse(alias) as { readonly name?: string }).name;
}

/**
 * The URNs that resources had, by URN. A child whose name begins with that of its parent follows the aliases of the parent:
 * `inheritedChildAlias` in https://github.com/pulumi/pulumi/blob/master/sdk/nodejs/resource.ts
 *
 * @returns URNs of a resource, the present one first
 */
export function formerUrns(resources: readonly ReportedResource[]): (resource: ReportedResource) => readonly string[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const known = new Map<string, readonly string[]>();
  const namesOf = (resource: ReportedResource): readonly string[] => {
    const found = known.get(resource.urn);
    if (found !== undefined) return found;
    const aliases = (resource.options.aliases ?? []).flatMap((alias) => nameIn(alias) ?? []);
    const own = [resource.name, ...aliases];
    const parent = byUrn.get(resource.parent ?? "");
    const inherited = (parent === undefined ? [] : namesOf(parent).slice(1)).flatMap((former) =>
      own.map((name) => (name.startsWith(parent?.name ?? "") ? former + name.slice(parent?.name.length) : name)),
    );
    const names = [...new Set([...own, ...inherited])];
    known.set(resource.urn, names);
    return names;
  };
  return (resource) => {
    const place = resource.urn.slice(0, resource.urn.lastIndexOf("::") + 2);
    const whole = (resource.options.aliases ?? []).filter((alias) => !alias.startsWith("{"));
    return [...new Set([...namesOf(resource).map((name) => place + name), ...whole])];
  };
}
