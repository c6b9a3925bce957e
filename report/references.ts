import type { ReportedResource } from "./result";

type Inputs = Record<string, unknown>;

/** The keys of a path in Pulumi's notation: `loadBalancers`, `0` and `a.b` of `loadBalancers[0]["a.b"]`. */
function keysOf(path: string): readonly string[] {
  const parts = path.matchAll(/\[("(?:[^"\\]|\\.)*")\]|\[(\d+)\]|([^.[\]]+)/g);
  return [...parts].map(([, quoted, index, key]) =>
    quoted === undefined ? (index ?? key ?? "") : (JSON.parse(quoted) as string),
  );
}

/** Sets the value at a path, if there is one. */
function setAt(target: unknown, [key, ...rest]: readonly string[], value: string): void {
  if (key === undefined || typeof target !== "object" || target === null) return;
  const holder = target as Inputs;
  if (rest.length === 0) holder[key] = value;
  else setAt(holder[key], rest, value);
}

/**
 * Types of what inputs name. An output of a component, such as the id of a VPC of awsx, refers to everything inside the
 * component, also to subnets.
 */
const named: Readonly<Record<string, string>> = { vpcId: "aws:ec2/vpc:Vpc" };

const typeOf = (urn: string) => urn.split("::").at(-2)?.split("$").at(-1);

function narrowed(urns: readonly string[], input: string): readonly string[] {
  const matching = urns.filter((urn) => typeOf(urn) === named[input]);
  return matching.length === 0 ? urns : matching;
}

/**
 * Inputs with the resources that they refer to in place of what is unknown. So another reference is another value.
 *
 * @param nameOf - text for a URN and the input that the value is likely to be, if the resource has it: the last word of the
 * path
 */
export function withReferences(
  { inputs, unknown, propertyDependencies }: ReportedResource,
  nameOf: (urn: string, input: string) => string,
): Inputs {
  if (unknown.length === 0) return inputs;
  const copy: Inputs = structuredClone<Inputs>(inputs);
  for (const path of unknown) {
    const keys = keysOf(path);
    const input =
      keys
        .findLast((key) => !/^\d+$/.test(key))
        ?.split(" ")
        .at(-1) ?? "";
    const urns = narrowed(propertyDependencies[keys[0] ?? ""] ?? [], input);
    const names = urns.map((urn) => nameOf(urn, input));
    setAt(copy, keys, names.sort().join(" "));
  }
  return copy;
}
