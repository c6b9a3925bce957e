import assert from "node:assert/strict";
import { UsageError } from "../../tools/command";
import { everyOption } from "../support/scenario";
import { faultedStacks } from "./edits/faulted";
import { editedStacks, editsUnder } from "./edits/stacks";
import type { Flags } from "./flags";
import { jobsOf, schedulesOf } from "./jobs";

const flags = (more: Partial<Flags> = {}): Flags => ({ share: 0, workers: 2, ...more });
const pairs = (more: Partial<Flags>) =>
  jobsOf(flags(more))
    .filter(({ kind }) => kind === "edits")
    .map(({ stack, option }) => `${stack.name} ${String(option)}`);
const names = (more: Partial<Flags>) => schedulesOf(flags(more)).map(({ name }) => name);
const days = [0, 1, 2, 3, 4].map((share) => ({ share: 20_000 + share }));

describe("what test:traffic runs", () => {
  it("--all runs every stack of edits under every option that has one of its edits", () => {
    const expected = editedStacks.flatMap((stack) =>
      everyOption
        .filter((option) => editsUnder(stack, option).length > 0)
        .map((option) => `${stack.name} ${String(option)}`),
    );
    assert.deepEqual(pairs({ all: true }), expected);
    assert.equal(names({ all: true }).length, 52);
  });

  it("five days of shares have every pair of stack and option once, and every order", () => {
    assert.deepEqual(days.flatMap(pairs).sort(), [...pairs({ all: true })].sort());
    assert.equal(new Set(days.flatMap(names)).size, 52);
  });

  it("a share has the prompt and the late order and ten random ones", () => {
    for (const day of days) {
      assert.deepEqual(names(day).slice(0, 2), ["prompt", "late"]);
      assert.equal(names(day).length, 12);
    }
  });

  it("a share has one fault run of twelve of each stack, under another option each day", () => {
    const faulted = days.flatMap((day) => jobsOf(flags(day)).filter(({ kind }) => kind === "faults"));
    for (const { name } of faultedStacks) {
      const options = faulted.filter(({ stack }) => stack.name === name).map(({ option }) => option);
      assert.deepEqual(options.sort(), everyOption, name);
    }
    const chosen = Array.from({ length: 24 }, (_, index) => index).filter((index) => faulted[0]?.isChosen(index));
    assert.equal(chosen.length, 2);
  });

  it("--faults runs all fault runs under all options, or under one", () => {
    const options = (more: Partial<Flags>) => jobsOf(flags({ faults: true, ...more })).map(({ option }) => option);
    const timesStacks = (all: readonly number[]) => all.flatMap((option) => faultedStacks.map(() => option));
    assert.deepEqual([options({}), options({ option: 4 })], [timesStacks(everyOption), timesStacks([4])]);
    assert.ok(jobsOf(flags({ faults: true })).every(({ isChosen }) => isChosen(7)));
  });

  it("--option and --edit select stacks, in all orders", () => {
    assert.deepEqual(pairs({ edit: ["image"], option: 4 }), ["tasks 4"]);
    assert.deepEqual(
      pairs({ edit: ["image"] }),
      everyOption.map((option) => `tasks ${String(option)}`),
    );
    assert.deepEqual(pairs({ edit: ["image", "auth-iam"], option: 4 }), ["tasks 4", "auth-iam 4"]);
    assert.equal(names({ edit: ["image"] }).length, 52);
  });

  it("an edit that does not exist, or that the option does not have, is a usage error", () => {
    assert.throws(() => jobsOf(flags({ edit: ["colour"] })), new RegExp("no such edit \\(colour\\); allowed: image, "));
    assert.throws(() => jobsOf(flags({ edit: ["colour"] })), UsageError);
    assert.throws(() => jobsOf(flags({ edit: ["alb-to-cloudmap"], option: 2 })), UsageError);
  });
});
