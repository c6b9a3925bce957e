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

describe("a project as the CLI hands it over", () => {
  it("takes defaults and values of the project, and writes structured values as JSON", () => {
    assert.deepEqual(read(`config: { ${services} }`).config, {
      "shop:services": '[{"name":"a"}]',
      "shop:option": "1",
      "shop:stage": "live",
      "aws:region": "eu-west-1",
    });
  });

  it("prefers the stack's values, and an override to both", () => {
    const stack = `config: { ${services}, shop:option: 3, shop:stage: blue }`;
    const { config } = read(stack, { option: 5 });
    assert.equal(config["shop:option"], "5");
    assert.equal(config["shop:stage"], "blue");
  });

  it("refuses a value of another type, and a missing one, in the CLI's words", () => {
    assert.throws(
      () => read(`config: { ${services}, shop:option: many }`),
      /Stack 'test' with configuration key 'option' must be of type 'integer'/,
    );
    assert.throws(() => read("config: {}"), /Stack 'test' is missing configuration value 'services'/);
  });

  it("names the encrypted values that it leaves out", () => {
    const { config, unreadableSecrets } = read(
      "config: { shop:services: [{ environment: { KEY: { secure: v1:abc } } }] }",
    );
    assert.deepEqual(unreadableSecrets, ["shop:services[0].environment.KEY"]);
    assert.ok(!("shop:services" in config));
  });

  it("names the keys that the schema declares secret", () => {
    const directory = directoryWith(`config: { ${services} }`);
    writeFileSync(join(directory, "Pulumi.yaml"), `${project}  token: { type: string, secret: true, default: x }\n`);
    assert.deepEqual(readProject(directory, "test", {}).secretKeys, ["shop:token"]);
  });

  it("says where a file is no YAML", () => {
    assert.throws(
      () => read("config: [\n  unclosed: {"),
      (error) => error instanceof ProjectError && /Pulumi\.test\.yaml.*line/s.test(error.message),
    );
  });

  it("lists the stacks that there are", () => {
    assert.throws(
      () => readProject(projectDirectory, "prod", {}),
      /no stack named 'prod' found; there are: dev, existing, mixed, shared/,
    );
  });
});
