import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
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
    assert.equal((await place(...at, "--option", "4")).status, 0);
    const after = read();
    assert.equal(others(after), others(before));
    assert.match(after, /pins: \{ port: 20001, priority: \d+ \}/);
    assert.match(after, /- \{ name: web, pins: \{ nlb: 1, port: \d+ \} \}/);
    const again = await place(...at, "--option", "4", "--check");
    assert.deepEqual([again.status, again.stdout], [0, "all placements are pinned\n"]);
    await place(...at, "--option", "4");
    assert.equal(read(), after);
  });

  it("extends existing pins in block and flow style", async () => {
    const { read, at } = folder("shared", (text) =>
      text
        .replace("pins: { port: 20001 }", "pins:\n        port: 20001 # agreed with the network team")
        .replace("pins: { port: 20002 }", "pins: {port: 20002}"),
    );
    assert.equal((await place(...at, "--option", "3")).status, 0);
    assert.match(read(), /pins:\n {8}port: 20001 # agreed with the network team\n {8}nlb: 1\n/);
    assert.match(read(), /pins: \{port: 20002, nlb: 1\}/);
  });

  it("a service that is merged from another one gets pins of its own", async () => {
    const services = `    - &common\n      name: orders\n      vpc: sales\n      image: nginx\n    - <<: *common\n      name: customers\n`;
    const { read, at } = folder("dev", (text) =>
      text.replace(/(private-integrations:services:\n)[^]*/, `$1${services}`),
    );
    const before = read();
    assert.equal((await place(...at, "--option", "3")).status, 0);
    assert.equal(others(read()), others(before));
    assert.equal(read().match(/pins: \{ nlb: 1, port: \d+ \}/g)?.length, 2);
    assert.equal((await place(...at, "--option", "3", "--check")).status, 0);
  });

  it("--json lists the pins by owner", async () => {
    const { at } = folder("dev");
    const { stdout } = await place(...at, "--option", "3", "--check", "--json");
    const chosen = JSON.parse(stdout) as { owner: string; kind: string }[];
    assert.deepEqual(
      chosen.map(({ kind, owner }) => `${kind} ${owner}`),
      ["services orders", "services customers", "services stock", "services shipping"],
    );
  });

  it("an invalid configuration exits with 1, an unknown stack with 2", async () => {
    const { read, at } = folder("dev", (text) => text.replace("vpc: sales", "vpc: nowhere"));
    const before = read();
    const { status, stderr } = await place(...at);
    assert.equal(status, 1);
    assert.match(stderr, /services\[0\]\.vpc \(orders\): got "nowhere"/);
    assert.equal(read(), before);
    assert.equal((await place("--stack", "nosuch")).status, 2);
  });
});
