import assert from "node:assert/strict";
import { main } from "../../tools/preview";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";
import { existingMistakes } from "./mistakes/existing";
import { followedFront, frontMistakes } from "./mistakes/front";
import { followed, stackMistakes } from "./mistakes/stacks";
import { valueMistakes } from "./mistakes/values";

const preview = inProcess(main);

const mistakes = [...valueMistakes, ...stackMistakes, ...existingMistakes, ...frontMistakes];

/** What the preview prints for a stack file that it refuses. */
async function refusalOf(stackFile: string): Promise<string> {
  const { status, stdout, stderr } = await preview("--stack", "test", "--directory", stackProject("test", stackFile));
  assert.deepEqual([status, stdout], [1, ""]);
  return stderr;
}

describe("a mistake in a fresh stack file has its line, and a step that corrects it:", () => {
  for (const [title, stackFile, ...lines] of mistakes) {
    it(title, async () => {
      const count = lines.length / 2;
      const expected = [
        `${count === 1 ? "1 problem" : `${count} problems`} in the configuration; nothing was registered:`,
        ...lines.map((line, index) => (index % 2 === 0 ? `  Pulumi.test.yaml:${line}` : `      ${line}`)),
      ];
      const said = (await refusalOf(stackFile)).split("\n");
      // The list of all quotas is in the README too.
      const shown = said.map((line) => line.replace(/(?<=\? allowed: )apigateway\..*/, ""));
      assert.deepEqual(shown, [...expected, ""]);
    });
  }
});

describe("a stack file is accepted after the step that a message advises:", () => {
  for (const [advice, stackFile] of [...followed, ...followedFront]) {
    it(advice, async () => {
      assert.ok(mistakes.some((mistake) => mistake.slice(2).some((line) => line.includes(advice))));
      const { status, stderr } = await preview("--stack", "test", "--directory", stackProject("test", stackFile));
      assert.equal(status, 0, stderr);
    });
  }
});
