import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readProject } from "../../../simulator/project";
import { projectNameOf } from "../../../tools/init/names";
import { emptyFolder, init } from "../../support/started";

/** A wrong answer, what is said about it, and what to do. */
const mistakes: readonly (readonly [flag: string, value: string, message: RegExp, fix: RegExp])[] = [
  ["name", "Acme", /got "Acme"; allowed by Pulumi and npm: lower-case letters/, /for example: acme$/m],
  ["name", "acme edge", /got "acme edge"; allowed by Pulumi and npm/, /for example: acme-edge$/m],
  ["name", ".acme", /after a letter or digit/, /for example: acme$/m],
  ["name", "", /got ""; allowed/, /for example: private-services$/m],
  ["name", "pulumi", /Pulumi refuses the name pulumi/, /for example: private-services$/m],
  ["name", "pulumi.web", /names that begin with "pulumi\."/, /for example: private-services$/m],
  ["name", "aws", /keys of the AWS provider begin with aws/, /for example: private-services$/m],
  ["name", "node_modules", /npm refuses this name/, /for example: private-services$/m],
  [
    "name",
    "private-integrations",
    /the name of a package that the project installs/,
    /for example: private-services$/m,
  ],
  ["name", "a".repeat(101), /101 characters; Pulumi allows 100/, /for example: a{100}$/m],
  ["region", "eu-centrl-1", /got "eu-centrl-1"; allowed: the name of an AWS Region/, /did you mean "eu-central-1"\?/],
  ["region", "frankfurt", /got "frankfurt"; allowed: the name of an AWS Region/, /for example: us-east-1/],
  ["region", "us-gov-east-1", /the zones of this Region are not known/, /start in another one, and change aws:region/],
  ["region", "eu-central-9", /the zones of this Region are not known/, /did you mean "eu-central-1"\?/],
  ["option", "6", /got 6; allowed: 1, 2, 3, 4, 5/, /set one of these values/],
  ["option", "REST", /got "REST"; allowed: 1, 2, 3, 4, 5/, /set one of these values/],
  [
    "service",
    "Orders",
    /got "Orders"; allowed: lower-case letters, digits and single hyphens/,
    /set a value in this form/,
  ],
  ["service", "my orders", /got "my orders"; allowed: lower-case letters/, /set a value in this form/],
  ["image", "Nginx", /got "Nginx"; allowed: \[registry\/\]name/, /set a value in this form/],
  ["port", "0", /got 0; allowed: at least 1/, /set a value within this bound/],
  ["port", "http", /got "http"; allowed: a value of type number from 1 to 65535/, /set a value of type number/],
  ["port", "99999999999", /got 99999999999; allowed: at most 65535/, /set a value within this bound/],
  ["port", "80.5", /got 80\.5; allowed: a value of type integer from 1 to 65535/, /set a value of type integer/],
  ["option", "-1", /got -1; allowed: 1, 2, 3, 4, 5/, /set one of these values/],
  ["path", "orders", /got "orders"; allowed: `\/` or up to 8 segments/, /set a value in this form/],
];

describe("answers that init refuses", () => {
  for (const [flag, value, message, fix] of mistakes) {
    it(`--${flag} ${value === "" ? "without a value" : value.slice(0, 30)}`, async () => {
      const directory = join(emptyFolder(), "project");
      const { status, stdout, stderr } = await init(directory, `--${flag}`, value);
      assert.equal(status, 1);
      assert.equal(stdout, "");
      assert.match(stderr, new RegExp(`^1 problem; nothing was written:\\n {2}--${flag}: `));
      assert.match(stderr, message);
      assert.match(stderr, fix);
      assert.ok(!existsSync(directory));
    });
  }

  it("an option that the Region does not support, with those that it does", async () => {
    const { status, stderr } = await init(join(emptyFolder(), "x"), "--region", "eu-south-2", "--option", "5");
    assert.equal(status, 1);
    assert.match(
      stderr,
      /--option: option 5 needs VPC links V2, which AWS does not list for any zone of eu-south-2\n +use option 2, 3 or 4/,
    );
  });

  it("and a name that YAML reads as no text is written in quotes", async () => {
    for (const name of ["007", "1e3", "0b1", "2026-01-01", "1_000", "null", "true"]) {
      const directory = join(emptyFolder(), "project");
      const { status, stderr } = await init(directory, "--name", name);
      assert.equal(status, 0, stderr);
      assert.equal(readFileSync(join(directory, "Pulumi.yaml"), "utf8").split("\n")[0], `name: "${name}"`);
      assert.equal(readProject(directory, "dev", {}).name, name);
    }
  });

  it("all of them together", async () => {
    const directory = emptyFolder();
    const wrong = ["--name", "A", "--region", "x", "--option", "9", "--image", "B", "--port", "-", "--path", "c"];
    const { stderr } = await init(directory, "--service", "D", ...wrong);
    assert.match(stderr, /^7 problems; nothing was written:/);
    assert.deepEqual([...stderr.matchAll(/^ {2}--(\w+): /gm)].map(([, flag]) => flag).sort(), [
      "image",
      "name",
      "option",
      "path",
      "port",
      "region",
      "service",
    ]);
    assert.deepEqual(readdirSync(directory), []);
  });

  it("as JSON with --json", async () => {
    const { status, stdout, stderr } = await init(emptyFolder(), "--json", "--option", "9");
    assert.equal(status, 1);
    assert.equal(stderr, "");
    const { problems } = JSON.parse(stdout) as { problems: { where: string }[] };
    assert.deepEqual(
      problems.map(({ where }) => where),
      ["--option"],
    );
  });
});

describe("names that init accepts", () => {
  for (const name of ["acme-edge", "shop.api", "acme_edge", "a", "2shop", "x".repeat(100)]) {
    it(name.slice(0, 30), async () => {
      assert.equal((await init(emptyFolder(), "--name", name)).status, 0);
    });
  }

  it("names of folders become names of projects", () => {
    const names = ["My Shop", "shop.api", "_drafts_", "Ärger", "---", "pulumi", "private-integrations"];
    assert.deepEqual(names.map(projectNameOf), [
      "my-shop",
      "shop.api",
      "drafts",
      "rger",
      "private-services",
      "private-services",
      "private-services",
    ]);
  });
});
