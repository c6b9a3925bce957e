import type { Resource } from "./resource";
import { known, read, readElements, readString } from "./value";

/** What decides which account a provider works in. */
const credentials = ["profile", "accessKey", "sharedCredentialsFiles", "sharedConfigFiles", "token"];

function assumedRole(provider: Resource): string | undefined {
  const paths = known(readElements(provider, "assumeRoles")) ?? [];
  return [...paths, "assumeRole"].flatMap((at) => known(readString(provider, `${at}.roleArn`)) ?? []).at(-1);
}

/**
 * Account of the provider that a resource is made by. `id`: the twelve digits, where the provider names them. `by`: its
 * credentials, for comparison; undefined where the stack does not list the provider or they are not known yet.
 */
export function accountOf({ provider }: Resource): { readonly id?: string; readonly by?: string } {
  const made = provider?.resource;
  if (made === undefined) return {};
  const allowed = known(readElements(made, "allowedAccountIds")) ?? [];
  const only = allowed.length === 1 && allowed[0] !== undefined ? known(readString(made, allowed[0])) : undefined;
  const role = assumedRole(made);
  const id = only ?? role?.split(":")[4];
  if ([...credentials, "assumeRole", "assumeRoles"].some((key) => read(made, key).kind === "unknown")) {
    return id === undefined ? {} : { id };
  }
  const by = [...credentials.map((key) => `${key} ${JSON.stringify(known(read(made, key)) ?? "")}`), role ?? ""];
  return { ...(id === undefined ? {} : { id }), by: by.join(", ") };
}
