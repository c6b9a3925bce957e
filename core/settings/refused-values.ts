import type { z } from "zod";
import { didYouMean } from "../did-you-mean";
import { allowedKeys } from "./allowed-keys";
import { pathText } from "./config-path";
import { frontKeys, placeholderFront, placeholderService, placeholderUsagePlan, placeholderVpc } from "./placeholders";

type Path = readonly PropertyKey[];
type Values = Record<PropertyKey, unknown>;

/** Paths of the values that a schema refuses; those of unknown keys are the keys themselves. */
export const refusedPaths = (issues: readonly z.core.$ZodIssue[]): readonly Path[] =>
  issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
  );

const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isContainer = (value: unknown): value is Values => typeof value === "object" && value !== null;

/** Deletes the value at a path; of a list inside an entry the whole list, so that no index moves. */
function deleteAt(values: Values, path: Path): void {
  let container: unknown = values;
  for (const [depth, step] of path.entries()) {
    if (!isContainer(container)) return;
    const value: unknown = container[step];
    if (depth === path.length - 1 || (depth >= 2 && Array.isArray(value))) {
      // An entry of a list stays as a gap, which a placeholder fills.
      if (Array.isArray(container)) container[step as number] = undefined;
      else Reflect.deleteProperty(container, step);
      return;
    }
    container = value;
  }
}

const entriesOf = (list: unknown): readonly unknown[] => (Array.isArray(list) ? (list as unknown[]) : []);

/** Fills the gaps of the lists, so that their other entries can be checked. */
function withPlaceholders(values: Values, refused: readonly Path[]): Values {
  const keys = new Set(refused.map((path) => pathText(path.slice(0, 3))));
  const isRefused = (...path: Path) => keys.has(pathText(path));
  const services = entriesOf(values["services"]);
  const wanted = services.flatMap((entry) => (isObject(entry) && typeof entry["vpc"] === "string" ? entry["vpc"] : []));
  const given = entriesOf(values["vpcs"]);
  const vpcs =
    given.length > 0
      ? given
      : [...new Set([...wanted, ...(wanted.length > 0 ? [] : [undefined])])].map((name) => ({ name, existing: {} }));
  const completeVpcs = vpcs.map((entry, index) =>
    placeholderVpc(isObject(entry) ? entry : {}, index, (key) => isRefused("vpcs", index, key)),
  );
  const firstVpc = completeVpcs[0]?.name ?? "";
  const completeServices = (services.length > 0 ? services : [{}]).map((entry, index) =>
    placeholderService(isObject(entry) ? entry : {}, index, {
      vpc: firstVpc,
      isRefused: (key) => isRefused("services", index, key),
    }),
  );
  const groups = entriesOf(values["groups"]).filter((entry) => isObject(entry) && typeof entry["name"] === "string");
  const { usagePlans } = values;
  return {
    ...values,
    ...placeholderFront(values),
    ...(Array.isArray(usagePlans) ? { usagePlans: entriesOf(usagePlans).map(placeholderUsagePlan) } : {}),
    vpcs: completeVpcs,
    services: completeServices,
    groups,
  };
}

/** Keys of an entry whose validation also reads another key: a problem there may be a consequence of the other. */
const readBy: Readonly<Record<string, readonly string[]>> = {
  cpu: ["memoryMiB"],
  memoryMiB: ["cpu", "sidecars"],
  desiredCount: ["autoscaling"],
  vpc: ["image", "group", "existing", "reaches"],
  balancer: ["group", "healthCheck", "standby", "containerTls"],
  group: ["balancer", "standby"],
  environment: ["secrets"],
  secrets: ["kmsKeys"],
  sidecars: ["kmsKeys"],
  readonlyRootFilesystem: ["writablePaths", "exec"],
  containerPort: ["standby", "healthCheck"],
  containerTls: ["standby", "healthCheck"],
  standby: ["containerTls"],
  path: ["publicPaths"],
  public: ["publicPaths", "scopes"],
  streaming: ["timeoutSeconds"],
};

/** Keys of the stack whose absence decides whether others are valid, with these: keys of the stack or of a service. */
const readByOthers: Readonly<Record<string, readonly string[]>> = {
  hostedZone: ["tls", "domain"],
  tls: ["containerTls", "standby", "hostedZone", "domain"],
  domain: ["hostedZone"],
  auth: ["scopes"],
  usagePlans: ["apiKeys"],
  streaming: ["timeoutSeconds"],
};

/** Keys of the front door that others are validated with. */
const readByFront: Readonly<Record<string, readonly string[]>> = {
  "tls.certificate": ["tls.serverName", "domain.certificate"],
  "domain.certificate": ["domain.name", "domain.mutualTls"],
  "auth.kind": ["services.scopes"],
  "cors.credentials": ["cors.origins", "cors.methods", "cors.headers", "cors.exposeHeaders"],
  "domain.existing": ["domain.name", "domain.certificate", "domain.ipv6", "domain.mutualTls", "domain.defaultEndpoint"],
};

/** A place in the configuration: list (or key of the stack), index of the entry, key of the entry. */
interface Place {
  readonly list: string;
  readonly entry: string | undefined;
  readonly key: string | undefined;
}

/** Place of a problem: `services`, `2` and `cpu` of `services[2].cpu (orders)`. */
function placeOf(where: string): Place {
  const [, list = "", entry, key] = /^([\w$-]+)(?:\[(\d+)\])?(?:\.([\w$-]+))?/.exec(where) ?? [];
  return { list, entry, key };
}

/** Place of a refused value; of a misspelled key, the place of the key that is probably meant. */
function refusedPlace(path: Path): Place {
  const [list = "", entry, key] = path.map(String);
  if (frontKeys.includes(list))
    return { list, entry: undefined, key: entry && (didYouMean(entry, allowedKeys([list])) ?? entry) };
  return { list, entry, key: key && (didYouMean(key, allowedKeys([list, 0])) ?? key) };
}

/** Keys of a service that the `reaches` of others read; undefined: the whole entry. */
const readByReaches: ReadonlySet<string | undefined> = new Set([undefined, "name", "vpc", "existing"]);

/** Whether a problem at a key may come from a refused key of the same entry. */
const follows = (key: string | undefined, refused: string): boolean =>
  key === refused || (key !== undefined && readBy[refused]?.includes(key) === true);

/** Whether a problem may come from a refused value of another list or key of the stack. */
function mayFollowOther({ list, key }: Place, refused: Place): boolean {
  // Services name a VPC, and groups are named by services.
  if (refused.list === "vpcs" && list === "services" && key === "vpc") return [undefined, "name"].includes(refused.key);
  if (refused.list === "services" && list === "groups")
    return [undefined, "group", "vpc", "balancer"].includes(refused.key);
  // A service without a timeout of its own has that of the stack.
  if (refused.list === "services" && list === "timeoutSeconds")
    return [undefined, "timeoutSeconds", "streaming"].includes(refused.key);
  if (refused.key !== undefined && frontKeys.includes(refused.list))
    return readByFront[`${refused.list}.${refused.key}`]?.includes(`${list}.${key ?? ""}`) === true;
  const readers = readByOthers[refused.list] ?? [];
  return readers.includes(list) || (list === "services" && key !== undefined && readers.includes(key));
}

/** Whether a problem at one place may come from a refused value at another. */
function mayFollow(place: Place, refused: Place): boolean {
  const { list, entry, key } = place;
  if (refused.list !== list) return mayFollowOther(place, refused);
  // Services name each other in `reaches`, and both have to be in one VPC.
  if (key === "reaches" && readByReaches.has(refused.key)) return true;
  if (refused.key !== undefined && frontKeys.includes(list))
    return key === refused.key || mayFollowOther(place, refused);
  if (refused.entry === undefined) return true;
  if (refused.entry !== entry) return false;
  if (refused.key === undefined || refused.key === "existing") return true;
  return follows(key, refused.key);
}

/**
 * The configuration without the values that its schema refuses, so that the others can be checked in the same run.
 *
 * @param refused - paths of the refused values
 * @returns those values, and whether a problem at a place may be a consequence of a refused one
 */
export function withoutRefused(
  raw: Readonly<Record<string, unknown>>,
  refused: readonly Path[],
): { readonly values: Values; readonly isConsequence: (where: string) => boolean } {
  const values = structuredClone(raw) as Values;
  for (const path of refused) deleteAt(values, path);
  const places = refused.map(refusedPlace);
  return {
    values: withPlaceholders(values, refused),
    isConsequence: (where) => {
      const place = placeOf(where);
      return places.some((other) => mayFollow(place, other));
    },
  };
}
