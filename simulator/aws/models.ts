import type { Properties } from "../values";
import { balancing } from "./load-balancing";
import { compute } from "./compute";
import { gateway } from "./gateway";
import type { Context, Model } from "./model";
import { digest } from "./model";
import { network } from "./network";

/** All resource types that the simulator supports. */
const models: Readonly<Record<string, Model>> = { ...network, ...balancing, ...compute, ...gateway };

const randomLength = 7;

function modelOf(type: string, name: string): Model {
  const model = models[type];
  if (model === undefined)
    throw new Error(`the simulator does not support the resource type ${type} (${name}); add it to simulator/aws`);
  return model;
}

/** Property that gets a physical name if the program sets none. @throws Error if the type is unknown */
export const autonameOf = (type: string, name: string): string | undefined => modelOf(type, name).autoname?.property;

/**
 * Checks inputs as the provider does. Adds a physical name if the program sets none, so that a preview knows the name.
 *
 * @throws Error with the provider's own message if the name would be too long for AWS; Error if the type is unknown
 */
export function checkInputs(
  { type, name, inputs }: Pick<Context, "type" | "name" | "inputs">,
  urn: string,
): Properties {
  const { autoname } = modelOf(type, name);
  if (autoname === undefined || inputs[autoname.property] !== undefined) return inputs;
  const prefix = `${name}-`;
  if (prefix.length + randomLength > autoname.maxLength) {
    throw new Error(
      `name '${prefix}' plus ${randomLength} random chars is longer than maximum length ${autoname.maxLength}`,
    );
  }
  return { ...inputs, [autoname.property]: prefix + digest(urn, randomLength) };
}

/** Id and outputs of a created resource; the same in every run. @throws Error if the type is unknown */
export function computeOutputs(context: Context): { readonly id: string; readonly outputs: Properties } {
  const model = modelOf(context.type, context.name);
  const id = model.id(context);
  return { id, outputs: model.outputs?.(context, id) ?? {} };
}
