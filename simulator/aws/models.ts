import type { Properties } from "../values";
import { access } from "./access";
import { balancing } from "./load-balancing";
import { certificates } from "./certificates";
import { compute } from "./compute";
import { domains } from "./domains";
import { gateway } from "./gateway";
import type { Context, Model } from "./model";
import { arn, digest, ec2Id } from "./model";
import { network } from "./network";
import { operation } from "./operation";

/** All resource types that the simulator supports. */
const models: Readonly<Record<string, Model>> = {
  ...network,
  ...balancing,
  ...compute,
  ...gateway,
  ...access,
  ...certificates,
  ...domains,
  ...operation,
};

const randomLength = 7;

/** Finds the model of a resource type. */
export type FindModel = (type: string, name: string) => Model;

/** The model of a type that the simulator supports. @throws Error for any other type */
export const knownModel: FindModel = (type, name) => {
  const model = models[type];
  if (model === undefined)
    throw new Error(`the simulator does not support the resource type ${type} (${name}); add it to simulator/aws`);
  return model;
};

/** An id, and for a type of AWS an ARN: enough for others to refer to the resource. */
const otherModel = (type: string): Model => {
  const [provider, service = ""] = type.split(/[:/]/);
  const id = ec2Id("sim");
  return provider === "aws" ? { id, outputs: (context, given) => ({ arn: arn(service, context, given) }) } : { id };
};

/** Outputs of types that the program does not create, and that other programs pass on. */
const others: Readonly<Record<string, Model>> = {
  "aws:route53/zone:Zone": {
    id: ({ urn }) => `Z${digest(urn, 20).toUpperCase()}`,
    outputs: (_, id) => ({ zoneId: id, arn: `arn:aws:route53:::hostedzone/${id}` }),
  },
};

/** A model for every type. `aws:alb` is the provider's older name of `aws:lb`, with the same properties. */
export const anyModel: FindModel = (type) =>
  models[type.replace(/^aws:alb\//, "aws:lb/")] ?? others[type] ?? otherModel(type);

/** Inputs as an update has them: without a new value, a physical name and what the provider keeps stay. @throws Error if the type is unknown */
export function withKept(
  { type, name, inputs }: Pick<Context, "type" | "name" | "inputs">,
  olds: Properties,
): Properties {
  const { autoname, kept = [] } = knownModel(type, name);
  const keys = [...(autoname === undefined ? [] : [autoname.property]), ...kept];
  const old = keys.filter((key) => inputs[key] === undefined && olds[key] !== undefined);
  return { ...inputs, ...Object.fromEntries(old.map((key) => [key, olds[key]])) };
}

/**
 * Checks inputs as the provider does. Adds a physical name if the program sets none, so that a preview knows the name.
 *
 * @throws Error with the provider's own message if the name would be too long for AWS; Error if the type is unknown
 */
export function checkInputs(
  { type, name, inputs }: Pick<Context, "type" | "name" | "inputs">,
  urn: string,
  find: FindModel = knownModel,
): Properties {
  const { autoname } = find(type, name);
  if (autoname === undefined || inputs[autoname.property] !== undefined) return inputs;
  const prefix = `${name}-`;
  if (prefix.length + randomLength > autoname.maxLength) {
    throw new Error(
      `name '${prefix}' plus ${randomLength} random chars is longer than maximum length ${autoname.maxLength}`,
    );
  }
  return { ...inputs, [autoname.property]: prefix + digest(urn, randomLength) };
}

/** The outputs of an updated resource that its update computes anew. */
export function updatedOutputs(context: Context, id: string): Properties {
  const { outputs, updated = [] } = knownModel(context.type, context.name);
  const all = updated.length === 0 ? {} : (outputs?.(context, id) ?? {});
  return Object.fromEntries(updated.filter((key) => key in all).map((key) => [key, all[key]]));
}

/** Id and outputs of a created resource; the same in every run. @throws Error if the type is unknown */
export function computeOutputs(
  context: Context,
  find: FindModel = knownModel,
): { readonly id: string; readonly outputs: Properties } {
  const model = find(context.type, context.name);
  const id = model.id(context);
  return { id, outputs: model.outputs?.(context, id) ?? {} };
}
