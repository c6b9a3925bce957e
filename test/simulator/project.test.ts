import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProjectError, readProject } from "../../simulator/project";
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
    assert.throws(() => read("- a\n"), /Pulumi\.test\.yaml: got a list; allowed: a map$/);
    assert.throws(() => read("hello\n"), /Pulumi\.test\.yaml: got a text; allowed: a map$/);
    assert.throws(() => read("config: [a]\n"), /Pulumi\.test\.yaml: config is no map; allowed: keys with their values/);
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

  it("invalid YAML is an error with file and line", () => {
    assert.throws(
      () => read("config: [\n  unclosed: {"),
      (error) => error instanceof ProjectError && /Pulumi\.test\.yaml.*line/s.test(error.message),
    );
  });

  it("a missing stack is an error that lists the existing stacks", () => {
    assert.throws(
      () => readProject(projectDirectory, "prod", {}),
      /no stack named 'prod' found; stacks: dev, existing, mixed, shared/,
    );
  });
});
