import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { main as compare } from "../../tools/compare";
import { main as diff } from "../../tools/diff";
import { main as judge } from "../../tools/judge";
import { main as place } from "../../tools/place";
import { main as preview } from "../../tools/preview";
import { main as report } from "../../tools/report";
import { projectDirectory } from "../support/run";
import { evaluate, inOwnProcess, inProcess } from "../support/tool";

/** For each tool a run that writes no file, with its exit code and what it prints first. */
const runs = [
  {
    name: "preview",
    main: preview,
    flags: ["--option", "3"],
    status: 0,
    prints: /^Accepted\. No policy refuses pulumi up of stack dev \(139 resources\)\.\n/,
  },
  { name: "compare", main: compare, flags: ["--grow", "8"], status: 0, prints: /1 \(recommended\)/ },
  {
    name: "place",
    main: place,
    flags: ["--option", "3", "--check"],
    status: 1,
    prints: /^4 placements of stack dev under option 3 are not pinned:/,
  },
  { name: "report", main: report, flags: ["--format", "mermaid"], status: 0, prints: /^flowchart LR\n/ },
  {
    name: "diff",
    main: diff,
    flags: ["--help"],
    status: 0,
    prints: /^Usage: npm run diff -- \[options\]\n/,
  },
  {
    name: "judge",
    main: judge,
    flags: ["test/fixtures/public-stacks/http-alb-ec2.apply.json"],
    status: 1,
    prints: /^test\/fixtures\/public-stacks\/http-alb-ec2\.apply\.json: 52 resources\n/,
  },
];

describe("a tool as a process", () => {
  for (const { name, main, flags, status, prints } of runs) {
    it(`npm run ${name} has the output and the exit code of its main function`, async () => {
      const outcome = inOwnProcess(name, ...flags);
      assert.deepEqual(outcome, await inProcess(main)(...flags));
      assert.equal(outcome.status, status);
      assert.match(outcome.stdout, prints);
    });
  }

  it("ends with its exit code if the reader of its output closes the pipe", () => {
    // The output is larger than the buffer of a pipe.
    const command = "npm run -s preview -- --json 2>&1 | head -c 1; echo ${PIPESTATUS[0]}";
    const output = execFileSync("bash", ["-c", command], { cwd: projectDirectory, encoding: "utf8" });
    assert.equal(output, "{0\n");
  });

  it("loads no SDK, core, policies or reports for --help, a wrong flag, stack or file", () => {
    const names = runs.map(({ name }) => name);
    const { stdout, stderr } = evaluate(
      "preview",
      `const io = { output() {}, error() {} };
       const main = (name, ...flags) => require("./tools/" + name + ".ts").main(flags, io);
       (async () => {
         const codes = [];
         for (const name of ${JSON.stringify(names)})
           codes.push(await main(name, "--help"), await main(name, "--no"), await main(name, "--stack", "nope"));
         codes.push(await main("judge", "nope.ts"));
         console.log(JSON.stringify({ codes, files: Object.keys(require.cache) }));
       })();`,
    );
    assert.equal(stderr, "");
    const { codes, files } = JSON.parse(stdout) as { codes: number[]; files: string[] };
    assert.deepEqual(codes, [...names.flatMap(() => [0, 2, 2]), 2]);
    const inProject = files.map((file) => file.replace(`${projectDirectory}/`, ""));
    for (const name of names) assert.ok(inProject.includes(`tools/${name}.ts`), name);
    assert.deepEqual(
      inProject.filter((file) => /node_modules\/@pulumi\/|^(components|core|policies|report)\//.test(file)),
      [],
    );
  });
});
