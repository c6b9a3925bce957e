import type { z } from "zod";

/** A value that nobody may change. */
export type DeepReadonly<T> = unknown extends T ? T : { readonly [K in keyof T]: DeepReadonly<T[K]> };

/**
 * A type in a form in which `Same` sees every difference that `JSON.stringify` leaves. A property that may be undefined
 * is marked instead of optional: a type that lacks an optional property is assignable to one that has it.
 */
type Printed<T> = unknown extends T
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Printed<Item>[]
    : T extends object
      ? {
          readonly [K in keyof T]-?: undefined extends T[K]
            ? ["may be absent", Printed<Exclude<T[K], undefined>>]
            : Printed<T[K]>;
        }
      : T;

type Same<A, B> = [A, B] extends [B, A] ? true : false;

/**
 * Ties a schema to the type of the values that are printed: the schema stops compiling when the type changes.
 *
 * @example const headroomSchema = schemaOf<Headroom>()(z.strictObject({ ... }));
 */
export const schemaOf =
  <T>() =>
  <S extends z.ZodType>(
    schema: S & (Same<Printed<T>, Printed<z.output<S>>> extends true ? unknown : "schema and type differ"),
  ): S =>
    schema;
