import { didYouMean } from "../did-you-mean";
import { allowedKeys } from "./allowed-keys";
import { frontKeys } from "./placeholders";

type Path = readonly PropertyKey[];

/** Keys of an entry whose validation also reads another key: a problem there may be a consequence of the other. */
const readBy: Readonly<Record<string, readonly string[]>> = {
  cpu: ["memoryMiB"],
  memoryMiB: ["cpu", "sidecars"],
  desiredCount: ["autoscaling"],
  vpc: ["image", "group", "existing", "reaches"],
  autoscaling: ["deployment"],
  deployment: ["autoscaling", "standby", "wait", "balancer"],
  wait: ["deployment"],
  balancer: ["group", "healthCheck", "standby", "containerTls", "deployment"],
  group: ["balancer", "standby"],
  environment: ["secrets"],
  secrets: ["kmsKeys"],
  sidecars: ["kmsKeys"],
  readonlyRootFilesystem: ["writablePaths", "exec"],
  containerPort: ["standby", "healthCheck"],
  containerTls: ["standby", "healthCheck"],
  standby: ["containerTls", "deployment"],
  path: ["publicPaths", "closedPaths"],
  public: ["publicPaths", "closedPaths", "scopes"],
  publicPaths: ["closedPaths"],
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
export function placeOf(where: string): Place {
  const [, list = "", entry, key] = /^([\w$-]+)(?:\[(\d+)\])?(?:\.([\w$-]+))?/.exec(where) ?? [];
  return { list, entry, key };
}

/** Place of a refused value; of a misspelled key, the place of the key that is probably meant. */
export function refusedPlace(path: Path): Place {
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

/**
 * Keys of services that other keys of the stack are validated with; undefined: the whole entry. Groups are named by
 * services, and a service without a timeout of its own has that of the stack.
 */
const readOfServices: Readonly<Record<string, readonly (string | undefined)[]>> = {
  groups: [undefined, "group", "vpc", "balancer"],
  timeoutSeconds: [undefined, "timeoutSeconds", "streaming"],
};

/** Whether a problem may come from a refused value of another list or key of the stack. */
function mayFollowOther({ list, key }: Place, refused: Place): boolean {
  // Services name a VPC.
  if (refused.list === "vpcs" && list === "services" && key === "vpc") return [undefined, "name"].includes(refused.key);
  const ofServices = refused.list === "services" ? readOfServices[list] : undefined;
  if (ofServices !== undefined) return ofServices.includes(refused.key);
  if (refused.key !== undefined && frontKeys.includes(refused.list))
    return readByFront[`${refused.list}.${refused.key}`]?.includes(`${list}.${key ?? ""}`) === true;
  const readers = readByOthers[refused.list] ?? [];
  return readers.includes(list) || (list === "services" && key !== undefined && readers.includes(key));
}

/** Whether a problem at one place may come from a refused value at another. */
export function mayFollow(place: Place, refused: Place): boolean {
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
