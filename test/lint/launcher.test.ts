import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFiles } from "../support/project-files";
import { projectDirectory } from "../support/run";

const product = /^(core|components|policies|report|simulator|tools)\/(?!.*(dist|workflows)\/).*\.ts$/;
/** The one place that knows how a command is started, what only this repository's developers run, and a started project's own scripts. */
const allowed = /^tools\/(package|docs|init\/text)\.ts$|^report\/rule-ids\.ts$/;

const isComment = (line: string) => /^\s*(\/\/|\/?\*)/.test(line);

describe("texts that name a command", () => {
  it("leave its launcher to one function: npm run here, npx in a package", () => {
    const found = projectFiles()
      .filter((file) => product.test(file) && !allowed.test(file))
      .flatMap((file) =>
        readFileSync(join(projectDirectory, file), "utf8")
          .split("\n")
          .flatMap((line, index) =>
            /\bnpm run\b|\bnpx private-integrations\b/.test(line) && !isComment(line) ? [`${file}:${index + 1}`] : [],
          ),
      );
    assert.deepEqual(found, []);
  });
});
