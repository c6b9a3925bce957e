import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Main } from "../../tools/command";
import { main as compare } from "../../tools/compare";
import { main as place } from "../../tools/place";
import { main as preview } from "../../tools/preview";
import { namedProject } from "../support/named-project";
import { inProcess } from "../support/tool";

/** A stack file with a prefix for its own keys. */
const stackFile = (prefix: string) => `config:
  aws:region: us-east-1
  # The topology.
  ${prefix}option: 4
  ${prefix}vpcs:
    - { name: core, cidr: 10.20.0.0/16, zones: [use1-az1, use1-az2] }
  ${prefix}services:
    - name: orders
      vpc: core
      image: nginx
      group: web
    - name: stock
      vpc: core
      image: nginx
`;

const at = (directory: string) => ["--stack", "test", "--directory", directory];
const run = (tool: Main, directory: string, ...flags: readonly string[]) => inProcess(tool)(...at(directory), ...flags);

for (const name of ["acme-edge", "shop.api"]) {
  describe(`keys of the stack file of a project named ${name}`, () => {
    it("have the same result with and without its namespace", async () => {
      const results = [];
      for (const prefix of ["", `${name}:`, `${name}:config:`])
        results.push(await run(preview, namedProject(name, stackFile(prefix)), "--json"));
      const [first, ...others] = results.map(({ stdout }) => stdout);
      assert.deepEqual(
        results.map(({ status }) => status),
        [0, 0, 0],
      );
      for (const other of others) assert.equal(other, first);
    });

    it("have their lines in both spellings", async () => {
      for (const prefix of ["", `${name}:`]) {
        const file = stackFile(prefix).replace("option: 4", "option: 6").replace("group: web", "vcp: core");
        const { stderr } = await run(preview, namedProject(name, file));
        assert.deepEqual(stderr.match(/Pulumi\.test\.yaml:\d+: [^:]*/g), [
          "Pulumi.test.yaml:4: option",
          "Pulumi.test.yaml:11: services[0] (orders)",
        ]);
      }
    });

    it("keep their spelling when pins are written, also for a new list of groups", async () => {
      for (const prefix of ["", `${name}:`]) {
        const directory = namedProject(name, stackFile(prefix));
        assert.equal((await run(place, directory)).status, 0);
        const text = readFileSync(join(directory, "Pulumi.test.yaml"), "utf8");
        assert.ok(text.startsWith(`config:\n  ${prefix}groups:\n    - { name: web, pins: { nlb: 1, port: `), text);
        assert.deepEqual(text.match(/^ {2}\S+:(?= |$)/gm), [
          ...[`  ${prefix}groups:`, "  aws:region:", `  ${prefix}option:`, `  ${prefix}vpcs:`, `  ${prefix}services:`],
        ]);
        assert.equal((await run(place, directory, "--check")).status, 0);
      }
    });

    it("stay errors with the prefix of another project", async () => {
      const { status, stderr } = await run(preview, namedProject(name, stackFile("private-integrations:")));
      assert.equal(status, 1);
      assert.match(stderr, /Pulumi\.test\.yaml:7: private-integrations:services: belongs to a different project than /);
      assert.match(stderr, new RegExp(`rename it to ${name}:services, or remove it`));
      assert.doesNotMatch(stderr, /missing/);
    });
  });
}

describe("pins that a stack file without namespaces cannot take", () => {
  /** Two VPCs, and services that share their pins. */
  const shared = (second: string) => `config:
  aws:region: us-east-1
  option: 3
  vpcs:
    - { name: core, cidr: 10.20.0.0/16, zones: [use1-az1, use1-az2] }
    - { name: more, cidr: 10.21.0.0/16, zones: [use1-az1, use1-az2] }
  services:
    - &common
      name: orders
      vpc: core
      image: nginx
      pins: &pins { port: 20001 }
    - ${second}
`;

  it("are not written, and the message names no line of the tool", async () => {
    const cases: readonly (readonly [second: string, message: RegExp])[] = [
      // Pins of its own would replace those that it inherits.
      [
        "{ <<: *common, name: stock, vpc: more }",
        /^\S+Pulumi\.test\.yaml: the pins would change the plan, so nothing was/,
      ],
      ["{ name: stock, vpc: more, image: nginx, pins: *pins }", /^the pins of stock are an alias, .*: \{ nlb: 1 \}$/],
    ];
    for (const [second, message] of cases) {
      const directory = namedProject("acme-edge", shared(second));
      const { status, stderr } = await run(place, directory);
      assert.equal(status, 1);
      assert.match(stderr.trimEnd(), message);
      assert.doesNotMatch(stderr, /\n +at /);
      assert.equal(readFileSync(join(directory, "Pulumi.test.yaml"), "utf8"), shared(second));
    }
  });
});

describe("a key in both spellings", () => {
  const twice = stackFile("").replace("  vpcs:", "  acme-edge:option: 5\n  vpcs:");

  it("is the only problem of every tool, with both lines, and no file changes", async () => {
    const directory = namedProject("acme-edge", twice);
    const files = ["--policy-config-out", join(directory, "policy.json")];
    const runs: [Main, ...string[]][] = [[preview, ...files], [compare], [place]];
    for (const [tool, ...flags] of runs) {
      const { status, stderr } = await run(tool, directory, ...flags);
      assert.equal(status, 1);
      assert.equal(
        stderr.replace("the option of stack test is refused: ", ""),
        "1 problem in the configuration; nothing was registered:\n" +
          "  Pulumi.test.yaml:5: option: is set twice, as option in line 4 and as acme-edge:option in line 5; the Pulumi CLI reads one of them at random\n" +
          "      remove one of the two lines\n",
      );
    }
    assert.equal(readFileSync(join(directory, "Pulumi.test.yaml"), "utf8"), twice);
    assert.throws(() => readFileSync(join(directory, "policy.json")), /ENOENT/);
  });

  it("is found in Pulumi.yaml too, and for keys that are not ours", async () => {
    const directory = namedProject("acme-edge", `${stackFile("")}  mine: 1\n  acme-edge:mine: 2\n`);
    const file = join(directory, "Pulumi.yaml");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, `${text}  acme-edge:stage: blue\n`);
    const { stderr } = await run(preview, directory);
    const last = text.split("\n").length;
    const line = text.split("\n").indexOf("  stage:") + 1;
    assert.deepEqual(stderr.match(/^ {2}Pulumi.*(?=;)/gm), [
      "  Pulumi.test.yaml:16: mine: is set twice, as mine in line 15 and as acme-edge:mine in line 16",
      `  Pulumi.yaml:${last}: stage: is set twice, as stage in line ${line} and as acme-edge:stage in line ${last}`,
    ]);
  });

  it("is an error also where a flag overrides it", async () => {
    const { status } = await run(preview, namedProject("acme-edge", twice), "--option", "1");
    assert.equal(status, 1);
  });
});

describe("values as `pulumi config set` writes them", () => {
  const file = stackFile("")
    .replace("option: 4", 'option: "4"')
    .replace(/$/, '  crossZoneToAlbs: "true"\n  logRetentionDays: "7"\n  stage: "2024"\n  headroomPercent: "90"\n');

  it("numbers and booleans at the top level are read, and a stage stays a text", async () => {
    const plain = file.replaceAll(/"(4|true|7|90)"/g, "$1").replace('"2024"', "2024");
    const quoted = await run(preview, namedProject("shop.api", file), "--json");
    const unquoted = await run(preview, namedProject("shop.api", plain), "--json");
    assert.equal(quoted.status, 0, quoted.stderr);
    assert.equal(quoted.stdout, unquoted.stdout);
    const { option, plan } = JSON.parse(quoted.stdout) as { option: number; plan: { apis: { stage: unknown }[] } };
    assert.equal(option, 4);
    assert.equal(plan.apis[0]?.stage, "2024");
    assert.match(quoted.stdout, /"crossZone": true/);
    assert.match(quoted.stdout, /"retentionInDays": 7\b/);
  });

  it("pins are written beside them", async () => {
    const directory = namedProject("shop.api", file);
    const { status, stderr } = await run(place, directory);
    assert.equal(status, 0, stderr);
    assert.match(readFileSync(join(directory, "Pulumi.test.yaml"), "utf8"), /crossZoneToAlbs: "true"/);
  });

  it("a quoted number inside a list stays an error", async () => {
    const wrong = file.replace("group: web", 'containerPort: "80"');
    const { status, stderr } = await run(preview, namedProject("shop.api", wrong));
    assert.equal(status, 1);
    assert.match(
      stderr,
      /Pulumi\.test\.yaml:11: services\[0\]\.containerPort \(orders\): got "80"; .*\n +write it without quotes: 80\n/,
    );
  });

  it("a text that the CLI does not take for an integer is refused", async () => {
    const { stderr } = await run(preview, namedProject("shop.api", file.replace('"4"', '"4.0"')));
    assert.match(stderr, /Pulumi\.test\.yaml:4: option: got "4\.0"; Pulumi\.yaml declares type integer/);
  });

  it("Pulumi.yaml has values in either spelling", async () => {
    for (const prefix of ["", "shop.api:"]) {
      const directory = namedProject("shop.api", file.replace('  option: "4"\n', ""));
      const project = join(directory, "Pulumi.yaml");
      const text = readFileSync(project, "utf8").replace(
        / {2}option:\n {4}type: integer[^]*? default: 1\n(?= {2}stage)/,
        "",
      );
      writeFileSync(project, `${text}  ${prefix}option: { type: integer, default: 5 }\n`);
      const { status, stdout, stderr } = await run(preview, directory);
      assert.equal(status, 0, stderr);
      assert.match(stdout, /option 5/);
    }
  });

  it("an encrypted value in the object form is a secret in either spelling", async () => {
    for (const prefix of ["", "shop.api:"]) {
      const secret = file.replace('stage: "2024"', `${prefix}stage: { secure: v1:abc }`);
      const { status, stderr } = await run(preview, namedProject("shop.api", secret));
      assert.equal(status, 1);
      assert.match(stderr, /Pulumi\.test\.yaml:17: stage: is a secret/);
    }
  });
});
