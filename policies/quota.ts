/** An AWS quota as its documentation states it. */
export interface Quota {
  /** Name in Service Quotas or in the documentation. */
  readonly name: string;
  /** Service code and quota code in Service Quotas; absent if AWS publishes none. */
  readonly code?: string;
  /** Value before any quota increase. */
  readonly default: number;
  readonly adjustable: boolean;
  /** `topology`: a limit of the chosen topology; `account`: a limit of the account under any topology. */
  readonly kind: "topology" | "account";
  /** AWS page that states the value. */
  readonly source: string;
}

type Row = readonly [
  name: string,
  code: string | undefined,
  value: number,
  increase: "adjustable" | "fixed",
  source: string,
];

const quota = (kind: Quota["kind"], [name, code, value, increase, source]: Row): Quota => ({
  name,
  ...(code === undefined ? {} : { code }),
  default: value,
  adjustable: increase === "adjustable",
  kind,
  source,
});
/** A limit of the chosen topology. */
export const topology = (...row: Row) => quota("topology", row);
/** A limit of the account under any topology. */
export const account = (...row: Row) => quota("account", row);
