import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SwitchResult } from "../../report/switch";
import { runStack } from "../../tools/program";
import { silent } from "../../tools/progress";
import { main } from "../../tools/switch";
import { stackFile } from "../report/diff/previews";
import { memo } from "../support/memo";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";

/** `npm run switch`. */
export const tool = inProcess(main);

type File = Parameters<typeof stackFile>[0];
export const file = (edit: File = {}) => stackFile({ option: 1, ...edit });

/** Outputs of a stack with this file, as `pulumi stack output --json` prints them, in a file. */
export const outputsOf = memo(async (text: string): Promise<string> => {
  const { result } = await runStack({ directory: stackProject("shop", text), stack: "shop" }, "apply", silent);
  assert.deepEqual(result.errors, []);
  const name = join(mkdtempSync(join(tmpdir(), "outputs-")), "outputs.json");
  writeFileSync(name, JSON.stringify(result.outputs));
  return name;
});

export async function ask(deployed: string, asked: string, ...flags: readonly string[]) {
  const outputs = await outputsOf(deployed);
  return tool("--stack", "shop", "--directory", stackProject("shop", asked), "--outputs", outputs, ...flags);
}

export async function judged(deployed: string, asked: string) {
  const { status, stdout, stderr } = await ask(deployed, asked, "--check", "--json");
  assert.equal(stderr, "");
  return { status, result: JSON.parse(stdout) as SwitchResult };
}
