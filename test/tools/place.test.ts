import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectDirectory } from "../support/run";
import { stackProject } from "../support/stack-project";
import { main } from "../../tools/place";
import { inProcess } from "../support/tool";

const place = inProcess(main);

/** A directory with Pulumi.yaml and one stack file. */
function folder(stack: string, change: (text: string) => string = (text) => text) {
  const text = readFileSync(join(projectDirectory, `Pulumi.${stack}.yaml`), "utf8");
  const directory = stackProject(stack, change(text));
  const file = join(directory, `Pulumi.${stack}.yaml`);
  const read = () => readFileSync(file, "utf8");
  return { read, at: ["--directory", directory, "--stack", stack] };
}

/** The text without lines with pins or groups. */
const others = (text: string) =>
  text
    .split("\n")
    .filter((line) => !/pins:|private-integrations:groups:/.test(line))
    .join("\n");

describe("npm run place", () => {
  it("writes pins and keeps all other lines; a second run changes nothing", async () => {
    const { read, at } = folder("shared");
    const before = read();
    assert.equal((await place(...at, "--option", "4", "--check")).status, 1);
    assert.equal(read(), before);
    assert.equal((await place(...at, "--option", "4", "--write")).status, 0);
    const after = read();
    assert.equal(others(after), others(before));
    assert.match(after, /pins: \{ port: 20001, priority: \d+ \}/);
    assert.match(after, /- \{ name: web, pins: \{ nlb: 1, port: \d+ \} \}/);
    const again = await place(...at, "--option", "4", "--check");
    assert.deepEqual([again.status, again.stdout], [0, "all placements are pinned\n"]);
    await place(...at, "--option", "4", "--write");
    assert.equal(read(), after);
  });

  it("extends existing pins in block and flow style", async () => {
    const { read, at } = folder("shared", (text) =>
      text
        .replace("pins: { port: 20001 }", "pins:\n        port: 20001 # agreed with the network team")
        .replace("pins: { port: 20002 }", "pins: {port: 20002}"),
    );
    assert.equal((await place(...at, "--option", "3", "--write")).status, 0);
    assert.match(read(), /pins:\n {8}port: 20001 # agreed with the network team\n {8}nlb: 1\n/);
    assert.match(read(), /pins: \{port: 20002, nlb: 1\}/);
  });

  it("a service that is merged from another one gets pins of its own", async () => {
    const services = `    - &common\n      name: orders\n      vpc: sales\n      image: nginx\n    - <<: *common\n      name: customers\n`;
    const { read, at } = folder("dev", (text) =>
      text.replace(/(private-integrations:services:\n)[^]*/, `$1${services}`),
    );
    const before = read();
    assert.equal((await place(...at, "--option", "3", "--write")).status, 0);
    assert.equal(others(read()), others(before));
    assert.equal(read().match(/pins: \{ nlb: 1, port: \d+ \}/g)?.length, 2);
    assert.equal((await place(...at, "--option", "3", "--check")).status, 0);
  });

  it("says what it pins and which file it wrote, for the option of the stack", async () => {
    const { read, at } = folder("shared");
    const { status, stdout, stderr } = await place(...at);
    assert.equal(status, 0, stderr);
    // Option 5: prices and taxes are pinned already; three services share the ALB of their group.
    assert.match(
      stdout,
      /^3 placements of stack shared under option 5 are not pinned:\n {2}service catalog: priority \d+\n {2}service reviews: priority \d+\n {2}service search: priority \d+\n$/,
    );
    assert.match(stderr, /^wrote .*Pulumi\.shared\.yaml\n$/);
    assert.equal(read().match(/pins: \{ priority: \d+ \}/g)?.length, 3);
  });

  it("an option that is not the stack's own writes only with --write", async () => {
    const { read, at } = folder("shared");
    const before = read();
    const refused = await place(...at, "--option", "3");
    assert.equal(refused.status, 2);
    assert.match(
      refused.stdout,
      /^5 placements of stack shared under option 3 are not pinned:\n {2}service catalog: nlb 1/,
    );
    assert.match(refused.stderr, /^--option 3: stack shared has option 5, so nothing was written; add --write /);
    assert.equal(read(), before);
    assert.equal((await place(...at, "--option", "5")).status, 0);
    assert.notEqual(read(), before);
  });

  it("--json writes nothing, unless --write asks for it", async () => {
    const { read, at } = folder("dev");
    const before = read();
    const { status, stdout, stderr } = await place(...at, "--option", "3", "--json");
    const chosen = JSON.parse(stdout) as { owner: string; kind: string }[];
    assert.deepEqual(
      [status, ...chosen.map(({ kind, owner }) => `${kind} ${owner}`)],
      [0, "services orders", "services customers", "services stock", "services shipping"],
    );
    assert.equal(stderr, "nothing was written; add --write to write these pins\n");
    assert.equal((await place(...at, "--option", "3", "--check", "--json")).status, 1);
    assert.equal(read(), before);
    const written = await place(...at, "--option", "3", "--json", "--write");
    assert.deepEqual([written.status, written.stdout], [0, stdout]);
    assert.equal(read().match(/pins: \{ nlb: 1, port: \d+ \}/g)?.length, 4);
    const none = await place(...at, "--option", "3", "--json");
    assert.deepEqual([none.status, none.stdout, none.stderr], [0, "[]\n", ""]);
  });

  it("--check and --write exclude each other; --help names all flags", async () => {
    assert.equal((await place("--check", "--write")).status, 2);
    const { stdout } = await place("--help");
    for (const flag of ["--check", "--json", "--write", "--option", "--directory"])
      assert.match(stdout, new RegExp(`^ {2}${flag}`, "m"));
  });

  it("services that the program itself states are not pinned in the stack file", async () => {
    const { at, read } = folder("dev", () => "config:\n  aws:region: us-east-1\n");
    const [, directory = ""] = at;
    const program = `const { deploy } = require(${JSON.stringify(join(projectDirectory, "components/deploy"))});
      const vpcs = [{ name: "main", cidr: "10.0.0.0/16", zones: ["use1-az1", "use1-az2"] }];
      export = () => deploy({ option: 3, vpcs, services: [{ name: "orders", vpc: "main", image: "nginx" }] });`;
    writeFileSync(join(directory, "index.ts"), program);
    const before = read();
    const { status, stderr } = await place(...at);
    assert.equal(status, 1);
    assert.match(stderr, /services: orders is not an entry of a YAML list; .*add the pins by hand\n$/);
    assert.equal(read(), before);
  });

  it("an invalid configuration exits with 1, an unknown stack with 2", async () => {
    const { read, at } = folder("dev", (text) => text.replace("vpc: sales", "vpc: nowhere"));
    const before = read();
    const { status, stderr } = await place(...at);
    assert.equal(status, 1);
    assert.match(stderr, /services\[0\]\.vpc \(orders\): got "nowhere"/);
    assert.equal(read(), before);
    const json = await place(...at, "--json");
    assert.match((JSON.parse(json.stdout) as { problems: { where: string }[] }).problems[0]?.where ?? "", /vpc/);
    assert.deepEqual([json.status, json.stderr], [1, ""]);
    assert.equal((await place("--stack", "nosuch")).status, 2);
  });
});
