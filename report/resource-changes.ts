import { isDeepStrictEqual } from "node:util";
import type { Change } from "./change";
import type { ReportedResource } from "./result";

/** A resource, by what names it. */
export type ResourceRef = Pick<ReportedResource, "urn" | "type" | "name">;

/** A resource that both previews have, and what of it changes. */
interface ChangedResource {
  readonly resource: ResourceRef;
  /** Names of the changed inputs and of the changed options of Pulumi, such as `protect`. */
  readonly inputs: readonly string[];
}

/** Resources of AWS that change. Components are left out: they are nothing in AWS. */
export interface ResourceChanges {
  readonly added: readonly ResourceRef[];
  readonly removed: readonly ResourceRef[];
  /** `inputs` are those that the provider cannot change. */
  readonly replaced: readonly ChangedResource[];
  readonly updated: readonly ChangedResource[];
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

/** Sets the value at a path such as `loadBalancers[0].targetGroupArn`, if there is one. */
function setAt(target: unknown, [key, ...rest]: readonly string[], value: string): void {
  if (key === undefined || typeof target !== "object" || target === null) return;
  const holder = target as Inputs;
  if (rest.length === 0) holder[key] = value;
  else setAt(holder[key], rest, value);
}

/**
 * Inputs with the resources that they refer to in place of what is unknown. So another reference is another value, and so
 * is one to a resource that is replaced, since it gets another id.
 *
 * @param nameOf - text for a URN
 */
function withReferences({ inputs, unknown, propertyDependencies }: ReportedResource, nameOf: (urn: string) => string) {
  if (unknown.length === 0) return inputs;
  const copy: Inputs = structuredClone<Inputs>(inputs);
  for (const path of unknown) {
    const keys = path.match(/[^.[\]"]+/g) ?? [];
    const urns = propertyDependencies[keys[0] ?? ""] ?? [];
    setAt(copy, keys, urns.map(nameOf).sort().join(" "));
  }
  return copy;
}

/** The URN of an alias: a URN, or its name as JSON. */
function aliasUrn({ urn }: ReportedResource, alias: string): string {
  if (!alias.startsWith("{")) return alias;
  const { name } = JSON.parse(alias) as { readonly name?: string };
  return name === undefined ? urn : urn.slice(0, urn.lastIndexOf("::") + 2) + name;
}

const shownOptions = ["protect", "retainOnDelete"] as const;

function changedOptions({ before, after }: Change<ReportedResource>): readonly string[] {
  return shownOptions.filter((key) => (before.options[key] ?? false) !== (after.options[key] ?? false));
}

function changedInputs(olds: Inputs, news: Inputs, ignored: readonly string[]): readonly string[] {
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
  return keys.filter((key) => !ignored.includes(key) && !isDeepStrictEqual(olds[key], news[key])).sort();
}

/** Resources of both previews in pairs, by URN or alias. */
function pairs(before: readonly ReportedResource[], after: readonly ReportedResource[]) {
  const earlier = new Map(before.map((resource) => [resource.urn, resource]));
  return after.map((resource) => {
    const urns = [resource.urn, ...(resource.options.aliases ?? []).map((alias) => aliasUrn(resource, alias))];
    const [known] = urns.filter((urn) => earlier.has(urn));
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

/** What changes of each pair, given the resources that are replaced. */
function compareAll(kept: readonly Change<ReportedResource>[], replaced: ReadonlySet<string>, replacing: Replacing) {
  const newUrns = new Map(kept.map(({ before, after }) => [before.urn, after.urn]));
  return kept.map((pair): Compared => {
    const olds = withReferences(pair.before, (urn) => newUrns.get(urn) ?? urn);
    const news = withReferences(pair.after, (urn) => (replaced.has(urn) ? `new ${urn}` : urn));
    const ignored = pair.after.options.ignoreChanges ?? [];
    const inputs = changedInputs(olds, news, ignored);
    const forcing = replacing(pair.after.type, olds, news).filter((path) => !ignored.includes(path));
    return { pair, inputs: [...inputs, ...changedOptions(pair)], forcing };
  });
}

/** A resource that refers to a replaced one may have to be replaced too, so this repeats until no more are. */
function compareUntilStable(kept: readonly Change<ReportedResource>[], replacing: Replacing): readonly Compared[] {
  let compared = compareAll(kept, new Set(), replacing);
  for (let known = -1; ;) {
    const replaced = new Set(compared.filter(({ forcing }) => forcing.length > 0).map(({ pair }) => pair.after.urn));
    if (replaced.size === 0 || replaced.size === known) return compared;
    known = replaced.size;
    compared = compareAll(kept, replaced, replacing);
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
  const [olds, news] = [before, after].map((all) => all.filter(({ custom }) => custom));
  const all = pairs(olds ?? [], news ?? []);
  const kept = all.filter(isPair);
  const used = new Set(kept.map((pair) => pair.before.urn));
  const compared = compareUntilStable(kept, replacing);
  const isReplaced = ({ forcing }: Compared) => forcing.length > 0;
  return {
    added: all.filter((pair) => !isPair(pair)).map((pair) => ref(pair.after)),
    removed: (olds ?? []).filter(({ urn }) => !used.has(urn)).map(ref),
    replaced: compared.filter(isReplaced).map(({ pair, forcing }) => ({ resource: ref(pair.after), inputs: forcing })),
    updated: compared
      .filter((each) => !isReplaced(each) && each.inputs.length > 0)
      .map(({ pair, inputs }) => ({ resource: ref(pair.after), inputs })),
    renamed: kept
      .filter((pair) => pair.before.urn !== pair.after.urn)
      .map((pair) => ({ before: ref(pair.before), after: ref(pair.after) })),
  };
}
