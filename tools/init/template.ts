import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { packageFolder } from "../package";

/** Name of the stack file in the template. */
export const stackFileName = "Pulumi.dev.yaml";

/** Content of the files of a started project, by name. `pulumi new` uses the same files. */
export type Template = ReadonlyMap<string, string>;

/** npm renames this file when it unpacks a package: https://github.com/npm/pacote/blob/v21.0.0/lib/fetcher.js */
const renamed: Readonly<Record<string, string>> = { ".npmignore": ".gitignore" };

/** Reads the files of the template. */
export function readTemplate(): Template {
  const directory = join(packageFolder, "template");
  return new Map(
    readdirSync(directory).map((name) => [renamed[name] ?? name, readFileSync(join(directory, name), "utf8")]),
  );
}

/** Text of one file. @throws Error if the template has no such file */
export function textOf(template: Template, name: string): string {
  const text = template.get(name);
  if (text === undefined) throw new Error(`the template has no ${name}`);
  return text;
}

/** Reads a value of the template's stack file. */
export function stackValue(template: Template, path: readonly (string | number)[]): string {
  const value: unknown = parseDocument(textOf(template, stackFileName)).getIn(["config", ...path]);
  if (typeof value !== "string" && typeof value !== "number")
    throw new Error(`${stackFileName} of the template has no text or number at ${path.join(".")}`);
  return String(value);
}
