import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Problem } from "../../core/problem";
import { packageName, policiesName } from "../package";
import { installedFrom } from "./installed";
import { readPackageJson } from "./tarball";

/** Folder of the project for copies of tarballs, so that the project can be moved and committed. */
export const copies = "packages";

/** Tarballs that the project uses instead of a registry's packages; none, or both. */
export interface TarballFlags {
  readonly package?: string | undefined;
  readonly policies?: string | undefined;
}

/** Where a started project gets this package and the policy pack from. */
export interface Packages {
  /** Content of `dependencies` in package.json; empty for the versions of the registry. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Copies of the tarballs, by path in the project. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly problems: readonly Problem[];
}

/** The tarball beside another one; npm names both after package and version. */
function beside(tarball: string | undefined, from: string, to: string): string | undefined {
  if (tarball === undefined) return undefined;
  const file = join(dirname(tarball), basename(tarball).replace(new RegExp(`^${from}-(?=\\d)`), `${to}-`));
  return file !== tarball && existsSync(file) ? file : undefined;
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

function tarballOf(name: string, flag: string, path: string | undefined): Packages {
  const problem = (message: string, fix: string) => ({
    dependencies: {},
    files: new Map<string, Buffer>(),
    problems: [{ where: flag, message, fix }],
  });
  if (path === undefined)
    return problem(
      "is missing; a project uses both packages from files, or both from the registry",
      `add ${flag} ${name}-<version>.tgz`,
    );
  if (!isFile(path)) return problem(`got ${path}; there is no such file`, `give the path of the tarball of ${name}`);
  const content = readFileSync(path);
  const found = readPackageJson(content)?.name;
  if (found !== name) {
    const what = typeof found === "string" ? `this is ${found}` : "this is no package";
    return problem(`got ${path}; ${what}`, `give the tarball that npm pack writes for ${name}`);
  }
  const copy = `${copies}/${basename(path)}`;
  return { dependencies: { [name]: `file:${copy}` }, files: new Map([[copy, content]]), problems: [] };
}

/**
 * The packages of a started project. Without flags they come from where this package was installed from.
 *
 * @param root - folder of this package
 */
export function packagesOf(flags: TarballFlags, root: string): Packages {
  const given = flags.package ?? installedFrom(root, packageName);
  const main = given ?? beside(flags.policies, policiesName, packageName);
  const policies = flags.policies ?? installedFrom(root, policiesName) ?? beside(main, packageName, policiesName);
  if (main === undefined && policies === undefined) return { dependencies: {}, files: new Map(), problems: [] };
  const [first, second] = [tarballOf(packageName, "--package", main), tarballOf(policiesName, "--policies", policies)];
  return {
    dependencies: { ...first.dependencies, ...second.dependencies },
    files: new Map([...first.files, ...second.files]),
    problems: [...first.problems, ...second.problems],
  };
}
