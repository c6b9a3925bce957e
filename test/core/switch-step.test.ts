import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import type { Topologies } from "../../core/switch-step";
import { switchStep } from "../../core/switch-step";

const pair = (option: Option, standby?: Option): Topologies =>
  standby === undefined ? { option } : { option, standby };
const all: readonly Option[] = [1, 2, 3, 4, 5];

describe("the step from the topologies of a stack to those of its file", () => {
  it("is the first one where nothing is deployed", () => {
    assert.deepEqual(switchStep(undefined, pair(1)), {
      kind: "first",
      to: { option: 1 },
      creates: [1],
      removes: [],
      interrupts: false,
      instead: [],
      next: [],
    });
    assert.deepEqual(switchStep(undefined, pair(1, 4)).creates, [1, 4]);
  });

  it("creates a standby, which has a way back", () => {
    assert.deepEqual(switchStep(pair(1), pair(1, 4)), {
      kind: "create",
      from: { option: 1 },
      to: { option: 1, standby: 4 },
      creates: [4],
      removes: [],
      interrupts: false,
      instead: [],
      back: { option: 1 },
      next: [{ option: 4, standby: 1 }, { option: 1 }],
    });
  });

  it("moves requests, creates nothing, and is undone by the same step", () => {
    assert.deepEqual(switchStep(pair(1, 4), pair(4, 1)), {
      kind: "move",
      from: { option: 1, standby: 4 },
      to: { option: 4, standby: 1 },
      creates: [],
      removes: [],
      moves: { from: 1, to: 4 },
      interrupts: false,
      instead: [],
      back: { option: 1, standby: 4 },
      next: [{ option: 4 }, { option: 1, standby: 4 }],
    });
    assert.equal(switchStep(pair(4, 1), pair(1, 4)).kind, "move");
  });

  it("removes the standby, after which a new one is the way back", () => {
    assert.deepEqual(switchStep(pair(4, 1), pair(4)), {
      kind: "drop",
      from: { option: 4, standby: 1 },
      to: { option: 4 },
      creates: [],
      removes: [1],
      interrupts: false,
      instead: [],
      back: { option: 4, standby: 1 },
      next: [],
    });
  });

  it("creates a topology and moves to it in one update, also in place of another standby", () => {
    const step = switchStep(pair(1), pair(5, 1));
    assert.deepEqual(
      [step.kind, step.creates, step.removes, step.moves],
      ["create-and-move", [5], [], { from: 1, to: 5 }],
    );
    // The file from before would be a jump: option 5 would serve no longer, and be gone.
    assert.deepEqual(step.back, { option: 1, standby: 5 });
    assert.deepEqual(step.next, [{ option: 5 }, { option: 1, standby: 5 }]);
    const other = switchStep(pair(1, 4), pair(5, 1));
    assert.deepEqual(
      [other.kind, other.creates, other.removes, other.interrupts],
      ["create-and-move", [5], [4], false],
    );
  });

  it("exchanges one standby for another", () => {
    const step = switchStep(pair(1, 4), pair(1, 3));
    assert.deepEqual([step.kind, step.creates, step.removes], ["other-standby", [3], [4]]);
    assert.deepEqual(step.back, { option: 1, standby: 4 });
  });

  it("interrupts if the topology that served is gone, and says which steps do not", () => {
    const jump = switchStep(pair(1), pair(4));
    assert.deepEqual([jump.kind, jump.interrupts, jump.back], ["jump", true, undefined]);
    assert.deepEqual(jump.instead, [{ option: 1, standby: 4 }, { option: 4, standby: 1 }, { option: 4 }]);
    // S1 to S3 leaves out S2 alone.
    assert.deepEqual(switchStep(pair(1, 4), pair(4)).instead, [{ option: 4, standby: 1 }, { option: 4 }]);
    assert.deepEqual(switchStep(pair(1, 4), pair(4, 5)).instead, [
      { option: 4, standby: 1 },
      { option: 4, standby: 5 },
    ]);
    assert.deepEqual(switchStep(pair(1, 5), pair(4)).instead[0], { option: 1, standby: 4 });
  });

  it("is none where nothing changes", () => {
    assert.deepEqual(switchStep(pair(2), pair(2)).kind, "none");
    assert.deepEqual(switchStep(pair(2), pair(2)).next, []);
    assert.deepEqual(switchStep(pair(2, 3), pair(2, 3)).next, [{ option: 3, standby: 2 }, { option: 2 }]);
  });

  it("loses requests exactly if the topology that served does not exist afterwards", () => {
    const standbys = (option: Option) => [undefined, ...all.filter((other) => other !== option)];
    const states = all.flatMap((option) => standbys(option).map((standby) => pair(option, standby)));
    for (const from of states) {
      for (const to of states) {
        const step = switchStep(from, to);
        const stays = [to.option, to.standby].includes(from.option);
        assert.equal(step.interrupts, !stays, JSON.stringify([from, to]));
        for (const [index, each] of step.instead.entries())
          assert.equal(switchStep(step.instead[index - 1] ?? from, each).interrupts, false, JSON.stringify([from, to]));
        if (step.interrupts) assert.deepEqual(step.instead.at(-1), to);
        if (step.back !== undefined) assert.equal(switchStep(to, step.back).interrupts, false);
      }
    }
  });
});
