import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assumptions } from "../../../tools/live/assumptions";
import { assumptionsTable } from "../../../tools/live/assumptions-table";
import { projectDirectory } from "../../support/run";

/** First cells of the rows in the simulator's table of doubts. */
function doubts(): readonly string[] {
  const readme = readFileSync(join(projectDirectory, "simulator", "README.md"), "utf8");
  const [, after = ""] = readme.split("| the simulator | what is known |\n| --- | --- |\n");
  const [table = ""] = after.split("\n\n");
  return table.split("\n").map((row) => row.slice("| ".length).split(" | ")[0] ?? "");
}

describe("assumptions of the live script", () => {
  it("ids are unique and can be typed after --only", () => {
    const ids = assumptions.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index || !/^[a-z][a-z0-9-]+$/.test(id)),
      [],
    );
  });

  it("each says one sentence, what breaks, a source, and which step settles it or why none does", () => {
    const incomplete = assumptions.filter(
      (row) =>
        !/^\S.*[.`]$/.test(row.says) ||
        !row.ifWrong.endsWith(".") ||
        !row.source.startsWith("https://") ||
        ("step" in row ? row.step : row.unsettled) === "",
    );
    assert.deepEqual(
      incomplete.map(({ id }) => id),
      [],
    );
  });

  it("each names a file that exists", () => {
    const missing = assumptions.filter(({ file }) => !existsSync(join(projectDirectory, file)));
    assert.deepEqual(
      missing.map(({ id, file }) => `${id}: ${file}`),
      [],
    );
  });

  it("each doubt of the simulator has one assumption, and no assumption a doubt that is gone", () => {
    const rows = doubts();
    assert.ok(rows.length >= 69, `${rows.length} doubts`);
    const stated = assumptions.flatMap(({ id, simulator }) => (simulator === undefined ? [] : [{ id, simulator }]));
    const of = (row: string) => stated.filter(({ simulator }) => row.startsWith(simulator));
    assert.deepEqual(
      rows.filter((row) => of(row).length !== 1),
      [],
    );
    assert.deepEqual(
      stated.filter(({ simulator }) => !rows.some((row) => row.startsWith(simulator))),
      [],
    );
  });

  it("the table has a row for each, and no cell breaks it", () => {
    const rows = assumptionsTable()
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    assert.equal(rows.length, assumptions.length);
    const cells = rows.map((row) => row.split(/(?<!\\) \| /).length);
    assert.deepEqual([...new Set(cells)], [5]);
  });
});
