import { decide } from "../../core/decide";
import type { Problem } from "../../core/problem";
import type { Answers, Question } from "./answers";
import { stackPaths } from "./answers";
import { nameProblems } from "./names";
import { settingsIn, stackFileOf } from "./stack-file";
import type { Template } from "./template";
import { stackValue } from "./template";
import { regionProblems } from "./zones";

/** `services[0].name`, as problems name it. */
const whereOf = (path: readonly (string | number)[]) =>
  path.map((step, index) => (typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${step}`)).join("");

const flagByWhere = new Map(Object.entries(stackPaths).map(([question, path]) => [whereOf(path), `--${question}`]));

/** The problem with the flag instead of the key that it sets. */
const ofFlag = ({ where, ...problem }: Problem): Problem => ({
  ...problem,
  where: flagByWhere.get(where.replace(/ \(.*\)$/, "")) ?? where,
});

/**
 * All problems of the answers, by the validations of the settings and the quotas. Each names the flag of its answer.
 *
 * @param template - the files into which the answers are written
 */
export function problemsOf(answers: Answers, template: Template): readonly Problem[] {
  const ofRegion = regionProblems(answers.region);
  // Zones and options are judged for a Region that exists.
  const region = ofRegion.length === 0 ? answers.region : stackValue(template, stackPaths.region);
  const decision = decide(settingsIn(stackFileOf(template, { ...answers, region })), region);
  const ofSettings = "problems" in decision ? decision.problems.map(ofFlag) : [];
  // A path that was not given follows from the name, which has the same problem.
  const isConsequence = ({ where }: Problem) =>
    where === "--path" &&
    answers.path === `/${answers.service}` &&
    ofSettings.some((problem) => problem.where === "--service");
  return [...nameProblems(answers.name), ...ofRegion, ...ofSettings.filter((problem) => !isConsequence(problem))];
}

/** The problems of one answer. */
export const problemsOfAnswer = (question: Question, answers: Answers, template: Template): readonly Problem[] =>
  problemsOf(answers, template).filter(({ where }) => where === `--${question}`);
