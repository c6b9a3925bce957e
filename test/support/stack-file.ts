import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import type { Workspace } from "./workspace";

/** New values of a stack file, by path under `config`; undefined removes a value. */
export type Edits = readonly (readonly [readonly (string | number)[], unknown])[];

const project = "private-integrations";
/** A key with the project's namespace. */
export const own = (key: string) => `${project}:${key}`;

/** Edits of keys of the stack; undefined removes a key. */
export const ofKeys = (keys: Readonly<Record<string, unknown>>): Edits =>
  Object.entries(keys).map(([key, value]) => [[own(key)], value] as const);

export const stackFile = ({ directory }: Workspace, stack = "dev") => join(directory, `Pulumi.${stack}.yaml`);

/** Edits a stack file directly, since `pulumi config set` would be slow. */
export function editStack(workspace: Workspace, edits: Edits, stack = "dev"): void {
  const file = stackFile(workspace, stack);
  const document = parseDocument(readFileSync(file, "utf8"));
  for (const [path, value] of edits) {
    if (value === undefined) document.deleteIn(["config", ...path]);
    else document.setIn(["config", ...path], value);
  }
  writeFileSync(file, String(document));
}

/** Sets the option of a stack. */
export const choose = (workspace: Workspace, option: number, stack = "dev") =>
  editStack(workspace, [[[own("option")], String(option)]], stack);
