import { Struct } from "google-protobuf/google/protobuf/struct_pb";

type Properties = Readonly<Record<string, unknown>>;
type Fields = ReturnType<Struct["getFieldsMap"]>;

const isSorted = (keys: readonly string[]) => keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") < key);

/** An object with sorted keys at every depth; the same object if they are sorted already. */
function sortedObject(object: Properties): Properties {
  const keys = Object.keys(object);
  const entries = keys.map((key): [string, unknown] => [key, sorted(object[key])]);
  if (isSorted(keys) && entries.every(([key, value]) => value === object[key])) return object;
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** A value as a message would return it. @throws Error with the library's own message for values that it rejects */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(sorted);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (typeof value === "object" && value !== null) return sortedObject(value as Properties);
  if (value === undefined || typeof value === "function") throw new Error("Unexpected struct type.");
  return value;
}

/**
 * Keeps properties as plain objects: the library's own messages need an object of four parts for each value. The message
 * is built only if it is sent to another process.
 *
 * @returns a replacement for `Struct.fromJavaScript`
 */
function plainStructs(fromJavaScript: typeof Struct.fromJavaScript): typeof Struct.fromJavaScript {
  class PlainStruct extends Struct {
    private fields: Fields | undefined;

    constructor(private readonly properties: Properties) {
      super();
    }

    override toJavaScript(): ReturnType<Struct["toJavaScript"]> {
      return this.properties as ReturnType<Struct["toJavaScript"]>;
    }

    override getFieldsMap(): Fields {
      this.fields ??= fromJavaScript(this.properties as Parameters<typeof fromJavaScript>[0]).getFieldsMap();
      return this.fields;
    }
  }
  return (properties) => new PlainStruct(sortedObject(properties));
}

/** Keeps properties plain in messages within this process. Changes nothing if the library lacks the function. */
export function keepStructsPlain(): void {
  const library = Struct as { fromJavaScript?: typeof Struct.fromJavaScript };
  if (library.fromJavaScript !== undefined) library.fromJavaScript = plainStructs(library.fromJavaScript);
}
