import { z } from "zod";
import type { Problem } from "../core/problem";
import { previewSchema, refusalSchema, resultVersion } from "./preview-schema";
import type { DeepReadonly } from "./schema-of-type";
import { count } from "./words";

/** Everything that an offline preview reports. */
export type PreviewResult = DeepReadonly<z.output<typeof previewSchema>>;

/** A resource as the program registered it; unknown inputs are null and listed by path. */
export type ReportedResource = PreviewResult["resources"][number];

/** A finding of a policy. */
export type ReportedFinding = PreviewResult["findings"][number];

/** Findings of the policies, and the verdicts on each request path and on what tasks connect to. */
export type Verdict = Pick<PreviewResult, "findings" | "policies" | "proofs" | "reaches">;

/** A policy that refuses a stack. */
export type RefusingPolicy = NonNullable<PreviewResult["refusedBy"]>[number];

/** What a tool prints with `--json` instead of a result. */
export type Refusal = DeepReadonly<z.output<typeof refusalSchema>>;

/** Problems as a tool prints them with `--json`. */
export const refusalOf = (problems: readonly Problem[]): Refusal => ({
  version: resultVersion,
  accepted: false,
  problems: problems.map(({ at, where, message, fix }) => ({
    ...(at === undefined ? {} : { at }),
    where,
    message,
    fix,
  })),
});

const expected = `expected a result of version "${resultVersion}" that the command preview printed with --json`;

/** The version that a JSON document states; undefined where it states none. */
const versionOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "version" in value ? value.version : undefined;

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Why a text is no result: in plain words what was expected and what was found, and the problems that it has instead. */
export interface NoResult {
  readonly mistake: string;
  readonly problems?: Refusal["problems"];
  /** Set for a result that another version of this program printed. */
  readonly otherVersion?: true;
}

/** Whether a preview printed a document, whatever its version: results have these keys since the first one. */
const isPrinted = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "stack" in value && "routes" in value;

/** Why a document with another version or shape is no result. */
const unlike = (value: unknown, found: string): NoResult => ({
  mistake: `${expected}, found ${found}`,
  ...(isPrinted(value) ? { otherVersion: true } : {}),
});

/** Why a document is no result; undefined for one that states this version and no problems. */
function refusedBecause(value: unknown): NoResult | undefined {
  const version = versionOf(value);
  if (version !== resultVersion) {
    const found = version === undefined ? "a document without a version" : `version ${JSON.stringify(version)}`;
    return unlike(value, found);
  }
  const refusal = refusalSchema.safeParse(value);
  if (!refusal.success) return undefined;
  const { problems } = refusal.data;
  const [first] = problems;
  const found = `${count(problems.length, "problem")} instead; ${first?.where ?? ""}: ${first?.message ?? ""}`;
  return { mistake: `${expected}, found ${found}`, problems };
}

/**
 * Reads a result that an earlier preview printed.
 *
 * @param text - content of the file
 * @returns the result, or why it is none
 */
export function readPreview(text: string): { readonly preview: PreviewResult } | NoResult {
  const json = parseJson(text);
  if (json === undefined)
    return { mistake: `${expected}, found ${text.trim() === "" ? "an empty file" : "text that is not JSON"}` };
  const refused = refusedBecause(json.value);
  if (refused !== undefined) return refused;
  const parsed = previewSchema.safeParse(json.value);
  if (parsed.success) return { preview: parsed.data };
  const [issue] = parsed.error.issues;
  const where = z.core.toDotPath(issue?.path ?? []);
  return unlike(json.value, `another shape${where === "" ? "" : ` at ${where}`}: ${issue?.message ?? ""}`);
}
