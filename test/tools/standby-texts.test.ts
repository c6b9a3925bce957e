import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { PreviewResult } from "../../report/result";
import { main as compareMain } from "../../tools/compare";
import { main as placeMain } from "../../tools/place";
import { main as previewMain } from "../../tools/preview";
import { projectDirectory } from "../support/run";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";

const [preview, compare, place] = [inProcess(previewMain), inProcess(compareMain), inProcess(placeMain)];

/** A project of stack dev with two topologies. */
function withStandby(option: number, standby: number): string {
  const file = readFileSync(join(projectDirectory, "Pulumi.dev.yaml"), "utf8");
  const key = "private-integrations:option: 1";
  assert.ok(file.includes(key));
  return stackProject(
    "dev",
    file.replace(key, `private-integrations:option: ${option}\n  private-integrations:standby: ${standby}`),
  );
}

/** What a preview prints, without the numbers of policies that pass, and without the note on the next step. */
async function textOf(directory: string, ...flags: readonly string[]): Promise<string> {
  const { stdout, status } = await preview("--stack", "dev", "--directory", directory, ...flags);
  assert.equal(status, 0);
  return stripVTControlCharacters(stdout)
    .replace(/\d+ policies pass, \d+ do not apply/, "N policies pass, N do not apply")
    .replace(/note: standby: [^]*?next step\n/, "")
    .replaceAll(directory, "FOLDER");
}

// Option 1 alone: 4 ALBs 65.70, 2 NAT gateways 65.70, 2 addresses 7.30, tasks 72.08. Option 4 adds 2 NLBs at 16.425.
const expectedOf1And4 = `Accepted. No policy refuses pulumi up of stack dev (212 resources).
Stack dev has two topologies:
  option 1 serves: HTTP API, one VPC link V2 per VPC to many load balancers
  option 4 stands by: REST API, one VPC link V1 per VPC to an NLB whose targets
      are ALBs

Routes: 16 of 16 proved to reach a container
  A first pulumi preview cannot see ids that AWS assigns, so it leaves 16 routes
  undetermined: which subnets ALB customers-alb uses (and 3 more); which subnets
  ECS service customers uses (and 3 more); the path in the uri of
  option-4/customers (and 7 more); the port in the uri of option-4/customers
  (and 7 more).
  ANY /orders, /orders/{proxy+}       -> orders     proved
  ANY /customers, /customers/{proxy+} -> customers  proved
  ANY /stock, /stock/{proxy+}         -> stock      proved
  ANY /shipping, /shipping/{proxy+}   -> shipping   proved
  Option 4 stands by: 8 of 8 routes proved, the same routes

Advice (8): nothing here refuses the stack
  medium api-has-authorization: HTTP API option-1 has routes without
    authorization: ANY /customers, ANY /customers/{proxy+} and 6 more; the same
    for option-4
    Set auth in the stack file, or acknowledge that the API is public.
  medium stage-has-access-logs: stage option-1 writes no access log
    Set accessLogs: true in the stack file.
  medium stage-has-access-logs: stage option-4 writes no access log
    Set accessLogs: true and account.restLogRole in the stack file.
  low requests-to-balancer-encrypted: no integration of option-1 uses TLS; the
    same for option-4 (not visible at a first preview)
    Set tls in the stack file.
  low stage-has-throttling: stage option-1 has no throttling limits of its own;
    the same for option-4
    Set throttle in the stack file.
  N policies pass, N do not apply.

Quotas: 2 of 29 used to 50 % or more
  Fargate On-Demand vCPU resource count (account): 4 of 6, 67 %
  Network Load Balancers per Application Load Balancer target (ALB
      customers-alb): 1 of 2, 50 %
  46 more services fit, in the present proportions, while both topologies exist.
  The next one is refused: quota elb.albsPerRegion (account): "Application Load
  Balancers per Region" is 50, the plan needs 51.

Cost: 243.63 USD per month fixed, and 1.69 USD for 1,000,000 requests of 10 KB
  Both topologies together; option 1 alone 210.78, option 4 alone 243.63.
  4 x Application Load Balancer 65.70, 2 x Network Load Balancer 32.85, 2 x NAT
  gateway 65.70, 2 x Public IPv4 address 7.30, tasks 72.08. List prices of
  us-east-1, read on 2026-11-24.

Accepted. Next, with an AWS account:
  cd FOLDER && pulumi stack select --create dev && pulumi preview
`;

describe("texts about a stack with a standby", () => {
  it("preview: both topologies, the routes of the standby on one line, what each costs alone", async () => {
    assert.equal(await textOf(withStandby(1, 4)), expectedOf1And4);
  });

  it("preview --details: all hops of the routes of both APIs, each of its own API", async () => {
    const text = await textOf(withStandby(5, 3), "--details");
    const [serving = "", standingBy = ""] = text.split("  Option 3 stands by: 8 of 8 routes proved\n");
    assert.match(serving, /Option 5 serves: 8 of 8 routes proved\n {2}ANY \/orders .*\n.*link sales \(V2\)/);
    assert.match(standingBy, /^ {2}ANY \/orders .*\n {4}ANY \/orders -> link sales-nlb-1 \(V1\)/);
  });

  it("--option of the standby exchanges both; another option leaves the standby", async () => {
    const directory = withStandby(1, 4);
    const titles = async (option: string) =>
      (await textOf(directory, "--option", option)).match(/option \d (serves|stands by)/g);
    assert.deepEqual(await titles("4"), ["option 4 serves", "option 1 stands by"]);
    assert.deepEqual(await titles("2"), ["option 2 serves", "option 4 stands by"]);
    assert.match(await textOf(directory, "--option", "4"), /Set option to 4 and standby to 1 in Pulumi\.dev\.yaml\./);
  });

  it("--json: the standby, its routes, and what each topology costs alone", async () => {
    const { stdout } = await preview("--stack", "dev", "--directory", withStandby(5, 3), "--json");
    const { option, standby, cost, routes } = JSON.parse(stdout) as PreviewResult;
    assert.deepEqual([option, standby?.option], [5, 3]);
    // Option 3 has 2 NLBs in place of 4 ALBs: 210.78 - 65.70 + 32.85.
    assert.deepEqual(cost.alone, [
      { option: 5, usdPerMonth: 210.78 },
      { option: 3, usdPerMonth: 177.93 },
    ]);
    assert.deepEqual(
      routes.map(({ api, standsBy }) => [api, standsBy]).filter((_, index) => index % 8 === 0),
      [
        ["option-5", undefined],
        ["option-3", true],
      ],
    );
  });

  it("compare: the options without a standby, and then the pair", async () => {
    const directory = withStandby(1, 4);
    const compared = async (...flags: readonly string[]) =>
      stripVTControlCharacters((await compare("--stack", "dev", "--directory", directory, ...flags)).stdout);
    const own = await compared();
    assert.ok(
      own.includes(`
While option 1 serves and option 4 stands by
  - cost: 243.63 USD per month fixed (option 1 alone 210.78, option 4 alone 243.63), and 1.69 for the traffic
  - quotas: both fit
  - services that are deployed again when the standby comes: none; when option 1 goes: none
`),
      own,
    );
    assert.match(
      await compared("--standby", "3"),
      /when the standby comes: orders, customers, stock, shipping; when option 1 goes:\n {4}orders/,
    );
    const same = await compare("--stack", "dev", "--directory", directory, "--standby", "1");
    assert.deepEqual([same.status, same.stderr.trim()], [2, "--standby 1: that option serves; allowed: another one"]);
  });

  it("place: pins of both topologies, also with --option of the standby", async () => {
    const directory = withStandby(1, 4);
    const { stdout, stderr } = await place("--stack", "dev", "--directory", directory, "--option", "4");
    assert.match(
      stdout,
      /^4 placements of stack dev under options 4 and 1 are not pinned:\n {2}service orders: nlb 1, port 44972\n/,
    );
    assert.match(stderr, /^wrote /m);
    assert.equal(
      (await place("--stack", "dev", "--directory", directory, "--check")).stdout.trim(),
      "all placements are pinned",
    );
  });
});
