import type { ResourceChanges, ResourceRef } from "./resource-changes";

/** The class of a type in Pulumi's SDK: `lb.LoadBalancer` of `aws:lb/loadBalancer:LoadBalancer`. */
function kindOf(type: string): string {
  const [provider = "", module = "", name = type] = type.split(":");
  const [folder = ""] = module.split("/");
  return [provider === "aws" ? "" : provider, folder, name].filter((part) => part !== "").join(".");
}

/** A resource of a kind, by what happens to it. */
interface Happening {
  readonly what: "replaced" | "removed" | "renamed" | "added" | "updated" | "with other options";
  readonly kind: string;
  readonly name: string;
}

/** The most dangerous first. */
const order: readonly Happening["what"][] = [
  "removed",
  "replaced",
  "renamed",
  "added",
  "updated",
  "with other options",
];

/** Names and inputs that a line has without details. */
const listed = 3;

function some(texts: readonly string[], details: boolean): string {
  const shown = details ? texts : texts.slice(0, listed);
  const rest = texts.length - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

function happenings({ added, removed, replaced, updated, options, renamed }: ResourceChanges, details: boolean) {
  const named = (what: Happening["what"], { type, name }: ResourceRef, text = name): Happening => ({
    what,
    kind: kindOf(type),
    name: text,
  });
  const withInputs =
    (what: Happening["what"]) =>
    ({ resource, inputs }: ResourceChanges["updated"][number]) =>
      named(what, resource, `${resource.name}: ${some(inputs, details).replaceAll(", ", " + ")}`);
  return [
    ...removed.map((resource) => named("removed", resource)),
    ...replaced.map(withInputs("replaced")),
    ...renamed.map(({ before, after }) => named("renamed", after, `${before.name} → ${after.name}`)),
    ...added.map((resource) => named("added", resource)),
    ...updated.map(withInputs("updated")),
    ...options.map(withInputs("with other options")),
  ];
}

/** Resources that change, a line for each kind; the kinds that lose resources come first. */
export function resourceLines(changes: ResourceChanges, details: boolean): readonly string[] {
  const all = happenings(changes, details);
  const kinds = [...new Set(all.map(({ kind }) => kind))].sort();
  const loses = (kind: string) =>
    all.some((each) => each.kind === kind && (each.what === "removed" || each.what === "replaced"));
  const lineOf = (kind: string) => {
    const parts = order.flatMap((what) => {
      const names = all.filter((each) => each.kind === kind && each.what === what).map(({ name }) => name);
      return names.length === 0 ? [] : [`${names.length} ${what} (${some(names, details)})`];
    });
    return `${kind}: ${parts.join(", ")}`;
  };
  const totals = order.flatMap((what) => {
    const number = all.filter((each) => each.what === what).length;
    return number === 0 ? [] : [`${number} ${what}`];
  });
  if (totals.length === 0) return [];
  return [totals.join(", "), ...kinds.filter(loses).map(lineOf), ...kinds.filter((kind) => !loses(kind)).map(lineOf)];
}
