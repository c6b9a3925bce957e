import assert from "node:assert/strict";
import { readPreview, refusalOf } from "../../report/result";
import { main } from "../../tools/preview";
import { inProcess } from "../support/tool";

const preview = inProcess(main);
const expected = 'expected a result of version "alpha" that the command preview printed with --json';

const mistakeIn = (text: string) => {
  const result = readPreview(text);
  return "mistake" in result ? result.mistake : undefined;
};

describe("the result of a preview, read back", () => {
  const runs = [
    { stack: "dev", option: "2", pass: "preview" },
    { stack: "shared", option: "4", pass: "apply" },
    { stack: "mixed", option: "1", pass: "apply" },
    { stack: "company", option: "3", pass: "apply" },
    { stack: "existing", option: "1", pass: "preview" },
    { stack: "secured", option: "5", pass: "apply" },
    { stack: "secured", option: "4", pass: "preview" },
  ];
  for (const { stack, option, pass } of runs) {
    it(`has no key that the schema lacks: stack ${stack}, option ${option}, ${pass} pass`, async () => {
      const { stdout } = await preview("--stack", stack, "--option", option, "--pass", pass, "--json");
      const result = readPreview(stdout);
      assert.ok("preview" in result, mistakeIn(stdout));
      assert.deepEqual(result.preview, JSON.parse(stdout));
    });
  }

  it("names the version that it found instead of its own", () => {
    assert.equal(mistakeIn('{"version":"beta","routes":[]}'), `${expected}, found version "beta"`);
    assert.equal(mistakeIn('{"version":1}'), `${expected}, found version 1`);
    assert.equal(mistakeIn('{"routes":[]}'), `${expected}, found a document without a version`);
    assert.equal(mistakeIn("[]"), `${expected}, found a document without a version`);
  });

  it("says that a file is empty or no JSON", () => {
    assert.equal(mistakeIn(" \n"), `${expected}, found an empty file`);
    assert.equal(mistakeIn("dev: option 1, HTTP API"), `${expected}, found text that is not JSON`);
  });

  it("names the first place where a document has another shape", () => {
    assert.match(mistakeIn('{"version":"alpha"}') ?? "", /^expected a result .*, found another shape at stack: /);
  });

  it("rejects a plan with a key that the schema lacks", async () => {
    const { plan, ...rest } = JSON.parse((await preview("--json")).stdout) as { plan: { services: object[] } };
    const services = plan.services.map((service) => ({ ...service, colour: "red" }));
    assert.equal(
      mistakeIn(JSON.stringify({ ...rest, plan: { ...plan, services } })),
      `${expected}, found another shape at plan.services[0]: Unrecognized key: "colour"`,
    );
  });

  it("gives the problems of a preview that was refused", () => {
    const problem = { where: "stage", message: "is empty", fix: "name the stage" };
    const other = { where: "vpcs", message: "is empty", fix: "list a VPC" };
    assert.equal(
      mistakeIn(JSON.stringify(refusalOf([problem]))),
      `${expected}, found 1 problem instead; stage: is empty`,
    );
    assert.equal(
      mistakeIn(JSON.stringify(refusalOf([problem, other]))),
      `${expected}, found 2 problems instead; stage: is empty`,
    );
  });
});
