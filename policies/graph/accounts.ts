import type { Resource } from "./resource";
import { known, read, readElements, readString } from "./value";

/** Arguments that decide which account a provider uses. */
const credentials = ["profile", "accessKey", "sharedCredentialsFiles", "sharedConfigFiles", "token"];

function assumedRole(provider: Resource): string | undefined {
  const paths = known(readElements(provider, "assumeRoles")) ?? [];
  return [...paths, "assumeRole"].flatMap((at) => known(readString(provider, `${at}.roleArn`)) ?? []).at(-1);
}

/**
 * Account of the provider of a resource. `id`: the account ID, if the provider states it. `by`: the credentials, for
 * comparison; undefined if the stack does not list the provider or the credentials are unknown.
 */
export function accountOf({ provider }: Resource): { readonly id?: string; readonly by?: string } {
  const args = provider?.resource;
  if (args === undefined) return {};
  const allowed = known(readElements(args, "allowedAccountIds")) ?? [];
  const only = allowed.length === 1 && allowed[0] !== undefined ? known(readString(args, allowed[0])) : undefined;
  const role = assumedRole(args);
  const id = only ?? role?.split(":")[4];
  if ([...credentials, "assumeRole", "assumeRoles"].some((key) => read(args, key).kind === "unknown")) {
    return id === undefined ? {} : { id };
  }
  const by = [...credentials.map((key) => `${key} ${JSON.stringify(known(read(args, key)) ?? "")}`), role ?? ""];
  return { ...(id === undefined ? {} : { id }), by: by.join(", ") };
}
