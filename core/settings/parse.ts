import type { Problem } from "../problem";
import { toProblems } from "./issues";
import { accessProblems } from "./validations/access";
import { acknowledgementProblems } from "./validations/acknowledgements";
import { answerProblems } from "./validations/answers";
import { corsProblems } from "./validations/cors";
import { deploymentProblems } from "./validations/deployments";
import { domainProblems } from "./validations/domain";
import { containerTlsProblems } from "./validations/container-tls";
import { formerNameProblems } from "./validations/former-names";
import { balancerProblems } from "./validations/load-balancers";
import { repeatedNames } from "./validations/names";
import { operationProblems } from "./validations/operation";
import { pathProblems } from "./validations/paths";
import { publicPathProblems } from "./validations/public-paths";
import { quotaProblems } from "./validations/quotas";
import { reachProblems } from "./validations/reaches";
import { regionProblem } from "./validations/region";
import { drainProblems, standbyProblems } from "./validations/standby";
import { standbyIsOption } from "./validations/stack-standby";
import { taskProblems } from "./validations/tasks";
import { tlsProblems } from "./validations/tls";
import { usagePlanProblems } from "./validations/usage-plans";
import { vpcProblems } from "./validations/vpcs";
import { settingsSchema } from "./schema";
import { mentionsPlaceholder, withoutPlaceholder } from "./placeholders";
import { refusedPaths, withoutRefused } from "./refused-values";
import type { Settings } from "./settings";

/** Valid settings, or all problems of the configuration. */
export type Parsed = { readonly settings: Settings } | { readonly problems: readonly Problem[] };

type Raw = Readonly<Record<string, unknown>>;
type Path = readonly PropertyKey[];

/** Problems between keys under one option, each of which parsed. */
const problemsUnder = (settings: Settings): readonly Problem[] => [
  ...vpcProblems(settings),
  ...taskProblems(settings),
  ...reachProblems(settings),
  ...tlsProblems(settings),
  ...balancerProblems(settings),
  ...containerTlsProblems(settings),
  ...standbyProblems(settings),
  ...drainProblems(settings),
  ...deploymentProblems(settings),
  ...pathProblems(settings),
  ...publicPathProblems(settings),
  ...domainProblems(settings),
  ...accessProblems(settings),
  ...corsProblems(settings),
  ...usagePlanProblems(settings),
  ...operationProblems(settings),
  ...formerNameProblems(settings),
  ...answerProblems(settings),
  ...quotaProblems(settings),
  ...acknowledgementProblems(settings),
];

const textOf = ({ where, message }: Problem) => `${where}: ${message}`;

/** Problems between keys, each of which parsed, under the option of the stack and that of its standby. */
function crossProblems(settings: Settings): readonly Problem[] {
  const { option, standby } = settings;
  const problems = problemsUnder(settings);
  if (standby === undefined) return problems;
  if (standby === option) return [...problems, ...standbyIsOption(settings)];
  const known = new Set(problems.map(textOf));
  const others = problemsUnder({ ...settings, option: standby }).filter((problem) => !known.has(textOf(problem)));
  return [
    ...problems,
    ...others.map((problem) => ({ ...problem, message: `${problem.message} (under standby: ${standby})` })),
  ];
}

/** Problems that the settings have under every option: the one that is meant is unknown. */
function problemsUnderEveryOption(settings: Settings): readonly Problem[] {
  const [first = [], ...others] = ([1, 2, 3, 4, 5] as const).map((option) => crossProblems({ ...settings, option }));
  const common = others.map((problems) => new Set(problems.map(textOf)));
  return first.filter((problem) => common.every((texts) => texts.has(textOf(problem))));
}

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
