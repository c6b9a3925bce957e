import { linkZones } from "../../policies/link-zones";
import { knownRegions } from "../../core/regions";
import { projectNameOf } from "./names";
import type { Template } from "./template";
import { stackValue } from "./template";

/** What a project is started with. All values are texts, as they were typed; the validations of the settings read them. */
export interface Answers {
  readonly name: string;
  readonly region: string;
  readonly option: string;
  readonly service: string;
  readonly image: string;
  readonly port: string;
  readonly path: string;
}

/** Name of an answer, which is also the name of its flag. */
export type Question = keyof Answers;

const service = ["services", 0] as const;

/** The paths of the answers in the stack file. The name of the project is not there. */
export const stackPaths: Readonly<Record<Exclude<Question, "name">, readonly (string | number)[]>> = {
  region: ["aws:region"],
  option: ["option"],
  service: [...service, "name"],
  image: [...service, "image"],
  port: [...service, "containerPort"],
  path: [...service, "path"],
};

/** The questions in the order in which they are asked: a default depends on earlier answers only. */
export const questions: readonly Question[] = ["name", "region", "option", "service", "image", "port", "path"];

/** Options 1 and 5 need VPC links V2, which not every Region has. */
const isWithoutLinksV2 = (region: string) => knownRegions.includes(region) && linkZones(region) === undefined;

/** The default of a question. @param folder - name of the project's folder */
export function defaultOf(question: Question, earlier: Partial<Answers>, template: Template, folder: string): string {
  switch (question) {
    case "name":
      return projectNameOf(folder);
    case "option":
      return isWithoutLinksV2(earlier.region ?? "") ? "3" : stackValue(template, stackPaths.option);
    case "port":
      // Only the port of the template's own image is known. The settings have 8080 as default.
      return earlier.image === stackValue(template, stackPaths.image) ? stackValue(template, stackPaths.port) : "8080";
    case "path":
      return `/${earlier.service ?? ""}`;
    case "region":
    case "service":
    case "image":
      return stackValue(template, stackPaths[question]);
  }
}

/** The given answers, and defaults for all others. */
export function complete(given: Partial<Answers>, template: Template, folder: string): Answers {
  const answers: Partial<Record<Question, string>> = {};
  for (const question of questions)
    answers[question] = given[question] ?? defaultOf(question, answers, template, folder);
  return answers as Answers;
}
