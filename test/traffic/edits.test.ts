import assert from "node:assert/strict";
import { everyOption, planOf, problemsOf } from "../support/scenario";
import { allEdits, configurationsOf, editedStacks, editOf, editsUnder } from "./edits/stacks";

describe("kinds of edits", () => {
  it("there are at least 24 under each option, and no id or title occurs twice", () => {
    for (const option of everyOption) {
      assert.ok(editedStacks.flatMap((stack) => editsUnder(stack, option)).length >= 24, String(option));
    }
    assert.equal(new Set(allEdits.map(({ kind }) => kind)).size, allEdits.length);
    assert.equal(new Set(allEdits.map(({ title }) => title)).size, allEdits.length);
  });

  for (const option of everyOption) {
    it(`option ${option}: every stack file of the edits is valid`, () => {
      const problems = editedStacks.flatMap((stack) =>
        configurationsOf(stack, option).flatMap((configuration, step) =>
          problemsOf(configuration).map((problem) => `${stack.name} ${String(step)}: ${problem}`),
        ),
      );
      assert.deepEqual(problems, []);
    });

    it(`option ${option}: each edit has services of its own, and each service of a plan has an edit`, () => {
      for (const stack of editedStacks) {
        const edits = editsUnder(stack, option);
        for (const configuration of configurationsOf(stack, option)) {
          const names = planOf(configuration).services.map(({ name }) => name);
          assert.deepEqual(
            names.filter((name) => editOf(edits, name) === undefined),
            edits.some(({ isOfStack }) => isOfStack) ? [] : ["bystander"],
          );
        }
      }
    });
  }
});
