import table from "./list-prices.json";

/**
 * What AWS charges for. Names say what a price is for: a gigabyte, a thousand or a million, and `http` and `rest` for a
 * million requests. Those of `zone`, `dashboard` and metrics are for a month; all others are for an hour.
 */
export type PriceKey = keyof typeof table.prices;

/** A list price of AWS in USD. */
export interface ListPrice {
  readonly usd: number;
  /** Region whose price it is: that of the stack, or `us-east-1` if no public source has the one of that Region. */
  readonly of: string;
  /** Page or file that lists the price. */
  readonly source: string;
  /** Date on which the price was read, or later. */
  readonly readOn: string;
}

/** The prices of one Region. */
export type Prices = (key: PriceKey) => ListPrice;

interface Listed {
  /** AWS's own page, which shows the prices of every Region. */
  readonly page: string;
  /** USD by source and Region; `*` is a price of all Regions. No Region has two. */
  readonly usd: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const prices: Readonly<Record<PriceKey, Listed>> = table.prices;
const sources: Readonly<Record<string, { readonly readOn: string; readonly url?: string }>> = table.sources;

/** Region whose prices count where those of another one are unknown. */
export const fallbackRegion = "us-east-1";

function listedIn({ page, usd }: Listed, region: string, of: string): ListPrice | undefined {
  const [source, byRegion] = Object.entries(usd).find(([, listed]) => listed[region] !== undefined) ?? [];
  const found = byRegion?.[region];
  const from = sources[source ?? ""];
  return found === undefined || from === undefined
    ? undefined
    : { usd: found, of, source: from.url ?? page, readOn: from.readOn };
}

/**
 * List prices of a Region, from `list-prices.json`. AWS's pages load them by script, so copies of AWS's price list in public
 * repositories are the source for most Regions. What they do not have counts as in {@link fallbackRegion}.
 */
export function pricesIn(region: string): Prices {
  return (key) => {
    const listed = prices[key];
    const price =
      listedIn(listed, region, region) ??
      listedIn(listed, "*", region) ??
      listedIn(listed, fallbackRegion, fallbackRegion);
    if (price === undefined) throw new Error(`list-prices.json has no price of ${key} in ${fallbackRegion}`);
    return price;
  };
}
