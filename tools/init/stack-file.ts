import { parse, parseDocument } from "yaml";
import type { Answers, Question } from "./answers";
import { stackPaths } from "./answers";
import type { Template } from "./template";
import { stackFileName, textOf } from "./template";
import { zonesFor } from "./zones";

const numbers: readonly Question[] = ["option", "port"];

/** Answers that are numbers are written as such. Everything else stays a text, which the validations refuse where it is none. */
const valueOf = (question: Question, text: string): string | number =>
  numbers.includes(question) && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;

/** The stack file of the template with the answers in it. Comments stay. */
export function stackFileOf(template: Template, answers: Answers): string {
  const document = parseDocument(textOf(template, stackFileName));
  for (const [name, path] of Object.entries(stackPaths)) {
    const question = name as keyof typeof stackPaths;
    document.setIn(["config", ...path], valueOf(question, answers[question]));
  }
  for (const [index, zone] of zonesFor(answers.region).entries())
    document.setIn(["config", "vpcs", 0, "zones", index], zone);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** The values of a stack file without namespaces, apart from the Region. */
export function settingsIn(stackFile: string): Readonly<Record<string, unknown>> {
  const { config } = parse(stackFile) as { readonly config: Readonly<Record<string, unknown>> };
  return Object.fromEntries(Object.entries(config).filter(([key]) => !key.includes(":")));
}
