import Module from "node:module";

/** Modules that a package loads at start although a preview needs few or none of them. */
interface Deferred {
  /** Matches the file that requires the module. */
  readonly from: RegExp;
  readonly request: RegExp;
}

const deferred: readonly Deferred[] = [
  // They serialise closures and start the CLI: 16 MB of source, needed only by dynamic providers and automation.
  { from: /@pulumi\/pulumi\/runtime\/closure\/\w+\.js$/, request: /^(\.\.\/\.\.\/typescript-shim|@npmcli\/arborist)$/ },
  { from: /@pulumi\/pulumi\/index\.js$/, request: /^\.\/(automation|provider|dynamic)$/ },
  // One folder for each AWS service, 260 in all.
  { from: /@pulumi\/awsx?\/index\.js$/, request: /^\.\/[a-z0-9]+$/ },
];

type Load = (request: string, parent: { readonly filename?: string } | undefined, isMain: boolean) => unknown;

/** Missing from Node's typings. Node has hooks for `require` only since version 22.15. */
const loader = Module as unknown as { _load?: Load };

/** A proxy that loads the module when one of its properties is read. */
function onceRead(load: () => object): object {
  let loaded: object | undefined;
  const real = () => (loaded ??= load());
  return new Proxy(
    {},
    {
      // TypeScript's `import *` reads this property first and copies a module that lacks it.
      get: (_, key) => key === "__esModule" || (Reflect.get(real(), key) as unknown),
      has: (_, key) => Reflect.has(real(), key),
      ownKeys: () => Reflect.ownKeys(real()),
      getOwnPropertyDescriptor: (_, key) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(real(), key);
        // A proxy may report a property as non-configurable only if its target has it.
        return descriptor && { ...descriptor, configurable: true };
      },
    },
  );
}

/**
 * Defers modules of the SDK's packages that a preview seldom needs: each is loaded when one of its properties is first
 * read. Changes nothing if Node's internal function does not exist.
 */
export function deferModules(): void {
  const load = loader._load;
  if (load === undefined) return;
  loader._load = (request, parent, isMain) => {
    const from = (parent?.filename ?? "").replaceAll("\\", "/");
    const isDeferred =
      from.includes("/@pulumi/") && deferred.some((entry) => entry.from.test(from) && entry.request.test(request));
    return isDeferred
      ? onceRead(() => load.call(Module, request, parent, isMain) as object)
      : load.call(Module, request, parent, isMain);
  };
}
