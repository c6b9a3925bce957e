import { isDeepStrictEqual } from "node:util";
import type { Change } from "./change";
import { formerUrns } from "./former-urns";
import { withReferences } from "./references";
import type { ReportedResource } from "./result";

/** A resource, by what names it. */
export type ResourceRef = Pick<ReportedResource, "urn" | "type" | "name">;

/** A resource that both previews have, and what of it changes. */
interface ChangedResource {
  readonly resource: ResourceRef;
  /** Names of the changed inputs, or options. */
  readonly inputs: readonly string[];
}

/** Resources of AWS that change. Components are left out: they are nothing in AWS. */
export interface ResourceChanges {
  readonly added: readonly ResourceRef[];
  readonly removed: readonly ResourceRef[];
  /** `inputs` are those that the provider cannot change, and `replaceWith` if it is replaced with another resource. */
  readonly replaced: readonly ChangedResource[];
  readonly updated: readonly ChangedResource[];
  /** Resources of which only options of Pulumi change, such as `protect`: nothing of them changes in AWS. */
  readonly options: readonly ChangedResource[];
  /** Resources that keep what they have in AWS under another name of Pulumi. */
  readonly renamed: readonly Change<ResourceRef>[];
}

/** The inputs of a resource that force its provider to replace it, of two sets of inputs. */
export type Replacing = (
  type: string,
  olds: Record<string, unknown>,
  news: Record<string, unknown>,
) => readonly string[];

type Inputs = Record<string, unknown>;

const ref = ({ urn, type, name }: ReportedResource): ResourceRef => ({ urn, type, name });

/** A name in AWS that Pulumi makes of the name of a resource. */
const isMade = (value: unknown, { name }: ReportedResource) =>
  typeof value === "string" && value.startsWith(`${name}-`) && /^[0-9a-f]{7}$/.test(value.slice(name.length + 1));

/** Inputs of the later resource with the names that Pulumi made of the former name of the resource: they stay. */
function withKeptNames({ before, after }: Change<ReportedResource>, news: Inputs): Inputs {
  if (before.urn === after.urn) return news;
  const made = Object.entries(news).filter(
    ([key, value]) => isMade(value, after) && isMade(before.inputs[key], before),
  );
  return { ...news, ...Object.fromEntries(made.map(([key]) => [key, before.inputs[key]])) };
}

const shownOptions = ["protect", "retainOnDelete"] as const;

function changedOptions({ before, after }: Change<ReportedResource>): readonly string[] {
  return shownOptions.filter((key) => (before.options[key] ?? false) !== (after.options[key] ?? false));
}

function changedInputs(olds: Inputs, news: Inputs, ignored: readonly string[]): readonly string[] {
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
  return keys.filter((key) => !ignored.includes(key) && !isDeepStrictEqual(olds[key], news[key])).sort();
}

/** Resources of AWS of both previews in pairs, by URN or alias. */
function pairs(before: readonly ReportedResource[], after: readonly ReportedResource[]) {
  const earlier = new Map(before.map((resource) => [resource.urn, resource]));
  const urnsOf = formerUrns(after);
  return after
    .filter(({ custom }) => custom)
    .map((resource) => {
      const known = urnsOf(resource).find((urn) => earlier.has(urn));
      return { before: known === undefined ? undefined : earlier.get(known), after: resource };
    });
}

const isPair = (pair: {
  before: ReportedResource | undefined;
  after: ReportedResource;
}): pair is Change<ReportedResource> => pair.before !== undefined;

interface Compared {
  readonly pair: Change<ReportedResource>;
  readonly inputs: readonly string[];
  readonly forcing: readonly string[];
}

/** What is known of changes to other resources: inputs by URN, of those that are replaced undefined. */
type Known = ReadonlyMap<string, readonly string[] | undefined>;

/** A pair with the inputs that it had before. */
interface Comparand {
  readonly pair: Change<ReportedResource>;
  readonly olds: Inputs;
}

/** What forces a resource to be replaced: the provider, or the replacement of another resource. */
function forcingOf({ pair: { after }, olds }: Comparand, known: Known, news: Inputs, replacing: Replacing) {
  const { ignoreChanges: ignored = [], replaceWith = [] } = after.options;
  const byProvider = replacing(after.type, olds, news).filter((path) => !ignored.includes(path));
  const isReplaced = (urn: string) => known.has(urn) && known.get(urn) === undefined;
  return [...byProvider, ...(replaceWith.some(isReplaced) ? ["replaceWith"] : [])];
}

/**
 * What changes of a pair, given what changes of others. A reference to a replaced resource is another value, since its id
 * changes, and so is one to an input that changes.
 */
function compare(given: Comparand, known: Known, replacing: Replacing): Compared {
  const { pair, olds } = given;
  const isNew = (urn: string, input: string) => known.has(urn) && (known.get(urn)?.includes(input) ?? true);
  const news = withKeptNames(
    pair,
    withReferences(pair.after, (urn, input) => (isNew(urn, input) ? `new ${urn}` : urn)),
  );
  const inputs = changedInputs(olds, news, pair.after.options.ignoreChanges ?? []);
  return { pair, inputs, forcing: forcingOf(given, known, news, replacing) };
}

/** Whether a resource refers to one of those that change, so that these decide what of it changes. */
const refersTo = (known: Known, { propertyDependencies, options: { replaceWith = [] } }: ReportedResource): boolean =>
  [...Object.values(propertyDependencies), replaceWith].some((urns) => urns.some((urn) => known.has(urn)));

/** A resource that refers to a changed one may change too, so this repeats until no more do. */
function compareUntilStable(kept: readonly Change<ReportedResource>[], replacing: Replacing): readonly Compared[] {
  const newUrns = new Map(kept.map(({ before, after }) => [before.urn, after.urn]));
  const alone = kept.map((pair) => {
    const given = { pair, olds: withReferences(pair.before, (urn) => newUrns.get(urn) ?? urn) };
    return { given, compared: compare(given, new Map(), replacing) };
  });
  let all = alone.map(({ compared }) => compared);
  for (let before = ""; ;) {
    const changed = all.filter(({ inputs, forcing }) => inputs.length + forcing.length > 0);
    const known = new Map(
      changed.map(({ pair, inputs, forcing }) => [pair.after.urn, forcing.length > 0 ? undefined : inputs]),
    );
    const state = JSON.stringify([...known]);
    if (known.size === 0 || state === before) return all;
    before = state;
    all = alone.map(({ given, compared }) =>
      refersTo(known, given.pair.after) ? compare(given, known, replacing) : compared,
    );
  }
}

/**
 * Compares the resources of two first previews of one stack. A value that is unknown in both, such as the text of a policy
 * with an ARN in it, counts as changed only if it refers to other resources.
 */
export function resourceChanges(
  before: readonly ReportedResource[],
  after: readonly ReportedResource[],
  replacing: Replacing,
): ResourceChanges {
  const olds = before.filter(({ custom }) => custom);
  const all = pairs(olds, after);
  const kept = all.filter(isPair);
  const used = new Set(kept.map((pair) => pair.before.urn));
  const compared = compareUntilStable(kept, replacing);
  const isReplaced = ({ forcing }: Compared) => forcing.length > 0;
  return {
    added: all.filter((pair) => !isPair(pair)).map((pair) => ref(pair.after)),
    removed: olds.filter(({ urn }) => !used.has(urn)).map(ref),
    replaced: compared.filter(isReplaced).map(({ pair, forcing }) => ({ resource: ref(pair.after), inputs: forcing })),
    updated: compared
      .filter((each) => !isReplaced(each) && each.inputs.length > 0)
      .map(({ pair, inputs }) => ({ resource: ref(pair.after), inputs })),
    options: compared.flatMap((each) => {
      const options = changedOptions(each.pair);
      const same = each.forcing.length + each.inputs.length === 0 && options.length > 0;
      return same ? [{ resource: ref(each.pair.after), inputs: options }] : [];
    }),
    renamed: kept
      .filter((pair) => pair.before.urn !== pair.after.urn)
      .map((pair) => ({ before: ref(pair.before), after: ref(pair.after) })),
  };
}
