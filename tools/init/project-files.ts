import { parse } from "yaml";
import { yamlOptions } from "../../simulator/yaml-file";
import type { Answers } from "./answers";
import { stackPaths } from "./answers";
import type { Packages } from "./packages";
import { stackFileOf } from "./stack-file";
import type { Template } from "./template";
import { stackFileName, stackValue, textOf } from "./template";

/** Content of the files of a project, by path in its folder. */
export type ProjectFiles = ReadonlyMap<string, string | Buffer>;

const description = "Private ECS Fargate services behind Amazon API Gateway";

/** Fills in what `pulumi new` fills in too. */
const filled = (text: string, { name }: Answers) =>
  text.replaceAll("${PROJECT}", name).replaceAll("${DESCRIPTION}", description);

/** A name as YAML: the CLI refuses a project whose name YAML reads as a number, a date or nothing. */
const quoted = (name: string) =>
  /^[a-z]/.test(name) && parse(name, yamlOptions) === name ? name : JSON.stringify(name);

/** `pulumi new` removes the questions from Pulumi.yaml when it has asked them. */
const withoutQuestions = (text: string) => text.replace(/^template:\n( .*\n)*/m, "");

function packageJson(text: string, { dependencies }: Packages): string {
  const json = JSON.parse(text) as { readonly dependencies: Readonly<Record<string, string>> };
  return `${JSON.stringify({ ...json, dependencies: { ...json.dependencies, ...dependencies } }, null, 2)}\n`;
}

/** The files of a started project. */
export function projectFiles(template: Template, answers: Answers, packages: Packages): ProjectFiles {
  const files = new Map<string, string | Buffer>(
    [...template].map(([name, text]): [string, string] => [name, filled(text, answers)]),
  );
  files.set(
    "Pulumi.yaml",
    withoutQuestions(filled(textOf(template, "Pulumi.yaml"), { ...answers, name: quoted(answers.name) })),
  );
  files.set("package.json", packageJson(filled(textOf(template, "package.json"), answers), packages));
  files.set(stackFileName, stackFileOf(template, answers));
  const path = stackValue(template, stackPaths.path);
  files.set(
    "README.md",
    filled(textOf(template, "README.md"), answers).replaceAll(path, answers.path === "/" ? "" : answers.path),
  );
  for (const [name, content] of packages.files) files.set(name, content);
  return files;
}
