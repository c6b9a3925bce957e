/** A CIDR block as the range of its addresses, both included. */
export interface Block {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

const bitsOf = { 4: 32, 6: 128 } as const;

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((address, part) => address * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const [head = "", tail, ...rest] = text.toLowerCase().split("::");
  const groups = (part: string | undefined) => (part === undefined || part === "" ? [] : part.split(":"));
  const [before, after] = [groups(head), groups(tail)];
  const missing = 8 - before.length - after.length;
  if (rest.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const all = [...before, ...Array.from({ length: missing }, () => "0"), ...after];
  if (all.some((group) => !/^[0-9a-f]{1,4}$/.test(group))) return undefined;
  return all.reduce((address, group) => address * 65_536n + BigInt(`0x${group}`), 0n);
}

function parse(text: string): Block | undefined {
  const [address = "", prefix, ...rest] = text.trim().split("/");
  const family = address.includes(":") ? 6 : 4;
  const bits = bitsOf[family];
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : NaN;
  const value = family === 6 ? parseIpv6(address) : parseIpv4(address);
  if (value === undefined || rest.length > 0 || Number.isNaN(length) || length > bits) return undefined;
  const size = 1n << BigInt(bits - length);
  const first = value - (value % size);
  return { family, first, last: first + size - 1n };
}

const parsed = new Map<string, Block | undefined>();

/** The block of a text such as `10.0.0.0/16`, `::/0` or a single address; undefined if it is not one. Parsed once. */
export function blockOf(text: string): Block | undefined {
  if (!parsed.has(text)) parsed.set(text, parse(text));
  return parsed.get(text);
}

/** All addresses of a family. */
export const everything = (family: 4 | 6): Block => ({ family, first: 0n, last: (1n << BigInt(bitsOf[family])) - 1n });

/** How much of a range some blocks contain together. */
export type Coverage = "all" | "part" | "none";

/** How much of a range the blocks contain together: `0.0.0.0/1` and `128.0.0.0/1` contain all IPv4 addresses. */
export function coverageOf(range: Block, blocks: readonly Block[]): Coverage {
  const inside = blocks
    .filter(({ family, first, last }) => family === range.family && first <= range.last && last >= range.first)
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  if (inside.length === 0) return "none";
  let next = range.first;
  for (const { first, last } of inside) {
    if (first > next) return "part";
    if (last >= next) next = last + 1n;
  }
  return next > range.last ? "all" : "part";
}
