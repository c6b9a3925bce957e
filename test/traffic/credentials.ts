import { accessOf } from "../../core/access";
import type { Settings } from "../../core/settings/settings";
import { topologyTraits } from "../../core/topology-traits";
import type { Token } from "../../simulator/aws/traffic/types";

type Service = Settings["services"][number];

/** What a permitted client shows. `key` is the name of its API key, whose value it has since before the update. */
export interface Shown {
  readonly token?: Token;
  readonly signed?: true;
  readonly key?: string;
}

/** What the authorization of a route demands of its clients. */
type Demand =
  | { readonly kind: "nothing" }
  | { readonly kind: "signature" }
  | {
      readonly kind: "token";
      readonly issuer: string;
      readonly audiences: readonly string[];
      /** Kinds of tokens that it takes. */
      readonly uses: readonly Token["use"][];
      readonly scopes: readonly string[];
    };

const isBelow = (path: string, parent: string) => path === parent || path.startsWith(`${parent}/`);

/** Whether anyone may use a path of a service. */
const isPublic = (service: Service, path: string) =>
  service.public || service.publicPaths.some((open) => isBelow(path, open));

/** `arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_AbCdEf123` has the last part as its id. */
function issuerOf(userPool: string): string {
  const [, , , region = "", , resource = ""] = userPool.split(":");
  return `https://cognito-idp.${region}.amazonaws.com/${resource.replace("userpool/", "")}`;
}

/** Under a REST API, scopes decide which tokens of a user pool a method takes. */
function usesOf({ option }: Settings, scopes: readonly string[]): readonly Token["use"][] {
  if (topologyTraits[option].api === "http") return ["access", "id"];
  return scopes.length === 0 ? ["id"] : ["access"];
}

function demandOf(settings: Settings, service: Service, path: string): Demand {
  const { auth } = settings;
  if (auth === undefined || isPublic(service, path)) return { kind: "nothing" };
  if (auth.kind === "iam") return { kind: "signature" };
  const { scopes = [] } = service;
  const uses = usesOf(settings, scopes);
  return auth.kind === "jwt"
    ? { kind: "token", issuer: auth.issuer, audiences: auth.audiences, uses, scopes }
    : { kind: "token", issuer: issuerOf(auth.userPool), audiences: auth.clients, uses, scopes };
}

/** What meets two demands at once; undefined if nothing does. */
function both(one: Demand, other: Demand): Demand | undefined {
  if (one.kind === "nothing") return other;
  if (other.kind === "nothing") return one;
  if (one.kind !== "token" || other.kind !== "token") return one.kind === other.kind ? one : undefined;
  const audiences = one.audiences.filter((audience) => other.audiences.includes(audience));
  const uses = one.uses.filter((use) => other.uses.includes(use));
  return one.issuer !== other.issuer || audiences.length === 0 || uses.length === 0
    ? undefined
    : { ...one, audiences, uses, scopes: [...new Set([...one.scopes, ...other.scopes])] };
}

function shownFor(demand: Demand): Shown {
  if (demand.kind === "nothing") return {};
  if (demand.kind === "signature") return { signed: true };
  const { issuer, audiences, uses, scopes } = demand;
  const [use = "access"] = uses;
  const [audience = ""] = audiences;
  return { token: { issuer, use, scopes, ...(use === "id" ? { audience } : { clientId: audience }) } };
}

const keysOf = ({ usagePlans }: Settings) => usagePlans.flatMap(({ keys }) => keys);
const needsKey = (settings: Settings, service: Service, path: string) =>
  !isPublic(service, path) && accessOf(settings, service)?.apiKey === true;

/** Whether anyone may send a request to a path. */
export const isOpen = (settings: Settings, service: Service, path: string): boolean =>
  demandOf(settings, service, path).kind === "nothing" && !needsKey(settings, service, path);

/** A service before or after an update. */
export interface State {
  readonly settings: Settings;
  readonly service: Service;
  /** Path of the request, which the service has in this state. */
  readonly path: string;
}

/**
 * What clients show that may send a request both before and after an update. Who needs credentials before or after it
 * shows them always. If none meets both, a client shows the old or the new ones.
 */
export function shownBy(before: State, after: State): readonly Shown[] {
  const demands = [before, after].map(({ settings, service, path }) => demandOf(settings, service, path));
  const [old, next] = demands;
  const common = old && next && both(old, next);
  const isKeyNeeded = [before, after].some(({ settings, service, path }) => needsKey(settings, service, path));
  const keys = keysOf(before.settings);
  const kept = keys.find((key) => keysOf(after.settings).includes(key)) ?? keys[0];
  const key = isKeyNeeded && kept !== undefined ? { key: kept } : {};
  return (common === undefined ? demands : [common]).map((demand) => ({ ...shownFor(demand), ...key }));
}
