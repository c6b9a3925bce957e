import type { Properties } from "../values";
import { isObject } from "../values";
import type { Model } from "./model";

type Nested = NonNullable<Model["nested"]>;

/** Changes the objects into which a provider puts outputs; anything else stays as it is. */
function mapNested(
  properties: Properties,
  nested: Nested | undefined,
  change: (object: Properties, key: string, outputs: readonly string[]) => Properties,
): Properties {
  if (nested === undefined) return properties;
  const changed = Object.entries(nested).flatMap(([key, outputs]) => {
    const object = properties[key];
    return isObject(object) ? [[key, change(object, key, outputs)] as const] : [];
  });
  return { ...properties, ...Object.fromEntries(changed) };
}

/** Inputs with the outputs that the provider adds to their objects. An output that `outputs` does not have is `missing`. */
export const withNested = (
  inputs: Properties,
  nested: Nested | undefined,
  outputs: Properties,
  missing?: unknown,
): Properties =>
  mapNested(inputs, nested, (object, key, names) => {
    const found = outputs[key];
    const values = isObject(found) ? found : {};
    return { ...object, ...Object.fromEntries(names.map((name) => [name, values[name] ?? missing])) };
  });

/** A state without the outputs that the provider added to objects: the inputs as the program wrote them. */
export const withoutNested = (state: Properties, nested: Nested | undefined): Properties =>
  mapNested(state, nested, (object, _, names) =>
    Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name))),
  );
