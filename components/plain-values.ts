import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../core/problem";
import { namedPath } from "../core/settings/config-path";

type Path = readonly PropertyKey[];
type Values = Readonly<Record<string, unknown>>;

/** A value that no stack file can hold. */
interface Refused {
  readonly path: Path;
  readonly message: string;
  readonly fix: string;
}

/** Settings that a program states: the values that can be validated, and problems of the others. */
export interface PlainValues {
  readonly values: Values;
  /** Paths of the others. */
  readonly withheld: readonly Path[];
  readonly problems: readonly Problem[];
}

const isPending = (value: unknown) => pulumi.Output.isInstance(value) || value instanceof Promise;

/** Why a value is refused whatever its key is; the validations copy values, which fails for these. */
function refusalOf(value: unknown, path: Path, above: readonly unknown[]): readonly Refused[] {
  if (isPending(value)) {
    const message =
      "is an Output of a resource, or a secret; allowed: plain values, which the plan needs before resources exist";
    const fix = "write the value itself; a container reads secrets from the ARNs in services[].secrets";
    return [{ path, message, fix }];
  }
  const fix = "write the value itself, as a stack file would have it";
  if (["function", "symbol", "bigint"].includes(typeof value))
    return [{ path, message: `is a ${typeof value}; allowed: text, numbers, booleans, lists and objects`, fix }];
  if (above.includes(value)) return [{ path, message: "contains itself; allowed: values of a finite depth", fix }];
  return [];
}

/** The values that are refused, at any depth. */
function refusedIn(value: unknown, path: Path, above: readonly unknown[]): readonly Refused[] {
  const refused = refusalOf(value, path, above);
  if (refused.length > 0 || typeof value !== "object" || value === null) return refused;
  return Object.entries(value).flatMap(([key, inner]) =>
    refusedIn(inner, [...path, Array.isArray(value) ? Number(key) : key], [...above, value]),
  );
}

/** A copy with `null` instead of each refused value. */
function copyOf(value: unknown, above: readonly unknown[]): unknown {
  if (refusalOf(value, [], above).length > 0) return null;
  const within = [...above, value];
  if (Array.isArray(value)) return value.map((inner) => copyOf(inner, within));
  // Dates, maps and other instances stay what they are, so that the validation refuses them.
  const isPlain = typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? copyOfEach(value, within) : value;
}

const copyOfEach = (values: object, above: readonly unknown[]): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, copyOf(value, above)]));

/**
 * Settings as a program states them, whatever they are: JavaScript has no types, and values of other resources look like
 * plain ones.
 *
 * @param stated - the settings
 * @param whole - what messages call them, if they are no object
 */
export function plainValues(stated: unknown, whole: string): PlainValues {
  const refused = refusedIn(stated, [], []);
  const problemsIn = (values: Values) =>
    refused.map(({ path, message, fix }) => ({
      where: path.length === 0 ? whole : namedPath(path, values),
      message,
      fix,
    }));
  if (refused[0]?.path.length === 0) return noValues(problemsIn({}));
  if (typeof stated !== "object" || stated === null || Array.isArray(stated)) {
    const message = `got ${stated === undefined ? "nothing" : JSON.stringify(stated)}; allowed: an object with the keys of a stack file`;
    return noValues([{ where: whole, message, fix: "state at least vpcs and services" }]);
  }
  const values = copyOfEach(stated, [stated]);
  return { values, withheld: refused.map(({ path }) => path), problems: problemsIn(values) };
}

/** Only these problems: without settings, every required key would be missing too. */
const noValues = (problems: readonly Problem[]): PlainValues => ({
  values: {},
  withheld: [["vpcs"], ["services"]],
  problems,
});
