import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { manyServices } from "../support/scenario";
import { main } from "../../tools/compare";
import { projectDirectory } from "../support/run";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";

const compare = inProcess(main);

const fieldFile = (name: string) => readFileSync(join(projectDirectory, "test/fixtures/field", name), "utf8");
const exampleStacks = ["dev", "shared", "mixed", "existing", "company"] as const;

/** A stack of 140 services in one VPC under option 5, each with an ALB. */
const manyFile = () =>
  JSON.stringify({
    config: {
      "aws:region": "us-east-1",
      "private-integrations:option": 5,
      "private-integrations:vpcs": [{ name: "main", cidr: "10.0.0.0/16", zones: ["use1-az1", "use1-az2"] }],
      "private-integrations:services": manyServices(140, "main"),
    },
  });

interface Printed {
  readonly version: string;
  readonly recommendation: { readonly choice: string };
  readonly problems: readonly { readonly where: string }[];
  readonly assessed: readonly {
    readonly id: string;
    readonly topologyStop?: { readonly services: number };
    readonly grown?: {
      readonly services: number;
      readonly stop?: { readonly services: number; readonly by: string };
      readonly cost: { readonly fixedUsdPerMonth: number; readonly trafficUsdPerMonth: number };
    };
  }[];
}

describe("npm run compare", () => {
  it("prints the recommendation first, then options, growth, resources, cost and advice", async () => {
    const { status, stdout, stderr } = await compare("--requests-per-month", "300_000_000");
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^Recommended: option 1 \(HTTP API, one VPC link V2 per VPC to many load balancers\)\n {2}- /);
    for (const option of ["1 (recommended)", "2", "3", "4", "5"])
      assert.match(stdout, new RegExp(`^ {2}${option.replaceAll(/[()]/g, "\\$&")} +yes `, "m"));
    assert.match(stdout, /traffic of 300,000,000 requests a month to all services together, 10 KB per\n? +request/);
    assert.match(stdout, /HTTP API requests +300\.00 +300 M x 1 USD/);
    assert.match(stdout, /^3 +█{40}\| 149$/m);
    assert.match(stdout, /no legacy VPC link: 1, 5,/);
    assert.match(stdout, /Quota Monitor/);
    assert.doesNotMatch(stdout, /Growth to/);
  });

  it("every line fits 120 columns: example stacks, and 140 services that most options refuse", async () => {
    const directory = stackProject("many", manyFile());
    const runs = [...exampleStacks.map((stack) => ["--stack", stack]), ["--directory", directory, "--stack", "many"]];
    for (const flags of runs) {
      const { stdout } = await compare(...flags, "--grow", "300", "--requests-per-month", "1000000000");
      const long = stdout.split("\n").filter((line) => line.length > 120);
      assert.deepEqual(long, [], flags.join(" "));
      assert.match(stdout, /Growth to 300 services/);
    }
  });

  it("invalid numbers and unknown stacks exit with 2", async () => {
    assert.equal((await compare("--requests-per-month", "many")).status, 2);
    assert.equal((await compare("--grow", "2.5")).status, 2);
    assert.equal(
      (await compare("--grow", "2001")).stderr,
      "--grow 2001: stack dev has 4 services; allowed: 4 to 2000\n",
    );
    assert.equal((await compare("--stack", "nosuch")).status, 2);
    const fewer = await compare("--grow", "3");
    assert.deepEqual([fewer.status, fewer.stdout], [2, ""]);
    assert.equal(fewer.stderr, "--grow 3: stack dev has 4 services; allowed: 4 to 2000\n");
  });
});

describe("npm run compare -- --grow", () => {
  it("shows for each option what fits, the first quota and the cost", async () => {
    const { stdout } = await compare("--grow", "120");
    const section = stdout.slice(stdout.indexOf("Growth to 120"), stdout.indexOf("Maximum number"));
    assert.match(section, /3, 1 shared ALB, 4 shared ALB, 5 shared ALB fit; the cheapest is 1 shared ALB/);
    // 120 ALBs at 16.425 USD and two NAT gateways with addresses, 73.00 USD: 2044.00. Tasks: 60 vCPU at 29.5504 USD and
    // 120 GB at 3.24485: 2162.41.
    assert.match(section, /^ {2}1 +no, 50 fit; limit: Application Load Balancers per Region: 50 +4206\.41 +1\.63 /m);
    // 60 services in each of two VPCs need two NLBs of 50 listeners each: 4 x 16.425 + 73.00 = 138.70.
    assert.match(section, /^ {2}3 +yes +2301\.11 +4\.10 +2305\.21$/m);
  });

  it("--json has the same, and growth of the account where it comes first", async () => {
    const { assessed, version } = JSON.parse((await compare("--grow", "30", "--json")).stdout) as Printed;
    assert.equal(version, "alpha");
    const byId = new Map(assessed.map((choice) => [choice.id, choice]));
    assert.deepEqual(byId.get("2")?.grown, {
      services: 30,
      stop: { services: 20, by: "VPC links: 20" },
      // 30 NLBs at 16.425 USD and 73.00 USD; 15 vCPU at 29.5504 USD and 30 GB at 3.24485: 540.60; REST requests at 3.50, 0.06 USD of NLCUs, and 1 GB of logs at 0.545.
      cost: { fixedUsdPerMonth: 1106.35, trafficUsdPerMonth: 4.1 },
    });
    assert.equal(byId.get("5")?.grown?.stop, undefined);
    assert.equal(byId.get("5")?.topologyStop?.services, 50);
  });

  it("--markdown has it in a table, and the recommendation first", async () => {
    const { stdout } = await compare("--markdown", "--grow", "30");
    assert.match(stdout, /^\*\*Recommended: option 1 \(HTTP API, .*\)\*\*\n/);
    assert.match(stdout, /^\| 2 \| no, 20 fit; limit: VPC links: 20 \| 1106\.35 \| 4\.10 \| 1110\.45 \|$/m);
    const widths = stdout
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .map((line) => line.split(" | ").length);
    assert.ok(Math.max(...widths) <= 11, `a table has ${Math.max(...widths)} columns`);
  });
});

describe("npm run compare -- --grow of a stack without services of its own", () => {
  it("notes that nothing can grow", async () => {
    const text = readFileSync(join(projectDirectory, "Pulumi.existing.yaml"), "utf8");
    const file = text.slice(0, text.indexOf("    - name: invoices"));
    const directory = stackProject("test", file);
    const { status, stdout, stderr } = await compare("--stack", "test", "--directory", directory, "--grow", "30");
    assert.equal(status, 0, stderr);
    assert.match(stderr, /^note: --grow 30 shows nothing: stack test runs no services of its own/);
    assert.doesNotMatch(stdout, /Growth to/);
  });
});

describe("npm run compare of a stack whose option is refused", () => {
  const file = fieldFile("50-region-without-links-v2.yaml").replace("option: 3", "option: 1");

  it("exits with 1 and says why, after the comparison", async () => {
    const { status, stdout, stderr } = await compare("--stack", "test", "--directory", stackProject("test", file));
    assert.equal(status, 1);
    assert.match(stdout, /^ {2}2 \(recommended\) /m);
    assert.match(
      stderr,
      /^the option of stack test is refused: 1 problem in the configuration; nothing was registered:\n {2}Pulumi\.test\.yaml:3: option: option 1 needs VPC links V2/,
    );
  });

  it("--json prints the comparison with the problems, and nothing but JSON", async () => {
    const flags = ["--stack", "test", "--directory", stackProject("test", file), "--json"];
    const { status, stdout } = await compare(...flags);
    assert.equal(status, 1);
    const { problems, recommendation } = JSON.parse(stdout) as Printed;
    assert.deepEqual([recommendation.choice, problems.map(({ where }) => where)], ["2", ["option"]]);
  });

  it("problems that every option has are reported once, as JSON too", async () => {
    const directory = stackProject("test", fieldFile("53-reserved-path.yaml"));
    const { status, stderr } = await compare("--stack", "test", "--directory", directory);
    assert.equal(status, 1);
    assert.equal(stderr.split("reserved for health checks").length, 2);
    const json = await compare("--stack", "test", "--directory", directory, "--json");
    const printed = JSON.parse(json.stdout) as Printed;
    assert.deepEqual([json.status, json.stderr, printed.problems.length], [1, "", 1]);
  });

  it("a file that the CLI would reject is a problem in JSON too", async () => {
    const directory = stackProject("test", "config: [");
    const { status, stdout } = await compare("--stack", "test", "--directory", directory, "--json");
    assert.deepEqual([status, (JSON.parse(stdout) as Printed).problems.length], [1, 1]);
  });
});
