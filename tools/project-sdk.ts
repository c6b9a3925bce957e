import Module from "node:module";
import { dirname, resolve, sep } from "node:path";
import { isRepository, readPackage } from "./package";

type Resolve = (request: string, parent: { readonly filename?: string } | undefined, ...others: unknown[]) => string;

/** Node's typings leave it out; its public hooks came with Node 22.15. */
const loader = Module as unknown as { _resolveFilename: Resolve };

const own = resolve(__dirname, "..") + sep;

const ordinary = loader._resolveFilename;

/**
 * The file that a request finds from a folder, or undefined. It asks Node itself: `require.resolve` would ask whoever has
 * replaced the function since, such as judge, who asks here again.
 */
function find(request: string, folder: string): string | undefined {
  try {
    return ordinary.call(Module, request, undefined, false, { paths: [resolve(folder)] });
  } catch {
    return undefined;
  }
}

let folder: string | undefined;

/** From where our modules get a package: the project has its SDK, and the SDK has its protocol library. */
function sourceOf(request: string): string | undefined {
  if (/^@pulumi\/(pulumi|aws|awsx)(\/|$)/.test(request)) return folder;
  const sdk =
    request.startsWith("google-protobuf/") && folder !== undefined ? find("@pulumi/pulumi", folder) : undefined;
  return sdk === undefined ? undefined : dirname(sdk);
}

function resolveFromProject(): void {
  loader._resolveFilename = (request, parent, ...others) => {
    const source = parent?.filename?.startsWith(own) === true ? sourceOf(request) : undefined;
    const found = source === undefined ? undefined : find(request, source);
    return found ?? ordinary.call(Module, request, parent, ...others);
  };
}

/**
 * Lets the modules of an installed package use the SDK of a project: a second copy of it would wait for an engine of its
 * own. A linked package has other packages above it than the project. The first project of a process counts.
 *
 * @param directory - folder of `Pulumi.yaml`
 * @returns the packages that the project lacks, each with a version that works
 */
export function useSdkOf(directory: string): readonly string[] {
  if (isRepository) return [];
  if (folder === undefined) {
    folder = resolve(directory);
    resolveFromProject();
  }
  return Object.entries(readPackage().peerDependencies)
    .filter(
      ([name]) =>
        find(`${name}/package.json`, directory) === undefined && find(`${name}/package.json`, __dirname) === undefined,
    )
    .map(([name, range]) => `${name}@${range}`);
}
