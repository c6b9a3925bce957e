import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectFiles } from "../support/project-files";
import { projectDirectory } from "../support/run";

describe("names of modules", () => {
  it("belong to one file: Node looks for .js and .json before .ts, so that require would give the wrong one", () => {
    const hidden = projectFiles().filter((file) => {
      const name = /^(.*)\.(?:ts|cts|mts)$/.exec(file)?.[1];
      return name !== undefined && [".js", ".json"].some((end) => existsSync(join(projectDirectory, name + end)));
    });
    assert.deepEqual(hidden, []);
  });
});
