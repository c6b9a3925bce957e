import assert from "node:assert/strict";
import { main } from "../../tools/diff";
import { printed, service, stackFile } from "../report/diff/previews";
import { temporaryFolder } from "../support/files";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";

const diff = inProcess(main);
const three = stackFile({ services: service("orders") + service("stock") + service("prices") });

describe("npm run diff -- --before FILE", () => {
  const { folder, write: save } = temporaryFolder();

  it("compares two results, or a result with the present files", async () => {
    const before = save("before.json", await printed(stackFile()));
    const after = save("after.json", await printed(three));
    const files = await diff("--before", before, "--after", after);
    assert.match(files.stdout, /^ {2}added: ANY \/prices/m);
    const present = await diff("--before", before, "--stack", "shop", "--directory", stackProject("shop", three));
    assert.deepEqual(present, files);
    assert.equal((await diff("--before", before, "--after", after, "--option", "2")).status, 2);
  });

  it("says why there is nothing to compare with, and exits 0", async () => {
    const text = await printed(three);
    const after = save("after.json", text);
    const reasons = {
      "other.json": [
        JSON.stringify({ ...(JSON.parse(text) as object), stack: "dev" }),
        /expected a result of stack shop, found stack dev\./,
      ],
      "version.json": [
        JSON.stringify({ ...(JSON.parse(text) as object), version: "beta" }),
        /the base was printed by another version of this program \(.*, found version "beta"\)\./,
      ],
      "pass.json": [
        JSON.stringify({ ...(JSON.parse(text) as object), applyPass: undefined }),
        /expected a result of the passes both, found preview; run both previews with the same --pass\./,
      ],
      "empty.json": ["", /found an empty file\./],
      "refused.json": [await printed(stackFile({ option: 7 })), /found 1 problem instead; option: /],
    } as const;
    for (const [name, [content, reason]] of Object.entries(reasons)) {
      const { status, stdout } = await diff("--before", save(name, content), "--after", after);
      const sentence = stdout.replaceAll("\n", " ");
      assert.equal(status, 0);
      assert.match(sentence, /^There is no difference to show: /);
      assert.match(sentence, reason);
    }
  });

  it("says plainly that another version of this program printed the base", async () => {
    const text = await printed(three);
    const after = save("after.json", text);
    const result = JSON.parse(text) as object;
    for (const [other, found] of [
      [{ ...result, version: "beta" }, 'version "beta"'],
      [{ ...result, colour: "red" }, 'another shape: Unrecognized key: "colour"'],
    ] as const) {
      const before = save("other.json", JSON.stringify(other));
      const { status, stdout } = await diff("--before", before, "--after", after);
      const sentence = `There is no difference to show: the base was printed by another version of this program (${before}: expected a result of version "alpha" that the command preview printed with --json, found ${found}).`;
      assert.deepEqual([status, stdout.replaceAll("\n", " ").trim()], [0, sentence]);
      const json = JSON.parse((await diff("--before", before, "--after", after, "--json")).stdout) as {
        mistake?: string;
      };
      assert.equal(`There is no difference to show: ${json.mistake ?? ""}.`, sentence);
    }
    // What this program prints beside previews is no base of another version.
    const judged = save("judged.json", '{"version":"alpha","file":"graph.json","passes":[]}');
    const { stdout } = await diff("--before", judged, "--after", after);
    assert.match(stdout.replaceAll("\n", " "), /^There is no difference to show: \S+: expected a result of version /);
  });

  it("a file that does not exist is a usage error", async () => {
    const there = save("there.json", await printed(stackFile()));
    for (const [flag, flags] of [
      ["--before", ["--before", "nosuch.json", "--after", there]],
      ["--after", ["--before", there, "--after", "nosuch.json"]],
    ] as const) {
      const { status, stdout, stderr } = await diff(...flags);
      const text = `${flag} nosuch.json: there is no such file; name one with what npm run -s preview -- --json printed\n`;
      assert.deepEqual([status, stdout, stderr], [2, "", text]);
    }
    // Before the present files are read, of which there may be none.
    assert.match((await diff("--before", folder, "--stack", "nosuch")).stderr, /^--before .*: there is no such file;/);
  });

  it("a later result that is none is a usage error; a refused one exits with 1", async () => {
    const before = save("before.json", await printed(stackFile()));
    assert.equal((await diff("--before", before, "--after", save("empty.json", ""))).status, 2);
    const refused = await diff(
      "--before",
      before,
      "--after",
      save("refused.json", await printed(stackFile({ option: 7 }))),
    );
    assert.deepEqual([refused.status, refused.stdout], [1, ""]);
  });
});
