import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { interruptionOf, interruptions } from "../../report/interruptions";
import type { EditResult, UpdateResults } from "../../report/update-results";
import { readUpdateResults } from "../../report/update-results";
import { interruptionsTable, updatesTable } from "../../report/updates-text";
import { allSchedules } from "../../simulator/schedules/schedule";
import { projectDirectory } from "../support/run";
import { everyOption } from "../support/scenario";
import { allEdits } from "../traffic/edits/stacks";

const result = (more: Partial<EditResult>): EditResult => ({
  ...{ kind: "image", title: "`image`", option: 1, asked: 10, lost: 0, assumed: 0 },
  ...more,
});
const tableOf = (...edits: readonly EditResult[]) =>
  updatesTable({ schedules: ["prompt"], edits: [...edits] })
    .split("\n")
    .slice(2);

const key = ({ kind, option }: Pick<EditResult, "kind" | "option">) => `${kind}, option ${String(option)}`;

describe("table of edits and lost requests", () => {
  it("has a row for each kind and a column for each option", () => {
    assert.deepEqual(tableOf(result({}), result({ option: 3 }), result({ kind: "cpu", title: "`cpu`", option: 5 })), [
      "| `image` | 0 | - | 0 | - | - |",
      "| `cpu` | - | - | - | - | 0 |",
    ]);
  });

  it("says what is assumed, and links to the list where requests are lost", () => {
    assert.deepEqual(tableOf(result({ assumed: 2 }), result({ kind: "balancer-at-once", title: "b", lost: 1 })), [
      "| `image` | 0, assuming immediate propagation | - | - | - | - |",
      "| b | [interrupts](#edits-that-interrupt) | - | - | - | - |",
    ]);
  });

  it("fails for lost requests that no interruption of the list explains", () => {
    assert.throws(() => tableOf(result({ lost: 3 })), /image loses 3 requests under option 1/);
    assert.throws(() => tableOf(result({ kind: "balancer-at-once", option: 2, lost: 1 })), /under option 2/);
  });
});

describe("results of updates, the list of edits that interrupt, and the kinds of edits", () => {
  let results: UpdateResults;
  before(() => {
    results = readUpdateResults(readFileSync(join(projectDirectory, "test", "traffic", "lost-requests.json"), "utf8"));
  });

  it("each edit under each of its options has one result, of all schedules", () => {
    const expected = allEdits.flatMap(({ kind, options }) => options.map((option) => key({ kind, option })));
    const others = everyOption.map((option) => key({ kind: "bystander", option }));
    assert.deepEqual(results.edits.map(key).sort(), [...expected, ...others].sort());
    assert.deepEqual(
      results.schedules,
      allSchedules.map(({ name }) => name),
    );
    assert.equal(results.schedules.length, 52);
  });

  it("a result with lost requests is on the list", () => {
    const unlisted = results.edits.filter(({ kind, option, lost }) => lost > 0 && !interruptionOf(kind, option));
    assert.deepEqual(unlisted.map(key), []);
  });

  it("each entry of the list has lost requests under each of its options", () => {
    const losing = new Set(results.edits.filter(({ lost }) => lost > 0).map(key));
    const shown = interruptions.flatMap(({ kinds, options }) =>
      kinds.flatMap((kind) => options.map((option) => key({ kind, option }))),
    );
    assert.deepEqual(
      shown.filter((one) => !losing.has(one)),
      [],
    );
    assert.equal(new Set(shown).size, shown.length);
  });

  it("the title of each result is that of its edit", () => {
    const titles = new Map(allEdits.map(({ kind, title }) => [kind, title]));
    const other = results.edits.filter(({ kind, title }) => kind !== "bystander" && titles.get(kind) !== title);
    assert.deepEqual(other.map(key), []);
  });

  it("the list names options, duration, reason and way out", () => {
    const [, , first = ""] = interruptionsTable().split("\n");
    assert.match(
      first,
      /^\| `balancer` in one update \| 1, 5 \| from the moment .* \| An ECS service .* \| Set `standby`/,
    );
  });

  it("a key at which the preview notes an interruption is a key of the stack file", () => {
    assert.deepEqual(
      interruptions.flatMap(({ notedAt }) => notedAt ?? []),
      ["services[].wait", "domain.defaultEndpoint"],
    );
  });
});
