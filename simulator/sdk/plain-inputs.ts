import rpc = require("@pulumi/pulumi/runtime/rpc");

type Values = Readonly<Record<string, unknown>>;
type Serialized = readonly [Record<string, unknown>, Map<string, ReadonlySet<object>>];

/** Function of the SDK's module that is replaced. Source: @pulumi/pulumi/runtime/rpc */
interface Rpc {
  serializeResourceProperties?: (label: string, properties: Values, options?: object) => Promise<Serialized>;
}

/** In place of a value that is no plain data: an output, a promise, a resource, an asset. */
const notPlain = Symbol("not plain");

function copyList(list: readonly unknown[]): unknown {
  const copies = list.map(copy);
  return copies.includes(notPlain) ? notPlain : copies.map((item) => item ?? null);
}

function copyObject(object: Values): unknown {
  const copies: Record<string, unknown> = {};
  for (const key of Object.keys(object)) {
    const value = copy(object[key]);
    if (value === notPlain) return notPlain;
    if (value !== undefined) copies[key] = value;
  }
  return copies;
}

/** A copy without absent values, as the SDK makes it of plain data. */
function copy(value: unknown): unknown {
  if (typeof value === "function") return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return copyList(value);
  return Object.getPrototypeOf(value) === Object.prototype ? copyObject(value as Values) : notPlain;
}

/**
 * Copies inputs that are plain data at once; the SDK waits for each value in each of them, which makes three promises.
 * Without the SDK's function nothing changes.
 */
export function copyPlainInputs(sdk: Rpc = rpc): void {
  const serialize = sdk.serializeResourceProperties;
  if (serialize === undefined) return;
  sdk.serializeResourceProperties = async (label, properties, options) => {
    const plain: Record<string, unknown> = {};
    const others: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(properties)) {
      const copied = key === "id" || key === "urn" ? undefined : copy(value);
      if (copied === notPlain) others[key] = value;
      else if (copied !== undefined) plain[key] = copied;
    }
    const [serialized, dependencies] = await serialize(label, others, options);
    for (const key of Object.keys(plain)) dependencies.set(key, new Set());
    return [Object.assign(plain, serialized), dependencies];
  };
}
