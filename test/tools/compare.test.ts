import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../tools/compare";
import { projectDirectory } from "../support/run";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";

const compare = inProcess(main);

describe("npm run compare", () => {
  it("prints options, cost, growth, recommendation and advice", async () => {
    const { status, stdout, stderr } = await compare("--requests-per-month", "300_000_000");
    assert.equal(status, 0, stderr);
    for (const option of ["1 (recommended)", "2", "3", "4", "5"])
      assert.match(stdout, new RegExp(`^ {2}${option.replaceAll(/[()]/g, "\\$&")} `, "m"));
    assert.match(stdout, /traffic of 300,000,000 requests of 10 KB/);
    assert.match(stdout, /HTTP API requests +300\.00 +300 M x 1 USD/);
    assert.match(stdout, /^3 +█{40}\| 149$/m);
    assert.match(stdout, /no legacy VPC link: 1, 5,/);
    assert.match(stdout, /Quota Monitor/);
  });

  it("--grow limits the growth search; --json and --markdown set the format", async () => {
    const { assessed } = JSON.parse((await compare("--grow", "30", "--json")).stdout) as {
      assessed: { id: string; topologyStop: { services: number; atLeast: boolean } }[];
    };
    const stops = new Map(assessed.map(({ id, topologyStop }) => [id, topologyStop]));
    assert.deepEqual([stops.get("2")?.services, stops.get("2")?.atLeast], [20, false]);
    assert.deepEqual([stops.get("5")?.services, stops.get("5")?.atLeast], [30, true]);
    assert.match((await compare("--markdown")).stdout, /^\*\*Recommended: option 1\*\*/);
  });

  it("a stack whose own option is refused exits with 1, after the comparison", async () => {
    const field = readFileSync(join(projectDirectory, "test/fixtures/field/50-region-without-links-v2.yaml"), "utf8");
    const directory = stackProject("test", field.replace("option: 3", "option: 1"));
    const { status, stdout, stderr } = await compare("--stack", "test", "--directory", directory);
    assert.equal(status, 1);
    assert.match(stdout, /^ {2}2 \(recommended\) /m);
    assert.match(
      stderr,
      /^the option of stack test is refused: 1 problem in the configuration; nothing was registered:\n {2}Pulumi\.test\.yaml:3: option: option 1 needs VPC links V2/,
    );
  });

  it("problems that every option has are reported once", async () => {
    const field = readFileSync(join(projectDirectory, "test/fixtures/field/53-reserved-path.yaml"), "utf8");
    const directory = stackProject("test", field);
    const { status, stderr } = await compare("--stack", "test", "--directory", directory);
    assert.equal(status, 1);
    assert.equal(stderr.split("reserved for health checks").length, 2);
  });

  it("an invalid number or unknown stack exits with 2", async () => {
    assert.equal((await compare("--requests-per-month", "many")).status, 2);
    assert.equal((await compare("--stack", "nosuch")).status, 2);
  });
});
