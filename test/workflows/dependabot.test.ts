import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { projectDirectory } from "../support/run";

interface Update {
  readonly "package-ecosystem": string;
  readonly directories?: readonly string[];
}

describe("dependabot.yml", () => {
  it("updates every Go module", () => {
    const { updates } = parse(readFileSync(join(projectDirectory, ".github", "dependabot.yml"), "utf8")) as {
      updates: readonly Update[];
    };
    const modules = execFileSync("git", ["ls-files", "--", "*/go.mod"], { cwd: projectDirectory, encoding: "utf8" });
    const folders = modules
      .trim()
      .split("\n")
      .map((file) => `/${dirname(file)}`);
    const updated = updates.find((update) => update["package-ecosystem"] === "gomod")?.directories;
    assert.deepEqual([...(updated ?? [])].sort(), folders.sort());
  });
});
