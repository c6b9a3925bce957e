import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { main } from "../../tools/preview";
import { projectDirectory } from "../support/run";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";

const preview = inProcess(main);

/** One service at the root path, option 2. */
const one = `config:
  aws:region: us-east-1
  private-integrations:option: 2
  private-integrations:vpcs: [{ name: core, cidr: 10.0.0.0/16, zones: [use1-az1, use1-az2] }]
  private-integrations:services: [{ name: web, vpc: core, path: /, image: "public.ecr.aws/nginx/nginx:1.29" }]
`;

const expectedOfOne = `Accepted. No policy refuses pulumi up of stack one (53 resources).
Stack one, option 2: REST API, one VPC link V1 and NLB per service

Routes: 2 of 2 proved to reach a container
  A first pulumi preview cannot see ids that AWS assigns, so it leaves 2 routes
  undetermined: the path in the uri of option-2/ (and 1 more); the port in the
  uri of option-2/ (and 1 more); which subnets ECS service web uses.
  ANY /, /{proxy+} -> web  proved

Advice (4): nothing here refuses the stack
  medium api-has-authorization: REST API option-2 has routes without
    authorization: ANY /, ANY /{proxy+}
    Set auth in the stack file, or acknowledge that the API is public.
  medium stage-has-access-logs: stage option-2 writes no access log
    Set accessLogs: true and account.restLogRole in the stack file.
  low requests-to-balancer-encrypted: no integration of option-2 uses TLS (not
    visible at a first preview)
    Set tls in the stack file.
  low stage-has-throttling: stage option-2 has no throttling limits of its own
    Set throttle in the stack file.
  N policies pass, N do not apply.

Quotas: 0 of 21 used to 50 % or more
  19 more services fit, in the present proportions. The next one is refused:
  quota apigateway.vpcLinksV1 (account): "VPC links" is 20, the plan needs 21.

Cost: 70.95 USD per month fixed, and 4.11 USD for 1,000,000 requests of 10 KB
  1 x Network Load Balancer 16.43, 1 x NAT gateway 32.85, 1 x Public IPv4
  address 3.65, tasks 18.02. List prices of us-east-1, read on 2026-11-24.

Accepted. Next, with an AWS account:
  cd FOLDER && pulumi stack select --create one && pulumi preview
`;

/** A project of stack dev whose program changes the inputs of the load balancer of orders. */
function changedBalancer(change: string, ...more: readonly string[]): string {
  const stackFile = readFileSync(join(projectDirectory, "Pulumi.dev.yaml"), "utf8");
  const directory = stackProject("dev", [stackFile, ...more.map((line) => `  ${line}\n`)].join(""));
  const lines = [
    `import * as pulumi from ${JSON.stringify(require.resolve("@pulumi/pulumi"))};`,
    `import { deploy } from ${JSON.stringify(join(projectDirectory, "components", "deploy"))};`,
    "export = () => {",
    "  pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) =>",
    '    type === "aws:lb/loadBalancer:LoadBalancer" && name === "orders-alb"',
    `      ? { props: { ...props, ${change} }, opts }`,
    "      : undefined);",
    "  return deploy();",
    "};",
  ];
  writeFileSync(join(directory, "index.ts"), lines.join("\n"));
  return directory;
}

const publicBalancer = "internal: false";
/** Which subnets these are is unknown at a first preview. */
const oneZone = "subnets: pulumi.output(props.subnets).apply((subnets) => subnets.slice(0, 1))";

const repeat = (count: number, text: string) => Array.from({ length: count }, () => text);

describe("what preview prints first", () => {
  it("prints verdict, routes, findings, quotas and cost of a small stack in 80 columns", async () => {
    const { status, stdout } = await preview("--stack", "one", "--directory", stackProject("one", one));
    assert.equal(status, 0);
    // The number of policies grows with the pack.
    const counts = /\d+ policies pass, \d+/;
    assert.equal(stdout.replace(/cd \S+ &&/, "cd FOLDER &&").replace(counts, "N policies pass, N"), expectedOfOne);
  });

  it("prints the tree, all hops and the sources of prices only if asked", async () => {
    const plain = (await preview("--option", "3")).stdout;
    const hops =
      /ANY \/orders\/\{proxy\+\} -> link sales-nlb-1 \(V1\) -> path \/\{proxy\} -> NLB\n +sales-nlb-1 :\d+ -> orders:80 x2 tasks/;
    const price = /2 x Network Load Balancer +0\.0225 USD\/hour +32\.85 +https:/;
    const tree = /├─ private-integrations:index:LoadBalancer +sales-nlb-1/;
    for (const shown of [hops, price, tree]) assert.doesNotMatch(plain, shown);
    const details = (await preview("--option", "3", "--details")).stdout;
    assert.match(details, hops);
    assert.match(details, price);
    assert.match(details, /VPCs per Region +account +2 of 5 +40 %/);
    assert.match(details, /^ {4}urn:pulumi:dev::.*::option-3$/m);
    assert.doesNotMatch(details, tree);
    const resources = (await preview("--option", "3", "--resources")).stdout;
    assert.match(resources, tree);
    assert.doesNotMatch(resources, hops);
  });

  it("fits the first screen: stack dev has at most 36 lines of 80 columns", async () => {
    const lines = (await preview()).stdout.trimEnd().split("\n");
    assert.ok(lines.length <= 36, String(lines.length));
    for (const line of lines) assert.ok(line.length <= 80, line);
  });

  it("is as wide as a terminal that has more than 80 columns", async () => {
    const texts: string[] = [];
    const io = { output: (text: string) => void texts.push(text), error: () => undefined };
    await main([], io);
    await main([], { ...io, columns: 40 });
    await main([], { ...io, columns: 160 });
    const [piped = "", narrow, wide = ""] = texts;
    assert.equal(narrow, piped);
    const width = Math.max(...wide.split("\n").map((line) => stripVTControlCharacters(line).length));
    assert.ok(width <= 160 && width > 120, String(width));
  });

  it("a policy that refuses the stack is the verdict, and exits 1", async () => {
    const { status, stdout } = await preview("--directory", changedBalancer(publicBalancer));
    assert.equal(status, 1);
    assert.match(
      stdout,
      /^Refused\. Policies refuse pulumi up of stack dev: balancer-is-internal \(1\),\nevery-route-reaches-its-service \(1\)\.\n/,
    );
    assert.match(stdout, /^Routes: 6 of 8 proved to reach a container, 2 broken$/m);
    assert.match(
      stdout,
      /^ {2}ANY \/orders, \/orders\/\{proxy\+\} +-> orders +broken at load balancer\n +orders-alb$/m,
    );
    assert.match(stdout, /^2 violations: mandatory policies refuse the stack\n {2}critical balancer-is-internal: /m);
    assert.match(stdout, /\nRefused\. Fix what is listed above, then run:\n {2}.* --stack dev --directory \S+\n$/);
  });

  it("a violation that a first preview does not see refuses the stack", async () => {
    const { status, stdout } = await preview("--directory", changedBalancer(oneZone));
    assert.equal(status, 1);
    assert.match(
      stdout,
      /^Refused\. A first preview accepts stack dev, because it knows no ids\. Policies\nrefuse it when pulumi up has created the resources: alb-in-two-zones \(1\),/,
    );
    assert.match(stdout, / high alb-in-two-zones: [^:]+\(not visible at\s+a\s+first\s+preview\)$/m);
  });

  it("an acknowledgement that only known ids need is not called unused", async () => {
    const accepted = "[{ rule: alb-in-two-zones, resource: orders-alb, reason: one zone is enough }]";
    const { status, stdout } = await preview(
      "--directory",
      changedBalancer(oneZone, `private-integrations:acknowledge: ${accepted}`),
    );
    assert.equal(status, 0, stdout);
    assert.doesNotMatch(stdout, /^note:/m);
    assert.match(stdout, /^Accepted\. /);
    assert.match(stdout, /^Acknowledged \(1\): .*\n {2}high alb-in-two-zones: /m);
  });

  it("says once what decides routes that depend on resources outside the stack", async () => {
    const { stdout } = await preview("--stack", "existing");
    assert.match(stdout, /^Accepted\. .* 6 of 6\nroutes are undetermined\.\n/);
    assert.match(stdout, /^ {2}The stack does not show what decides 6 routes: /m);
    assert.match(stdout, /^Undetermined \(12\): .*\n {2}critical balancer-and-vpc-link-in-one-vpc: /m);
    const repeated = /every-route-reaches-its-service: at VPC link: /;
    assert.doesNotMatch(stdout, repeated);
    assert.match((await preview("--stack", "existing", "--details")).stdout, repeated);
  });

  it("--json has the verdict, the policies that refuse, and the other pass", async () => {
    const { status, stdout } = await preview("--directory", changedBalancer(publicBalancer), "--json");
    assert.equal(status, 1);
    const { accepted, refusedBy, pass, applyPass, proofs } = JSON.parse(stdout) as {
      accepted: boolean;
      refusedBy: unknown;
      pass: string;
      proofs: { verdict: string }[];
      applyPass: { proofs: { verdict: string }[]; findings: unknown[]; policies: object };
    };
    assert.deepEqual([accepted, pass], [false, "preview"]);
    const passes = ["preview", "apply"];
    assert.deepEqual(refusedBy, [
      { policy: "balancer-is-internal", passes, violations: 1 },
      { policy: "every-route-reaches-its-service", passes, violations: 1 },
    ]);
    const verdicts = (list: { verdict: string }[]) => list.map(({ verdict }) => verdict).sort();
    assert.deepEqual(verdicts(proofs), [...repeat(2, "refuted"), ...repeat(6, "undetermined")]);
    assert.deepEqual(verdicts(applyPass.proofs), [...repeat(6, "proved"), ...repeat(2, "refuted")]);
    assert.deepEqual(Object.keys(applyPass).sort(), ["findings", "policies", "proofs", "reaches"]);
  });

  it("--pass runs one pass: what a first preview cannot decide is counted", async () => {
    const { stdout } = await preview("--option", "2", "--pass", "preview");
    assert.match(
      stdout,
      /^Accepted\. No policy refuses a first preview of stack dev \(\d+ resources\)\. 8 of 8\nroutes are undetermined\.\n/,
    );
    assert.match(stdout, /^Routes: 0 of 8 proved to reach a container, 8 undetermined$/m);
    assert.match(stdout, /A first preview cannot decide .*rest-proxy-path-one-unit\s\(4\)/s);
    const known = await preview("--option", "2", "--pass", "apply");
    assert.match(known.stdout, /^Accepted\. No policy refuses a preview with known ids of stack dev /);
    assert.doesNotMatch(known.stdout, /first (pulumi )?preview/);
    const { applyPass, accepted } = JSON.parse((await preview("--pass", "apply", "--json")).stdout) as {
      applyPass?: unknown;
      accepted: boolean;
    };
    assert.deepEqual([applyPass, accepted], [undefined, true]);
  });
});
