import type { Problem } from "../problem";
import { crossProblems, problemsUnderEveryOption } from "./cross-problems";
import { toProblems } from "./issues";
import { repeatedNames } from "./validations/names";
import { regionProblem } from "./validations/region";
import { settingsSchema } from "./schema";
import { mentionsPlaceholder, withoutPlaceholder } from "./placeholders";
import { refusedPaths, withoutRefused } from "./refused-values";
import type { Settings } from "./settings";

/** Valid settings, or all problems of the configuration. */
export type Parsed = { readonly settings: Settings } | { readonly problems: readonly Problem[] };

type Raw = Readonly<Record<string, unknown>>;
type Path = readonly PropertyKey[];

/** Keys of the stack whose own keys are left out one by one. */
const dividedKeys: readonly unknown[] = ["quotas", "tls", "domain", "auth", "cors", "account"];

/** What is incomplete without a value: a key of an entry of a list or of a divided key, or a key of the stack. */
const incompletePart = (path: Path): Path =>
  path.slice(0, typeof path[1] === "number" ? 3 : dividedKeys.includes(path[0]) ? 2 : 1);

/** Problems between the values that parsed, where others did not. */
function problemsOfTheRest(raw: Raw, refused: readonly Path[], region: string): readonly Problem[] {
  let { values, isConsequence } = withoutRefused(raw, refused);
  let parsed = settingsSchema.safeParse(values);
  if (!parsed.success) {
    // What a refused value leaves behind is incomplete, for example autoscaling without its maximum: leave it out too.
    const incomplete = refusedPaths(parsed.error.issues).map(incompletePart);
    ({ values, isConsequence } = withoutRefused(raw, [...refused, ...incomplete]));
    parsed = settingsSchema.safeParse(values);
  }
  if (!parsed.success) return [];
  const again = repeatedNames(parsed.data);
  if (again.length > 0) {
    const paths = again.map(({ path }) => path);
    return [...again.map(({ problem }) => problem), ...problemsOfTheRest(raw, [...refused, ...paths], region)];
  }
  const settings = { ...parsed.data, region };
  const optionIsRefused = refused.some(([key]) => key === "option");
  const problems = optionIsRefused ? problemsUnderEveryOption(settings) : crossProblems(settings);
  return problems
    .filter(({ where, message }) => !isConsequence(where) && !mentionsPlaceholder(message))
    .map((problem) => ({ ...problem, where: withoutPlaceholder(problem.where) }));
}

const isBelow = (path: Path, other: Path) => other.every((step, index) => path[index] === step);

/**
 * Parses and validates the whole configuration of a stack, and reports all problems together.
 *
 * @param raw - configuration values by key, without the project's namespace
 * @param region - value of `aws:region`; `undefined` if it is not set
 * @param withheld - paths of values that cannot be read, which the caller reports
 */
export function parseSettings(raw: Raw, region = "", withheld: readonly Path[] = []): Parsed {
  const unknownRegion = regionProblem(region, raw);
  // Nothing is compared with a Region that is wrong.
  const known = unknownRegion === undefined ? region : "";
  const parsed = settingsSchema.safeParse(raw, { reportInput: true });
  const first = unknownRegion === undefined ? [] : [unknownRegion];
  if (parsed.success && withheld.length === 0 && repeatedNames(parsed.data).length === 0) {
    const problems = [...first, ...crossProblems({ ...parsed.data, region: known })];
    return problems.length === 0 ? { settings: { ...parsed.data, region } } : { problems };
  }
  const issues = parsed.error?.issues ?? [];
  const reported = issues.filter(({ path }) => !withheld.some((other) => isBelow(path, other)));
  const rest = problemsOfTheRest(raw, [...refusedPaths(issues), ...withheld], known);
  return { problems: [...first, ...toProblems(reported, raw), ...rest] };
}
