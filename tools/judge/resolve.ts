import Module from "node:module";

type Resolve = (request: string, parent: unknown, isMain: boolean, options?: object) => string;

/** Node's typings leave it out; its public hooks came with Node 22.15. */
const loader = Module as unknown as { _resolveFilename?: Resolve };

/** The SDK that the simulator serves. A second copy of it would look for an engine of its own. */
const sdk = /^@pulumi\/pulumi(\/|$)/;

/**
 * Lets programs anywhere on the disk load `@pulumi/*`: the SDK always from here, other packages if their own folders
 * lack them.
 *
 * @returns a function that ends it
 */
export function resolvePulumiFromHere(): () => void {
  const resolve = loader._resolveFilename;
  if (resolve === undefined) return () => undefined;
  const here: Resolve = (request, _, isMain) => resolve.call(Module, request, module, isMain);
  loader._resolveFilename = (request, parent, isMain, options) => {
    if (sdk.test(request)) return here(request, parent, isMain);
    try {
      return resolve.call(Module, request, parent, isMain, options);
    } catch (error) {
      if (!request.startsWith("@pulumi/")) throw error;
      return here(request, parent, isMain);
    }
  };
  return () => {
    loader._resolveFilename = resolve;
  };
}
