import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { readProject } from "../../simulator/project";
import { runProgram } from "../../simulator/run";
import { main } from "../../tools/preview";
import { inProcess } from "../support/tool";
import type { Workspace } from "../support/workspace";
import { openWarmWorkspace } from "../support/workspace";

const project = "shop.api";
const vpcs = "[{ name: core, cidr: 10.20.0.0/16, zones: [use1-az1, use1-az2] }]";
const services = '[{ name: orders, vpc: core, image: "nginx:1.29", containerPort: 80 }]';
const lists = [`vpcs: ${vpcs}`, `services: ${services}`];

type Config = Readonly<Record<string, string>>;

/** Lines of a stack file, and what the program gets for them. */
const accepted: readonly (readonly [title: string, lines: readonly string[], values: Config])[] = [
  ["keys without a namespace", ["option: 3", "stage: blue"], { option: "3", stage: "blue" }],
  ["keys with the project's namespace", [`${project}:option: 3`], { option: "3" }],
  ["the old form of a namespace", [`${project}:config:option: 3`], { option: "3" }],
  ["one key of each form", ["option: 3", `${project}:stage: blue`], { option: "3", stage: "blue" }],
  [
    "numbers and booleans as texts",
    ['option: "3"', 'crossZoneToAlbs: "true"'],
    { option: "3", crossZoneToAlbs: "true" },
  ],
  ["a number as the stage", ["stage: 2024"], { stage: "2024" }],
  ["a text of digits as the stage", ['stage: "2024"'], { stage: "2024" }],
  ["a number with a leading zero, which is octal", ["stage: 0123"], { stage: "83" }],
  ["a number with a separator", ["stage: 1_000"], { stage: "1000" }],
  ["a date without quotes", ["stage: 2024-1-31"], { stage: "2024-01-31 00:00:00 +0000 UTC" }],
  ["a date that does not exist", ["stage: 2024-02-31"], { stage: "2024-02-31" }],
  ["a date in quotes", ['stage: "2024-01-31"'], { stage: "2024-01-31" }],
  ["a number with a decimal point", ["option: 3.0"], { option: "3" }],
];

/** Lines of a stack file that the CLI refuses because of the types in Pulumi.yaml. */
const refused: readonly (readonly [title: string, line: string])[] = [
  ["a text with a decimal point as a number", 'option: "3.0"'],
  ["a text with a space as a number", 'option: " 3"'],
  ["a capital in a boolean", 'crossZoneToAlbs: "True"'],
];

/** Structured values as objects: the CLI sorts their keys. */
const structured = (config: Config) =>
  Object.fromEntries(
    Object.entries(config).map(([key, text]) => [key, /^[[{]/.test(text) ? (JSON.parse(text) as unknown) : text]),
  );

describe("keys of a stack file in the real engine and offline", () => {
  let workspace: Workspace;
  let directory: string;

  /** Writes the stack file of the project, with the salt that the CLI has put there. */
  function write(lines: readonly string[]): void {
    const file = join(directory, "Pulumi.test.yaml");
    const [salt = ""] = /encryptionsalt: .*\n/.exec(readFileSync(file, "utf8")) ?? [];
    const keys = ["aws:region: us-east-1", ...lines].map((line) => `  ${line}\n`);
    writeFileSync(file, `${salt}config:\n${keys.join("")}`);
  }

  /** What the CLI passes to the program; undefined if it refuses the file. */
  async function realConfig(): Promise<Config | undefined> {
    const { code, output } = await workspace.pulumi("-C", directory, "preview", "--stack", "test");
    const [, text] = /CONFIG(.*)END/.exec(output) ?? [];
    assert.equal(code === 0, text !== undefined, output);
    return text === undefined ? undefined : (JSON.parse(text) as Config);
  }

  async function offlineConfig(): Promise<Config> {
    let config: Config = {};
    const program = () => {
      config = { ...pulumi.runtime.allConfig() };
      return Promise.resolve();
    };
    await runProgram({ directory, stack: "test", pass: "preview", program });
    return config;
  }

  before(async () => {
    workspace = await openWarmWorkspace();
    directory = join(workspace.directory, "named");
    mkdirSync(directory);
    const text = readFileSync(join(workspace.directory, "Pulumi.yaml"), "utf8");
    writeFileSync(join(directory, "Pulumi.yaml"), text.replace("name: private-integrations", `name: ${project}`));
    writeFileSync(
      join(directory, "index.ts"),
      `import * as pulumi from "@pulumi/pulumi";
void pulumi.log.info("CONFIG" + JSON.stringify(pulumi.runtime.allConfig()) + "END");
`,
    );
    await workspace.succeed("-C", directory, "stack", "init", "test");
    await workspace.succeed("stack", "init", "dev");
  });
  after(() => {
    workspace.close();
  });

  for (const [title, lines, values] of accepted) {
    it(`${title}: the program gets the same values`, async () => {
      write([...lines, ...lists]);
      const real = await realConfig();
      assert.ok(real !== undefined);
      const own = Object.entries(values).map(([key, value]) => [`${project}:${key}`, value]);
      assert.deepEqual({ ...real, ...Object.fromEntries(own) }, real);
      assert.deepEqual(structured(await offlineConfig()), structured(real));
      assert.deepEqual(readProject(directory, "test", {}).faults, []);
    });
  }

  for (const [title, line] of refused) {
    it(`${title}: both refuse it`, async () => {
      write([line, ...lists]);
      assert.equal(await realConfig(), undefined);
      assert.equal(readProject(directory, "test", {}).faults.length, 1);
    });
  }

  it("the CLI accepts a key in both spellings, which the offline preview refuses", async () => {
    write(["option: 3", `${project}:option: 5`, ...lists]);
    assert.ok(["3", "5"].includes(String((await realConfig())?.[`${project}:option`])));
    const { status, stderr } = await inProcess(main)("--directory", directory, "--stack", "test");
    assert.equal(status, 1);
    assert.match(
      stderr,
      /Pulumi\.test\.yaml:5: option: is set twice, as option in line 4 and as shop\.api:option in line 5/,
    );
  });

  it("a stack without namespaces has the resources of the same stack with them", async () => {
    const file = join(workspace.directory, "Pulumi.dev.yaml");
    const { output: before } = await workspace.pulumi("preview", "--stack", "dev", "--diff", "--suppress-outputs");
    writeFileSync(file, readFileSync(file, "utf8").replaceAll("private-integrations:", ""));
    const { code, output } = await workspace.pulumi("preview", "--stack", "dev", "--diff", "--suppress-outputs");
    assert.equal(code, 0, output);
    assert.match(output, /\+ \d+ to create/);
    const urns = (text: string) => text.match(/urn:pulumi:\S+/g)?.sort();
    assert.ok((urns(output) ?? []).length > 100);
    assert.deepEqual(urns(output), urns(before));
  });
});
