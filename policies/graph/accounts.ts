import { perGraph } from "./graph";
import type { Graph } from "./graph";
import type { Resource } from "./resource";
import { known, read, readElements, readKeys, readString } from "./value";

/** Arguments that decide which account a provider uses, beside the roles that it assumes. */
const credentials = ["profile", "accessKey", "sharedCredentialsFiles", "sharedConfigFiles", "token"];

/** Arguments with the roles that a provider assumes one after another; the last one decides the account. */
const roles = ["assumeRoleWithWebIdentity", "assumeRole", "assumeRoles"];

function parsed(text: string): unknown {
  try {
    return /^\s*[[{]/.test(text) ? (JSON.parse(text) as unknown) : text;
  } catch {
    return text;
  }
}

/** Arguments of a provider as values: the SDKs send every argument that is not a string as JSON text. */
function argumentsOf(provider: Resource): Resource {
  const values = (known(readKeys(provider, "")) ?? []).map((key) => {
    const value = known(read(provider, key));
    return [key, typeof value === "string" ? parsed(value) : value] as const;
  });
  return { ...provider, props: Object.fromEntries(values) };
}

function assumedRole(args: Resource): string | undefined {
  const paths = roles.flatMap((key) => known(readElements(args, key)) ?? []);
  return paths.flatMap((at) => known(readString(args, `${at}.roleArn`)) ?? []).at(-1);
}

/** Account of a provider, as far as its arguments state it. */
export interface Account {
  /** Account ID. */
  readonly id?: string;
  /** The credentials, for comparison; absent if they are unknown. */
  readonly by?: string;
}

function accountOfProvider(provider: Resource): Account {
  const args = argumentsOf(provider);
  const allowed = known(readElements(args, "allowedAccountIds")) ?? [];
  const only = allowed.length === 1 && allowed[0] !== undefined ? known(readString(args, allowed[0])) : undefined;
  const role = assumedRole(args);
  const id = only ?? role?.split(":")[4];
  const stated = id === undefined ? {} : { id };
  if ([...credentials, ...roles].some((key) => read(provider, key).kind === "unknown")) return stated;
  const by = [...credentials.map((key) => `${key} ${JSON.stringify(known(read(args, key)) ?? "")}`), role ?? ""];
  return { ...stated, by: by.join(", ") };
}

const accounts = perGraph(() => new Map<string, Account>());

/** Account of the provider of a resource; empty if the stack does not list the provider. */
export function accountOf(graph: Graph, { provider }: Resource): Account {
  if (provider?.resource === undefined) return {};
  const memo = accounts(graph);
  const found = memo.get(provider.urn) ?? accountOfProvider(provider.resource);
  memo.set(provider.urn, found);
  return found;
}

/**
 * Whether two accounts are the same; undefined if the stack does not show it. Two profiles or access keys may belong to
 * one account, so only account IDs show that two accounts differ.
 * Source: https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-files.html
 */
export function sameAccount(left: Account, right: Account): boolean | undefined {
  if (left.id !== undefined && right.id !== undefined) return left.id === right.id;
  return left.by !== undefined && left.by === right.by ? true : undefined;
}
