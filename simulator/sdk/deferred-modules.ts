import Module from "node:module";

/** Modules that a package loads at once although a preview needs few or none of them. */
interface Deferred {
  /** File that asks, by the end of its path. */
  readonly from: RegExp;
  readonly request: RegExp;
}

const deferred: readonly Deferred[] = [
  // To serialise closures and to start the CLI: 16 MB of source, which dynamic providers and automation need.
  { from: /@pulumi\/pulumi\/runtime\/closure\/\w+\.js$/, request: /^(\.\.\/\.\.\/typescript-shim|@npmcli\/arborist)$/ },
  { from: /@pulumi\/pulumi\/index\.js$/, request: /^\.\/(automation|provider|dynamic)$/ },
  // One folder for each service of AWS, 260 in all.
  { from: /@pulumi\/awsx?\/index\.js$/, request: /^\.\/[a-z0-9]+$/ },
];

type Load = (request: string, parent: { readonly filename?: string } | undefined, isMain: boolean) => unknown;

/** Node's typings leave it out; hooks for `require` of its own came with Node 22.15. */
const loader = Module as unknown as { _load?: Load };

/** Stands for a module until something of it is read. */
function onceRead(load: () => object): object {
  let loaded: object | undefined;
  const real = () => (loaded ??= load());
  return new Proxy(
    {},
    {
      // TypeScript's `import *` asks for the mark first, and would copy a module that lacks it.
      get: (_, key) => key === "__esModule" || (Reflect.get(real(), key) as unknown),
      has: (_, key) => Reflect.has(real(), key),
      ownKeys: () => Reflect.ownKeys(real()),
      getOwnPropertyDescriptor: (_, key) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(real(), key);
        // A proxy may only show as fixed what its own target has.
        return descriptor && { ...descriptor, configurable: true };
      },
    },
  );
}

/**
 * Lets the SDK's packages load those of their modules late that a preview seldom needs, the first time something of
 * them is read. Without Node's internal function nothing changes.
 */
export function deferModules(): void {
  const load = loader._load;
  if (load === undefined) return;
  loader._load = (request, parent, isMain) => {
    const from = (parent?.filename ?? "").replaceAll("\\", "/");
    const late = from.includes("/@pulumi/") && deferred.some((one) => one.from.test(from) && one.request.test(request));
    return late
      ? onceRead(() => load.call(Module, request, parent, isMain) as object)
      : load.call(Module, request, parent, isMain);
  };
}
