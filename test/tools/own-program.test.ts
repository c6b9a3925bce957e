import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { main as compare } from "../../tools/compare";
import { main as preview } from "../../tools/preview";
import { projectDirectory } from "../support/run";
import { inProcess } from "../support/tool";

const component = JSON.stringify(join(projectDirectory, "components", "deploy"));
const [typeScript, javaScript] = [`import { deploy } from ${component};`, `const { deploy } = require(${component});`];
const esModule = { "package.json": '{"type":"module"}' };
/** An ES module in JavaScript cannot load the TypeScript of this repository by itself. */
const imported = `import { createRequire } from "node:module"; const { deploy } = createRequire(import.meta.url)(${component});`;

/** A project of these files with stack dev of this repository. Runs are compared by the first line that preview prints. */
async function run(files: Readonly<Record<string, string>>, project: object = {}) {
  const directory = mkdtempSync(join(tmpdir(), "own-"));
  const all = {
    "Pulumi.yaml": JSON.stringify({ name: "private-integrations", runtime: "nodejs", ...project }),
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  copyFileSync(join(projectDirectory, "Pulumi.dev.yaml"), join(directory, "Pulumi.dev.yaml"));
  const before = process.cwd();
  const { status, stdout, stderr } = await inProcess(preview)("--directory", directory, "--pass", "apply", "--json");
  assert.equal(process.cwd(), before);
  const result = JSON.parse(stdout) as {
    readonly option?: number;
    readonly problems?: readonly {
      readonly at?: string;
      readonly where: string;
      readonly message: string;
      readonly fix: string;
    }[];
  };
  return { directory, status, stderr, ...result };
}

describe("a program of one's own", () => {
  it("runs in every form that Pulumi runs", async () => {
    const forms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      "exports a function": { "index.ts": `${typeScript} export = () => deploy();` },
      "exports outputs": { "index.ts": `${typeScript} export const outputs = deploy();` },
      "exports nothing": { "index.ts": `${typeScript} void deploy();` },
      "is JavaScript": { "index.js": `${javaScript} module.exports = async () => deploy();` },
      "is an ES module in TypeScript": {
        ...esModule,
        "index.ts": `${typeScript} import { run } from "./run.js"; export default () => run(deploy);`,
        "run.ts": "export const run = (work: () => unknown) => work();",
      },
      "is an ES module that awaits": { ...esModule, "index.js": `${imported} export const { url } = await deploy();` },
      "is an ES module with a function": { ...esModule, "index.mjs": `${imported} export default () => deploy();` },
    };
    for (const [form, files] of Object.entries(forms)) {
      const { status, option, problems } = await run(files);
      assert.deepEqual([status, option, problems], [0, 1, undefined], form);
    }
  });

  it("is loaded anew for each run, as ES module too", async () => {
    const { directory } = await run({ ...esModule, "index.js": `${imported} export const { url } = await deploy();` });
    writeFileSync(join(directory, "index.js"), `${imported} await deploy(); await deploy();`);
    const { stdout } = await inProcess(preview)("--directory", directory, "--json");
    assert.match(stdout, /deploy: is called twice/);
  });

  it("runs in the folder of its main file", async () => {
    const text = `import { readFileSync } from "node:fs"; ${typeScript} readFileSync("names.txt"); export = () => deploy();`;
    const { status } = await run({ "infra/app.ts": text, "infra/names.txt": "" }, { main: "infra/app.ts" });
    assert.equal(status, 0);
  });

  it("fails with file and line of its own, and without a stack trace", async () => {
    const cases: [Readonly<Record<string, string>>, string | undefined, RegExp][] = [
      [{ "index.ts": `\nthrow new Error("no team");` }, "index.ts:2", /^Error: no team$/],
      [
        { "index.ts": `${typeScript}\nexport = async () => { await deploy();\n throw new Error("late"); };` },
        "index.ts:3",
        /^Error: late$/,
      ],
      [
        { "index.ts": 'import "./lib/a";', "lib/a.ts": "\n\nconst a = ;" },
        "lib/a.ts:3",
        /^SyntaxError: Unexpected ";"$/,
      ],
      [{ "index.js": "const a = 1;\nconst b = ;" }, "index.js:2", /^SyntaxError: Unexpected token ';'$/],
      [{ ...esModule, "index.js": "\nnull.name;" }, "index.js:2", /^TypeError: Cannot read properties of null/],
      [
        { "index.ts": `${typeScript} export default () => deploy();` },
        undefined,
        /^index\.ts exports a function as default, which Pulumi calls only/,
      ],
      [
        { ...esModule, "index.js": "export const a = 1; export default () => a;" },
        undefined,
        /^index\.js has a default export and named exports \(a\)/,
      ],
      [{ "index.ts": "export const a = 1;" }, undefined, /^calls deploy of private-integrations nowhere$/],
    ];
    for (const [files, at, message] of cases) {
      const { status, stderr, problems = [] } = await run(files);
      const [problem, ...others] = problems;
      assert.deepEqual([status, stderr, others], [1, "", []]);
      assert.equal(problem?.at, at);
      assert.match(problem?.message ?? "", message);
    }
  });

  it("names a package that is not installed, and the command that installs it", async () => {
    const { problems } = await run({ "index.ts": '\nimport "no-such-package";' });
    assert.deepEqual(
      problems?.map(({ at = "", message, fix }) => [at.replace(/:2$/, ""), message, fix]),
      [
        [
          "index.ts",
          "Error: Cannot find module 'no-such-package'",
          "install it (npm install no-such-package), or correct its name, and run this again",
        ],
      ],
    );
  });

  it("with settings in code, names the program for mistakes in them, and the stack file for the rest", async () => {
    const program = `${typeScript} export = () => deploy({ option: 7, vpcs: [], services: [] } as never);`;
    const { problems = [] } = await run({ "index.ts": program });
    assert.deepEqual(
      problems.map(({ at, where }) => `${at ?? ""} ${where}`),
      ["index.ts option", "index.ts vpcs", "index.ts services"],
    );
    const { directory } = await run({ "index.ts": program });
    const { stderr } = await inProcess(preview)("--directory", directory, "--option", "2");
    assert.match(stderr, /^2 problems in the configuration/);
    // Option 1 needs VPC links V2, which this Region lacks. The flag names the option, so no file has it.
    writeFileSync(join(directory, "Pulumi.dev.yaml"), "config:\n  aws:region: il-central-1\n");
    const refused = await inProcess(preview)("--directory", directory, "--option", "1");
    assert.match(refused.stderr, /^ {2}option: option 1 needs VPC links V2/m);
    assert.match(refused.stderr, /^ {2}index\.ts: vpcs: got \[\]/m);
  });

  it("without Pulumi.yaml exits 2 and says where there is one", async () => {
    const { directory } = await run({ "infra/x.txt": "", "index.ts": "" });
    const infra = join(directory, "infra");
    assert.deepEqual(await inProcess(preview)("--directory", infra), {
      status: 2,
      stdout: "",
      stderr: `there is no Pulumi.yaml in ${infra}; run this in ${directory}\n`,
    });
    const elsewhere = mkdtempSync(join(tmpdir(), "empty-"));
    const { status, stderr } = await inProcess(compare)("--directory", elsewhere);
    assert.deepEqual(
      [status, stderr],
      [2, `there is no Pulumi.yaml in ${elsewhere}; run this in the folder of the project\n`],
    );
  });

  it("without a main file exits 1 and says what main names", async () => {
    const { status, problems } = await run({}, { main: "app.ts" });
    assert.equal(status, 1);
    // Found with the other files of the project, before the SDK is loaded.
    const fix = "correct main, or create the program there";
    assert.deepEqual(
      problems?.map((problem) => [problem.where, problem.message, problem.fix]),
      [["main", "got app.ts; there is no such file or folder", fix]],
    );
  });
});
