import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

interface Lock {
  readonly packages?: Readonly<Record<string, { readonly resolved?: string }>>;
}

/**
 * The tarball from which npm installed a package, if it was not a registry. npm notes it in a file of its own, also in the
 * folder that npx uses. https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json#hidden-lockfiles
 *
 * @param root - folder of the installed package
 */
export function installedFrom(root: string, name: string): string | undefined {
  const modules = resolve(root, "..");
  const lock = join(modules, ".package-lock.json");
  if (!existsSync(lock)) return undefined;
  const { packages = {} } = JSON.parse(readFileSync(lock, "utf8")) as Lock;
  const resolved = packages[`node_modules/${name}`]?.resolved;
  if (resolved?.startsWith("file:") !== true) return undefined;
  const tarball = resolve(modules, "..", resolved.slice("file:".length));
  return existsSync(tarball) ? tarball : undefined;
}
