import { parse, parseDocument } from "yaml";
import type { Answers } from "./answers";
import { stackPaths } from "./answers";
import type { Template } from "./template";
import { stackFileName, textOf } from "./template";
import { zonesFor } from "./zones";

/** Numbers are written as numbers. Everything else stays a text, which the validations refuse where it is none. */
const valueOf = (text: string): string | number => (/^\d{1,9}$/.test(text) ? Number(text) : text);

/** The stack file of the template with the answers in it. Comments stay. */
export function stackFileOf(template: Template, answers: Answers): string {
  const document = parseDocument(textOf(template, stackFileName));
  for (const [question, path] of Object.entries(stackPaths))
    document.setIn(["config", ...path], valueOf(answers[question as keyof typeof stackPaths]));
  for (const [index, zone] of zonesFor(answers.region).entries())
    document.setIn(["config", "vpcs", 0, "zones", index], zone);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** The values of a stack file without namespaces, apart from the Region. */
export function settingsIn(stackFile: string): Readonly<Record<string, unknown>> {
  const { config } = parse(stackFile) as { readonly config: Readonly<Record<string, unknown>> };
  return Object.fromEntries(Object.entries(config).filter(([key]) => !key.includes(":")));
}
