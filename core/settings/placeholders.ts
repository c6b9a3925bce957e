type Entry = Record<PropertyKey, unknown>;

const isObject = (value: unknown): value is Entry => typeof value === "object" && value !== null;

/** Private subnets that overlap no other block: AWS documents 198.18.0.0/15 for tests of networks. */
const subnets = (index: number) =>
  [1, 2].map((zone) => ({
    id: `subnet-0000000${zone}`,
    zone: `none1-az${zone}`,
    cidr: `198.18.${index % 256}.${(zone - 1) * 16}/28`,
  }));

/** An entry of `vpcs` whose missing required values are filled in. */
export function placeholderVpc(entry: Entry, index: number): Entry & { readonly name: string } {
  const name = typeof entry["name"] === "string" ? entry["name"] : `vpc-${index}`;
  const { existing } = entry;
  const isComplete = isObject(existing) && existing["id"] !== undefined && existing["subnets"] !== undefined;
  const isEmpty = existing === undefined && Object.keys(entry).length === 0;
  if (isComplete || (existing === undefined && !isEmpty)) return { ...entry, name };
  return { ...entry, name, existing: { id: "vpc-00000000", subnets: subnets(index), ...(existing ?? {}) } };
}

/**
 * An entry of `services` whose missing required values are filled in. Its path is no other's.
 *
 * @param given - the VPC of a service without one, and what the schema refused
 */
export function placeholderService(
  entry: Entry,
  index: number,
  given: { readonly vpc: string; readonly pathIsRefused: boolean; readonly runtimeIsRefused: boolean },
): Entry {
  const { vpc = given.vpc, name = `entry-${index}`, group, existing, ...others } = entry;
  return {
    ...others,
    name,
    vpc,
    // A group compares the VPC, so a service without its own joins none.
    ...(group === undefined || entry["vpc"] === undefined ? {} : { group }),
    ...(given.pathIsRefused ? { path: `/.placeholder-${index}` } : {}),
    ...(given.runtimeIsRefused ? { image: "placeholder" } : existing === undefined ? {} : { existing }),
  };
}
