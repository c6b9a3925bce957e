type Entry = Record<PropertyKey, unknown>;

/** Name of an entry without a valid one. */
const placeholderName = (index: number) => `placeholder-${index}`;

/** Whether a text is about a placeholder, not about something in the configuration. */
export const mentionsPlaceholder = (text: string): boolean =>
  /\bplaceholder-\d|\bnone1-az|\b198\.18\.\d+\.(0|16)\/28/.test(text);

/** A config path without the name of a placeholder. */
export const withoutPlaceholder = (where: string): string => where.replace(/ \(placeholder-\d+\)$/, "");

const isObject = (value: unknown): value is Entry => typeof value === "object" && value !== null;

/** Private subnets that overlap no other block: AWS documents 198.18.0.0/15 for tests of networks. */
const subnets = (index: number) =>
  [1, 2].map((zone) => ({
    id: `subnet-0000000${zone}`,
    zone: `none1-az${zone}`,
    cidr: `198.18.${index % 256}.${(zone - 1) * 16}/28`,
  }));

/** An entry of `vpcs` whose missing required values are filled in. */
export function placeholderVpc(
  entry: Entry,
  index: number,
  isRefused: (key: string) => boolean,
): Entry & { readonly name: string } {
  const name = typeof entry["name"] === "string" ? entry["name"] : placeholderName(index);
  const { existing } = entry;
  const isComplete = isObject(existing) && existing["id"] !== undefined && existing["subnets"] !== undefined;
  const isNew = existing === undefined && Object.keys(entry).length > 0 && !isRefused("existing");
  if (isComplete || isNew) return { ...entry, name };
  return { ...entry, name, existing: { id: "vpc-00000000", subnets: subnets(index), ...(existing ?? {}) } };
}

/** Required values of the keys of the stack that have keys of their own. A problem with one of these names mentions a placeholder. */
const frontGaps: Readonly<Record<string, Entry>> = {
  tls: { serverName: `${placeholderName(0)}.invalid` },
  domain: { name: `${placeholderName(1)}.invalid` },
  hostedZone: { id: "Z00000000", name: `${placeholderName(2)}.invalid` },
  cors: { origins: [`https://${placeholderName(3)}.invalid`] },
  alarms: { topic: `arn:aws:sns:us-east-1:000000000000:${placeholderName(5)}` },
  loadBalancerLogs: { bucket: placeholderName(6) },
};

/** Required values of each kind of authorization. */
const authGaps: Readonly<Record<string, Entry>> = {
  iam: {},
  jwt: { issuer: `https://${placeholderName(4)}.invalid`, audiences: [placeholderName(4)] },
  cognito: {
    userPool: "arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_placeholder",
    clients: [placeholderName(4)],
  },
};

/** Keys of the stack that have keys of their own for the front door. */
export const frontKeys: readonly string[] = [...Object.keys(frontGaps), "auth"];

/** `auth` of a known kind with its missing required values filled in; nothing of an unknown kind. */
function placeholderAuth(given: Entry): Entry | undefined {
  const gaps = typeof given["kind"] === "string" ? authGaps[given["kind"]] : undefined;
  return gaps === undefined ? undefined : { ...gaps, ...given };
}

/** Keys of the front door, as far as they are there, with their missing required values filled in. */
export const placeholderFront = ({ auth, ...values }: Entry): Entry => ({
  ...Object.fromEntries(
    Object.entries(frontGaps).flatMap(([key, gaps]) => {
      const given = values[key];
      return isObject(given) ? [[key, { ...gaps, ...given }]] : [];
    }),
  ),
  ...(isObject(auth) ? { auth: placeholderAuth(auth) } : {}),
});

/** An entry of `usagePlans` whose missing required values are filled in. */
export const placeholderUsagePlan = (entry: unknown, index: number): Entry => ({
  name: placeholderName(index),
  keys: [placeholderName(index)],
  ...(isObject(entry) ? entry : {}),
});

/** What fills the gaps of an entry of `services`. */
interface ServiceGaps {
  /** VPC of a service without one. */
  readonly vpc: string;
  /** Whether the schema refused a key of the entry. */
  readonly isRefused: (key: string) => boolean;
}

/** An entry of `services` whose missing required values are filled in. Its path is no other's. */
export function placeholderService(entry: Entry, index: number, { vpc: first, isRefused }: ServiceGaps): Entry {
  const { vpc = first, name = placeholderName(index), group, existing, ...others } = entry;
  // The services of a group are compared with its first one.
  const joinsGroup = group !== undefined && !["vpc", "balancer"].some(isRefused);
  const runsTask = isRefused("existing") || Object.keys(entry).length === 0;
  return {
    ...others,
    name,
    vpc,
    ...(joinsGroup ? { group } : {}),
    ...(isRefused("path") ? { path: `/.placeholder-${index}` } : {}),
    ...(runsTask ? { image: "placeholder" } : existing === undefined ? {} : { existing }),
  };
}
