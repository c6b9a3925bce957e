import { Struct } from "google-protobuf/google/protobuf/struct_pb";

type Properties = Readonly<Record<string, unknown>>;
type Fields = ReturnType<Struct["getFieldsMap"]>;

const isSorted = (keys: readonly string[]) => keys.every((key, index) => index === 0 || (keys[index - 1] ?? "") < key);

/** An object with its keys in order; the same object where they are already, and so are those of what it holds. */
function sortedObject(object: Properties): Properties {
  const keys = Object.keys(object);
  const entries = keys.map((key): [string, unknown] => [key, sorted(object[key])]);
  if (isSorted(keys) && entries.every(([key, value]) => value === object[key])) return object;
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A value as a message would give it back. @throws Error for what a message cannot hold, in the library's words */
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
 * Keeps the properties in one process as they are, since the messages of the library hold an object of four parts for
 * each value. Builds the message for whoever does send it.
 *
 * @returns what makes such a message of properties
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

/** Lets messages that stay in this process hold plain properties. Without the library's function nothing changes. */
export function keepStructsPlain(): void {
  const library = Struct as { fromJavaScript?: typeof Struct.fromJavaScript };
  if (library.fromJavaScript !== undefined) library.fromJavaScript = plainStructs(library.fromJavaScript);
}
