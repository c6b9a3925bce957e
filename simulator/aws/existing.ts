import type { Properties } from "../values";

/** A resource that the stand-in has made. */
export interface Existing {
  readonly id: string;
  readonly urn: string;
  readonly type: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** REST deployment: links of the integrations that it took a snapshot of. */
  readonly links?: readonly string[];
}

/** The resources of an account. */
export interface Account {
  readonly region: string;
  readonly of: (...types: readonly string[]) => readonly Existing[];
}

/**
 * Whether AWS refuses: its error code and words, or undefined. `one` is what is to be made, changed or deleted; the
 * account holds everything else, and `before` is what is changed, as it was.
 */
export type Refusal = (one: Existing, account: Account, before?: Existing) => string | undefined;

/** Refusals of one type, by what is asked for. */
export interface Refusals {
  readonly create?: readonly Refusal[];
  readonly update?: readonly Refusal[];
  readonly delete?: readonly Refusal[];
}

/** An output, else an input, as text; empty where there is none. */
export function value({ outputs, inputs }: Existing, key: string): string {
  const found = outputs[key] ?? inputs[key];
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}

/** A list of texts among the inputs. */
export function list({ inputs }: Existing, key: string): readonly string[] {
  const found = inputs[key];
  return Array.isArray(found) ? found.filter((item) => typeof item === "string") : [];
}

/** Every text anywhere in a value. */
export function texts(found: unknown): readonly string[] {
  if (typeof found === "string") return [found];
  return typeof found === "object" && found !== null ? Object.values(found).flatMap(texts) : [];
}
