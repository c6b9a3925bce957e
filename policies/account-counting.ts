import type { Usage } from "./quota-rule";
import { ofKind, perGraph } from "./graph/graph";
import type { Graph } from "./graph/graph";
import type { Kind } from "./graph/kinds";
import { labelOf } from "./graph/label";
import { defaultPlace, inSameAccount, isSamePlace, placeOf } from "./graph/places";
import type { Place } from "./graph/places";
import { balancerType } from "./graph/load-balancers";
import type { Resource } from "./graph/resource";
import { readString } from "./graph/value";

/** A resource that counts toward a quota of the account. */
export interface Item {
  readonly resource: Resource;
  readonly amount: number;
  /** If values are unknown: the largest possible amount, and the value that decides. */
  readonly open?: { readonly most: number; readonly needs: string };
}

/** The items of one account and Region, or of one zone in it. */
interface Cell {
  readonly place: Place;
  /** Availability Zone, only where zones have the quota; empty if it is unknown. */
  readonly zone?: string;
  readonly items: Item[];
}

/** What has a quota of its own: a Region of an account, or an account. */
interface Scope {
  readonly keyOf: (place: Place) => string;
  readonly isSame: (left: Place, right: Place) => boolean | undefined;
  readonly needs: string;
  readonly perResource: (place: Place) => boolean;
}

const region: Scope = {
  keyOf: ({ key }) => key,
  isSame: isSamePlace,
  needs: "the account and Region",
  perResource: (place) => place.perResource,
};
const account: Scope = {
  keyOf: ({ accountKey }) => accountKey,
  isSame: inSameAccount,
  needs: "the account",
  perResource: () => false,
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const mostOf = ({ items }: Cell) => sum(items.map(({ amount, open }) => open?.most ?? amount));

function cellsOf(graph: Graph, items: readonly Item[], scope: Scope, zoneOf?: (item: Item) => string): Cell[] {
  const cells = new Map<string, Cell>();
  for (const item of items) {
    const place = placeOf(graph, item.resource);
    const zone = zoneOf?.(item);
    const key = `${scope.keyOf(place)} ${zone ?? ""}`;
    const cell = cells.get(key) ?? { place, ...(zone === undefined ? {} : { zone }), items: [] };
    cell.items.push(item);
    cells.set(key, cell);
  }
  return [...cells.values()];
}

const isZoneName = (zone: string) => /^[a-z]{2}-/.test(zone);

/** Whether two zones are the same; a name and an id may be, and so may a zone that AWS chooses. */
function isSameZone(left = "", right = ""): boolean | undefined {
  if (left === right) return left === "" ? undefined : true;
  return left === "" || right === "" || isZoneName(left) !== isZoneName(right) ? undefined : false;
}

function mayBeTogether(scope: Scope, left: Cell, right: Cell): boolean {
  const zones = left.zone === undefined && right.zone === undefined ? true : isSameZone(left.zone, right.zone);
  return zones !== false && scope.isSame(left.place, right.place) !== false;
}

/** Account and Region for messages, only as far as the stack has several. */
function textOf({ place }: Cell, cells: readonly Cell[], scope: Scope): string {
  const several = (keyOf: (place: Place) => string) => new Set(cells.map((cell) => keyOf(cell.place))).size > 1;
  const inRegion = scope === region && several(({ key }) => key);
  const inAccount = several(({ accountKey }) => accountKey);
  const provider = place.accountKey.slice(place.accountKey.lastIndexOf("::") + 2);
  return [
    inRegion ? ` in ${place.region ?? "a Region that the stack does not show"}` : "",
    inAccount
      ? ` in ${place.account.id === undefined ? `the account of provider ${provider}` : `account ${place.account.id}`}`
      : "",
  ].join("");
}

const stackOf = perGraph((graph) => graph.resources.find(({ type }) => type === "pulumi:pulumi:Stack"));

/** Whether the account, the Region or the zone of a cell is unknown; the first such cell is named. */
const isUnknown = ({ place, zone }: Cell) =>
  place.region === undefined || zone === "" || (place.account.id === undefined && place.account.by === undefined);

/** Least usage: a cell alone. Largest usage: with the cells that may be in the same account and Region. */
function amountsIn(cell: Cell, together: readonly Cell[], scope: Scope): Pick<Usage, "used" | "open"> {
  const { items, place, zone } = cell;
  const amounts = items.map(({ amount }) => amount);
  // Resources whose own Region or zone is unknown may all be in different ones.
  const apart = scope.perResource(place) || zone === "";
  const used = apart ? amounts.reduce((left, right) => Math.max(left, right), 0) : sum(amounts);
  const most = sum(together.map(mostOf));
  if (most <= used) return { used };
  const unknown = apart ? items[0] : (together.find(isUnknown) ?? together[0])?.items[0];
  const where = unknown && `${zone === undefined ? scope.needs : "the zone"} of ${labelOf(unknown.resource)}`;
  const needs = items.find(({ open }) => open !== undefined)?.open?.needs ?? where ?? "";
  return { used, open: { most, needs } };
}

function usageOf(graph: Graph, cells: readonly Cell[], cell: Cell, what: string, scope: Scope): Usage[] {
  const { items, place, zone = "" } = cell;
  const [first] = items;
  if (first === undefined) return [];
  const together = cells.filter((other) => other === cell || mayBeTogether(scope, cell, other));
  const home = defaultPlace(graph);
  return [
    {
      at: stackOf(graph) ?? first.resource,
      what: zone === "" ? what : `${what} in zone ${zone}`,
      ...amountsIn(cell, together, scope),
      account: {
        counted: items.map(({ resource }) => resource),
        where: textOf(cell, cells, scope),
        elsewhere: home === undefined ? undefined : scope.isSame(place, home),
      },
    },
  ];
}

const count = (graph: Graph, what: string, items: readonly Item[], scope: Scope, zoneOf?: (item: Item) => string) => {
  const cells = cellsOf(
    graph,
    items.filter(({ amount, open }) => (open?.most ?? amount) > 0),
    scope,
    zoneOf,
  );
  return cells.flatMap((cell) => usageOf(graph, cells, cell, what, scope));
};

/** Usage of a quota per Region, for each account and Region of the stack. */
export const countPerRegion = (graph: Graph, what: string, items: readonly Item[]): readonly Usage[] =>
  count(graph, what, items, region);

/** Usage of a quota of the account, for each account of the stack. */
export const countPerAccount = (graph: Graph, what: string, items: readonly Item[]): readonly Usage[] =>
  count(graph, what, items, account);

/**
 * Usage of a quota per Availability Zone.
 *
 * @param zoneOf - name or id of the zone of an item; empty if it is unknown
 */
export const countPerZone = (
  graph: Graph,
  what: string,
  items: readonly Item[],
  zoneOf: (item: Item) => string,
): readonly Usage[] => count(graph, what, items, region, zoneOf);

/** Counts all resources of a kind for a quota per Region. */
export const countAll =
  (what: string, kind: Kind, only: (resource: Resource) => boolean = () => true) =>
  (graph: Graph): readonly Usage[] =>
    countPerRegion(
      graph,
      what,
      ofKind(graph, kind)
        .filter(only)
        .map((resource) => ({ resource, amount: 1 })),
    );

/** Counts the load balancers of a type; one of an unknown type may count. */
export const countBalancers = (what: string, type: "application" | "network") => (graph: Graph) =>
  countPerRegion(
    graph,
    what,
    ofKind(graph, "loadBalancer").map((resource): Item => {
      if (readString(resource, "loadBalancerType").kind !== "unknown")
        return { resource, amount: balancerType(resource) === type ? 1 : 0 };
      return { resource, amount: 0, open: { most: 1, needs: `the type of ${labelOf(resource)}` } };
    }),
  );
