import type { Option } from "../../../core/settings/settings";
import type { Entry } from "../../support/scenario";
import { everyOption } from "../../support/scenario";

/** What an edit has in the stack file at one time: entries of lists, and values of keys of the stack. */
export interface Content {
  readonly services?: readonly Entry[];
  readonly vpcs?: readonly Entry[];
  readonly stack?: Readonly<Record<string, unknown>>;
}

/**
 * A kind of edit of a stack file. Each edit has services of its own, so that one update carries many edits and a lost
 * request names the edit that lost it.
 */
export interface Edit {
  /** Id in the results; unique. */
  readonly kind: string;
  /** The edit in Markdown, as the table of the documents names it. */
  readonly title: string;
  /** Options under which the stack file is valid and the edit changes something. */
  readonly options: readonly Option[];
  /** Whether it changes what all services have in common: then its services are all of the stack. */
  readonly isOfStack?: true;
  /** Before the first update, and after each of them. */
  readonly contents: readonly [Content, Content, ...Content[]];
}

/** Edits that share a stack. Each update of the stack carries one step of each of its edits. */
export interface EditedStack {
  readonly name: string;
  readonly edits: readonly Edit[];
}

type Keys = Readonly<Record<string, unknown>>;

const image = "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/app:1.0.0";

/** A service in the VPC that all stacks of the edits have. */
export const service = (name: string, keys: Keys = {}): Entry => ({ name, vpc: "main", image, ...keys });

/** A new VPC with two zones. */
export const vpc = (name: string, secondByte: number, keys: Keys = {}): Entry => ({
  name,
  cidr: `10.${String(secondByte)}.0.0/16`,
  zones: ["use1-az1", "use1-az2"],
  ...keys,
});

/** The states of one entry: `base`, and what each update changes in it. A value `undefined` removes a key. */
function statesOf(base: Entry, changes: readonly Keys[]): readonly Entry[] {
  const states = [base];
  for (const change of changes) {
    const state = { ...(states.at(-1) ?? base), ...change };
    states.push(Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined)) as Entry);
  }
  return states;
}

const contentsOf = (contents: readonly Content[]) => contents as unknown as Edit["contents"];

interface Wording {
  readonly title: string;
  readonly options?: readonly Option[];
}

/** An edit of one service, which has the name of the kind. `base` are its keys before, `changes` those of each update. */
export function ofService(kind: string, wording: Wording, base: Keys, ...changes: readonly Keys[]): Edit {
  const states = statesOf(service(kind, base), changes);
  return {
    kind,
    title: wording.title,
    options: wording.options ?? everyOption,
    contents: contentsOf(states.map((state) => ({ services: [state] }))),
  };
}

/** An edit of a VPC, which has the name of the kind, with one service in it. */
export function ofVpc(
  kind: string,
  wording: Wording,
  secondByte: number,
  base: Keys,
  ...changes: readonly Keys[]
): Edit {
  const services = [service(`in-${kind}`, { vpc: kind })];
  return {
    kind,
    title: wording.title,
    options: wording.options ?? everyOption,
    contents: contentsOf(statesOf(vpc(kind, secondByte, base), changes).map((state) => ({ services, vpcs: [state] }))),
  };
}
