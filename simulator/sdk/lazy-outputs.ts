import * as pulumi from "@pulumi/pulumi";
import * as errors from "@pulumi/pulumi/errors";
import rpc = require("@pulumi/pulumi/runtime/rpc");
import { isDryRun } from "@pulumi/pulumi/runtime/settings";

type Values = Readonly<Record<string, unknown>>;
type Dependencies = Readonly<Record<string, readonly pulumi.Resource[]>>;

/** The values with which the SDK resolves an output. */
interface Settled {
  readonly value: unknown;
  readonly isKnown: boolean;
  readonly isSecret: boolean;
  readonly dependencies: readonly pulumi.Resource[];
}

/** The SDK's constructor of outputs; missing from its typings. Source: @pulumi/pulumi/output */
const Output = pulumi.Output as unknown as new (
  resource: object,
  value: Promise<unknown>,
  isKnown: Promise<boolean>,
  isSecret: Promise<boolean>,
  dependencies: Promise<readonly pulumi.Resource[]>,
) => pulumi.Output<unknown>;

/** Functions of the SDK's modules that this module replaces or calls. Source: @pulumi/pulumi/runtime/rpc */
interface Rpc {
  transferProperties?: (onto: object, label: string, properties: Values) => object;
  resolveProperties?: (
    resource: object,
    resolvers: object,
    type: string,
    name: string,
    values: Values,
    dependencies: Dependencies,
    error: Error | undefined,
    keepUnknowns: boolean | undefined,
  ) => void;
  readonly isRpcSecret: (value: unknown) => boolean;
  readonly unwrapRpcSecret: (value: unknown) => unknown;
}

/** The outputs of one resource. An output that is never read costs nothing. */
class LazyOutputs {
  private readonly promise: Promise<(key: string) => Settled>;
  private settle: (settled: (key: string) => Settled) => void = () => undefined;
  private fail: (error: Error) => void = () => undefined;

  constructor(private readonly resource: object) {
    this.promise = new Promise((resolve, reject) => {
      this.settle = resolve;
      this.fail = reject;
    });
    // Readers of an output get the error. Without a reader, it must not count as an unhandled rejection.
    this.promise.catch(() => undefined);
  }

  output(key: string): pulumi.Output<unknown> {
    const settled = this.promise.then((of) => of(key));
    return new Output(
      this.resource,
      settled.then(({ value }) => value),
      settled.then(({ isKnown }) => isKnown),
      settled.then(({ isSecret }) => isSecret),
      settled.then(({ dependencies }) => dependencies),
    );
  }

  /** Resolves all outputs from the engine's response, as the SDK does. */
  resolve(values: Values, dependencies: Dependencies, keepUnknowns: boolean, { isRpcSecret, unwrapRpcSecret }: Rpc) {
    const absent: Settled = {
      value: undefined,
      isKnown: !isDryRun() && !keepUnknowns,
      isSecret: false,
      dependencies: [],
    };
    this.settle((key) => {
      if (!Object.hasOwn(values, key)) return absent;
      const value = values[key];
      return {
        value: unwrapRpcSecret(value),
        isKnown: true,
        isSecret: isRpcSecret(value),
        dependencies: dependencies[key] ?? [],
      };
    });
  }

  reject(error: Error): void {
    // If the engine rejected the call, the SDK leaves the outputs pending and reports the error once.
    if (!errors.isGrpcError(error)) this.fail(error);
  }
}

const outputsOf = new WeakMap<object, LazyOutputs>();
const accessors = new Map<string, PropertyDescriptor>();

/** The accessor of a property. All resources share it, so that V8 gives them the same hidden class. */
function accessor(key: string): PropertyDescriptor {
  const known = accessors.get(key);
  if (known !== undefined) return known;
  const replace = (resource: object, value: unknown) =>
    Object.defineProperty(resource, key, { value, enumerable: true, configurable: true, writable: true });
  const descriptor: PropertyDescriptor = {
    enumerable: true,
    configurable: true,
    get(this: object) {
      const output = outputsOf.get(this)?.output(key);
      replace(this, output);
      return output;
    },
    set(this: object, value: unknown) {
      replace(this, value);
    },
  };
  accessors.set(key, descriptor);
  return descriptor;
}

function transferProperties(onto: object, label: string, properties: Values): LazyOutputs {
  const outputs = new LazyOutputs(onto);
  outputsOf.set(onto, outputs);
  for (const key of Object.keys(properties)) {
    if (key === "id" || key === "urn") continue;
    if (Object.hasOwn(onto, key)) throw new Error(`Property '${key}' is already initialized on target '${label}`);
    Object.defineProperty(onto, key, accessor(key));
  }
  return outputs;
}

/**
 * Creates the outputs of resources when they are first read. A stack of 300 services declares 113,000 outputs and reads
 * 4,000 of them; the SDK spends most of its time and memory on the others. Changes nothing if the SDK lacks the functions
 * that this replaces.
 */
export function makeOutputsLazy(sdk: Rpc = rpc as unknown as Rpc): void {
  const resolveProperties = sdk.resolveProperties;
  if (sdk.transferProperties === undefined || resolveProperties === undefined) return;
  sdk.transferProperties = transferProperties;
  sdk.resolveProperties = (resource, resolvers, type, name, values, dependencies, error, keepUnknowns) => {
    if (!(resolvers instanceof LazyOutputs)) {
      resolveProperties(resource, resolvers, type, name, values, dependencies, error, keepUnknowns);
    } else if (error) {
      resolvers.reject(error);
    } else {
      resolvers.resolve(values, dependencies, keepUnknowns === true, sdk);
    }
  };
}
