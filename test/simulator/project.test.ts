import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readProject } from "../../simulator/project";
import { FileError } from "../../simulator/yaml-file";
import { projectDirectory } from "../support/run";

const project = `
name: shop
runtime: nodejs
config:
  option: { type: integer, default: 1 }
  stage: { type: string, default: live }
  services: { type: array, items: { type: object } }
  aws:region: { value: eu-west-1 }
`;

function directoryWith(stack: string): string {
  const directory = mkdtempSync(join(tmpdir(), "project-"));
  writeFileSync(join(directory, "Pulumi.yaml"), project);
  writeFileSync(join(directory, "Pulumi.test.yaml"), stack);
  return directory;
}

const read = (stack: string, overrides: Record<string, unknown> = {}) =>
  readProject(directoryWith(stack), "test", overrides);
const services = "shop:services: [{ name: a }]";

describe("readProject", () => {
  it("applies the project's defaults and values; structured values are JSON", () => {
    assert.deepEqual(read(`config: { ${services} }`).config, {
      "shop:services": '[{"name":"a"}]',
      "shop:option": "1",
      "shop:stage": "live",
      "aws:region": "eu-west-1",
    });
  });

  it("stack values override project values; overrides override both", () => {
    const stack = `config: { ${services}, shop:option: 3, shop:stage: blue }`;
    const { config } = read(stack, { option: 5 });
    assert.equal(config["shop:option"], "5");
    assert.equal(config["shop:stage"], "blue");
  });

  it("lists values of a wrong type and without a value, and missing ones, which the CLI refuses", () => {
    assert.deepEqual(read(`config: { ${services}, shop:option: many, shop:stage: }`).faults, [
      { key: "option", type: "integer", value: "many" },
      { key: "stage", type: "string", value: null },
    ]);
    assert.deepEqual(read("config: {}").faults, [{ key: "services", type: "array", value: undefined }]);
    assert.deepEqual(read(`config: { ${services}, shop:option: "2" }`).faults, []);
    assert.deepEqual(read(`config: { ${services}, shop:option: { secure: v1:abc } }`).faults, []);
  });

  it("merges << keys, and takes a value with an unknown tag as it is, as the CLI does", () => {
    const { config } = read("config:\n  shop:services:\n    - &a { name: a, vpc: x }\n    - { <<: *a, name: b }\n");
    assert.equal(config["shop:services"], '[{"name":"a","vpc":"x"},{"name":"b","vpc":"x"}]');
    assert.equal(read(`config: { ${services}, shop:stage: !mine blue }`).config["shop:stage"], "blue");
  });

  it("a file or config that is no map is an error, and an empty file is not", () => {
    assert.throws(() => read("- a\n"), /Pulumi\.test\.yaml: YAML: got a list; allowed: a map\n/);
    assert.throws(() => read("hello\n"), /Pulumi\.test\.yaml: YAML: got a text; allowed: a map\n/);
    assert.throws(() => read("config: [a]\n"), /Pulumi\.test\.yaml:1: config: got a list; allowed: a map\n/);
    assert.equal(read("").faults.length, 1);
  });

  it("encrypted values stay encrypted; their keys are secret, and their paths are listed", () => {
    const { config, unreadableSecrets, secretKeys } = read(
      "config: { shop:services: [{ environment: { KEY: { secure: v1:abc } } }] }",
    );
    assert.deepEqual(unreadableSecrets, ["shop:services[0].environment.KEY"]);
    assert.equal(config["shop:services"], '[{"environment":{"KEY":{"secure":"v1:abc"}}}]');
    assert.deepEqual(secretKeys, ["shop:services"]);
  });

  it("keys that the schema declares secret are listed", () => {
    const directory = directoryWith(`config: { ${services} }`);
    writeFileSync(join(directory, "Pulumi.yaml"), `${project}  token: { type: string, secret: true, default: x }\n`);
    assert.deepEqual(readProject(directory, "test", {}).secretKeys, ["shop:token"]);
  });

  /** File and line, message and fix of a mistake. */
  const mistake = (action: () => unknown): readonly string[] => {
    try {
      action();
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const { at, key = "YAML", message, fix } = error.fault;
      return [`${at}: ${key}: ${message}`, fix];
    }
    throw new Error("nothing was refused");
  };

  it("mistakes in the YAML have file, line and a fix", () => {
    for (const [text, message, fix] of [
      ["config:\n  a: 1\n  a: 2\n", "3: YAML: the key a is there twice in one map", "remove one of the two"],
      [
        "config:\n  a: 1\n---\nconfig: {}\n",
        "3: YAML: --- begins a second document, which the Pulumi CLI ignores",
        "remove this line and what follows it",
      ],
      ["config:\n\ta: 1\n", "2: YAML: the line begins with a tab; allowed: spaces", "replace the tab with spaces"],
      [
        "config:\n  image: nginx: 1.29\n",
        "2: YAML: a key is inside of the value of another one, on the same line",
        "write a value that has a colon in it in quotes, or begin a line for each key",
      ],
      [
        "config:\n  path: *all\n",
        "2: YAML: *all has no anchor before it",
        "add &all to the value that is meant, or write a text that begins with * in quotes",
      ],
      [
        "config: [\n  unclosed: {",
        "2: YAML: Flow map in block collection must be sufficiently indented and end with a }",
        "correct the YAML there",
      ],
      ["config:\n  - a\n", "1: config: got a list; allowed: a map", "write keys with their values below config"],
    ] as const)
      assert.deepEqual(
        mistake(() => read(text)),
        [`Pulumi.test.yaml:${message}`, fix],
      );
  });

  it("a name of a project that the CLI refuses is an error", () => {
    const directory = directoryWith(`config: { ${services} }`);
    const named = (name: string) => {
      writeFileSync(join(directory, "Pulumi.yaml"), `description: x\n${name}\nruntime: nodejs\n`);
      return mistake(() => readProject(directory, "test", {}));
    };
    const allowed = "allowed: letters, digits and - _ .";
    const quotes = "write it in quotes, or choose another name";
    assert.deepEqual(named(""), [
      "Pulumi.yaml: name: is missing",
      "add the name of the project, for example: name: shop",
    ]);
    assert.deepEqual(named("name: 007"), [`Pulumi.yaml:2: name: got 7, which is no text; ${allowed}`, quotes]);
    assert.deepEqual(named("name: null"), [`Pulumi.yaml:2: name: got null, which is no text; ${allowed}`, quotes]);
    assert.deepEqual(named("name: a b"), [`Pulumi.yaml:2: name: got "a b"; ${allowed}`, "choose such a name"]);
    assert.deepEqual(named("name: aws"), [
      "Pulumi.yaml:2: name: got aws, the namespace of the AWS provider; allowed: any other name",
      "choose another name",
    ]);
    writeFileSync(join(directory, "Pulumi.yaml"), "name: shop\nruntime: nodejs\nconfig: [option]\n");
    assert.deepEqual(
      mistake(() => readProject(directory, "test", {})),
      ["Pulumi.yaml:3: config: got a list; allowed: a map", "write keys with their values below config"],
    );
  });

  it("a missing stack is an error that lists the existing stacks", () => {
    assert.throws(
      () => readProject(projectDirectory, "prod", {}),
      /no stack named 'prod' found; stacks: company, dev, existing, mixed, operated, released, secured, shared/,
    );
  });
});
