import type { Problem } from "../problem";
import { accessProblems } from "./validations/access";
import { acknowledgementProblems } from "./validations/acknowledgements";
import { answerProblems } from "./validations/answers";
import { corsProblems } from "./validations/cors";
import { deploymentProblems } from "./validations/deployments";
import { domainProblems } from "./validations/domain";
import { containerTlsProblems } from "./validations/container-tls";
import { formerNameProblems } from "./validations/former-names";
import { balancerProblems } from "./validations/load-balancers";
import { operationProblems } from "./validations/operation";
import { pathProblems } from "./validations/paths";
import { publicPathProblems } from "./validations/public-paths";
import { quotaProblems } from "./validations/quotas";
import { reachProblems } from "./validations/reaches";
import { drainProblems, standbyProblems } from "./validations/standby";
import { taskProblems } from "./validations/tasks";
import { tlsProblems } from "./validations/tls";
import { usagePlanProblems } from "./validations/usage-plans";
import { vpcProblems } from "./validations/vpcs";
import { standbyIsOption } from "./validations/stack-standby";
import type { Option, Settings } from "./settings";
import { standbySettings } from "./stack-standby";

const options: readonly Option[] = [1, 2, 3, 4, 5];

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

/** `4`, `4 or 5`, `2, 4 or 5`. */
const listed = (values: readonly number[]) =>
  [values.slice(0, -1).join(", "), values.at(-1)].filter(Boolean).join(" or ");

/** Steps of a fix, without those that choose another option: the option is not what has to change. */
const otherSteps = (fix: string): readonly string[] =>
  fix.split(/[,;] or /).filter((step) => !/\boption \d/.test(step));

/** What to change for a topology that cannot stand by. @param fitting - values of `standby` without such a problem */
function standbyFix(fix: string, fitting: readonly Option[]): string {
  const other = fitting.length === 0 ? [] : [`set standby of the stack to ${listed(fitting)}`];
  return [...other, ...otherSteps(fix), "remove standby of the stack"].join(", or ");
}

/** Problems of the topology that stands by, which the one that serves does not have. */
function problemsOfStandby(
  settings: Settings,
  standby: Option,
  known: ReadonlySet<string>,
  others: readonly Option[],
): readonly Problem[] {
  const ownOf = (option: Option) =>
    problemsUnder(standbySettings(settings, option)).filter((problem) => !known.has(textOf(problem)));
  const own = ownOf(standby);
  const fitting = own.length === 0 ? [] : others.filter((option) => ownOf(option).length === 0);
  return own.map(({ where, message, fix, ...problem }) => ({
    ...problem,
    where: where === "option" ? "standby" : where,
    message: `${message} (under standby: ${standby})`,
    fix: standbyFix(fix, fitting),
  }));
}

/** A fix that chooses another option. With a standby, the option could be that one, or have the problem as the standby. */
const withoutStandby = ({ fix, ...problem }: Problem): Problem => ({
  ...problem,
  fix: fix.replace(/\buse option \d( or \d)?/, "$& without standby of the stack"),
});

/** Problems between keys, each of which parsed, under the option of the stack and that of its standby. */
export function crossProblems(settings: Settings): readonly Problem[] {
  const { option, standby } = settings;
  if (standby === undefined) return problemsUnder(settings);
  const problems = problemsUnder(settings).map(withoutStandby);
  if (standby === option) return [...problems, ...standbyIsOption(settings)];
  const known = new Set(problems.map(textOf));
  const others = options.filter((other) => other !== option && other !== standby);
  return [...problems, ...problemsOfStandby(settings, standby, known, others)];
}

/** Problems that the settings have under every option, where the one that is meant is unknown, and under `standby`. */
export function problemsUnderEveryOption(settings: Settings): readonly Problem[] {
  const { standby } = settings;
  const [first = [], ...others] = options.map((option) => problemsUnder({ ...settings, option }));
  const sets = others.map((problems) => new Set(problems.map(textOf)));
  const common = first.filter((problem) => sets.every((texts) => texts.has(textOf(problem))));
  if (standby === undefined) return common;
  const known = new Set(common.map(textOf));
  return [
    ...common,
    ...problemsOfStandby(
      settings,
      standby,
      known,
      options.filter((option) => option !== standby),
    ),
  ];
}
