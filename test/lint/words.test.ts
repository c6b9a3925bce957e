import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { projectFiles } from "../support/project-files";
import { projectDirectory } from "../support/run";

/** Words that this project does not use, with the word to use instead. The words are matched whole, in any case. */
const betterWords: readonly (readonly [string, string])[] = [
  ["joint", "hop"],
  ["joints", "hops"],
  ["journey", "request path"],
  ["journeys", "request paths"],
  ["stand-in", "simulator"],
  ["stand-ins", "simulators"],
  ["fake", "simulator"],
  ["fakes", "simulators"],
  ["arrangement", "option"],
  ["arrangements", "options"],
  ["room", "layer"],
  ["rooms", "layers"],
  ["passed over", "ignored"],
  ["the way ends", "the request path breaks"],
  ["left open", "undetermined"],
  ["wrong use", "usage error"],
];

/** Removed before the words are looked up: common phrases, and the name of the npm script. */
const allowed = /\broom for\b|\bnpm run rooms\b|"rooms": "depcruise/g;

const checked = /\.(ts|cjs|mjs|md|yml|yaml)$|(^|\/)package\.json$/;
const excluded = /^(CHANGELOG\.md$|test\/fixtures\/)/;

/** Old file names in the table of docs/architecture.md may contain any word. */
const isRename = (file: string, line: string) => file === "docs/architecture.md" && /^\|.*\.ts\b/.test(line);

/** @returns `file:line: "word"; use "better word"` for each retired word */
function problemsIn(file: string, content: string): string[] {
  return content.split("\n").flatMap((line, index) => {
    if (isRename(file, line)) return [];
    const text = line.replace(allowed, "");
    return betterWords
      .filter(([word]) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`, "i").test(text))
      .map(([word, better]) => `${file}:${index + 1}: "${word}"; use "${better}"`);
  });
}

const self = relative(projectDirectory, __filename);
const isChecked = (file: string) => checked.test(file) && !excluded.test(file) && file !== self;

describe("words of the glossary", () => {
  it("a retired word is reported with file, line and better word", () => {
    assert.deepEqual(problemsIn("a.md", "room for one more, npm run rooms, headroom\nA Joint, an arrangement"), [
      'a.md:2: "joint"; use "hop"',
      'a.md:2: "arrangement"; use "option"',
    ]);
  });

  it("no file contains a retired word", () => {
    const problems = projectFiles()
      .filter(isChecked)
      .flatMap((file) => problemsIn(file, readFileSync(join(projectDirectory, file), "utf8")));
    assert.equal(problems.length, 0, problems.join("\n"));
  });
});
