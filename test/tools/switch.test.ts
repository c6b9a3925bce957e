import assert from "node:assert/strict";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { service } from "../report/diff/previews";
import { stackProject } from "../support/stack-project";
import { ask, file, judged, tool } from "./switch-runs";

const domain = `  private-integrations:domain: { name: api.example.com, certificate: "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012" }
`;
const standby = (option: number) => `  private-integrations:standby: ${option}\n`;
const acknowledged = `  private-integrations:acknowledge: [{ rule: switch-changes-url, reason: CHG-7 }]\n`;

const s0 = file({ more: domain });
const s1 = file({ more: domain + standby(4) });
const s2 = file({ option: 4, more: domain + standby(1) });
const s3 = file({ option: 4, more: domain });

describe("npm run switch -- --check, with a domain", () => {
  it("accepts S0, S1, S2 and S3 one by one, and says what each does", async () => {
    const steps = [
      [s0, s1, "create"],
      [s1, s2, "move"],
      [s2, s3, "drop"],
      [s1, s0, "drop"],
      [s2, s1, "move"],
      [s0, s2, "create-and-move"],
      [s0, s0, "none"],
    ] as const;
    for (const [from, to, kind] of steps) {
      const { status, result } = await judged(from, to);
      assert.deepEqual([status, result.step.kind, result.accepted, result.refused], [0, kind, true, []]);
      assert.deepEqual([result.url?.changes, result.url?.after], [false, "https://api.example.com"]);
    }
  });

  it("refuses S0 to S3, and S1 to S3, and names the updates to take", async () => {
    for (const from of [s0, s1]) {
      const { status, result } = await judged(from, s3);
      assert.deepEqual([status, result.accepted, result.step.kind], [1, false, "jump"]);
      assert.deepEqual(
        result.refused.map(({ where, rule }) => [where, rule]),
        [["option", undefined]],
      );
    }
    const { status, stdout } = await ask(s0, s3, "--check");
    assert.equal(status, 1);
    assert.match(stdout, /^Refused\. /);
    assert.match(
      stdout.replaceAll(/\s+/g, " "),
      /option: 1, standby: 4; then option: 4, standby: 1; then option: 4 without standby/,
    );
    assert.match(stdout, /^ {2}pulumi config set --cwd \S+ --stack shop --type int option 1$/m);
    assert.match(stdout, /^ {2}pulumi config set --cwd \S+ --stack shop --type int standby 4$/m);
    // Without --check, it only says so.
    assert.equal((await ask(s0, s3)).status, 0);
  });

  it("creates load balancers and no service for option 4 beside 1, and redeploys all beside 2", async () => {
    const four = (await judged(s0, s1)).result.resources;
    assert.deepEqual(four?.redeployed, []);
    const balancers = four.changes.added.filter(({ type }) => type === "aws:lb/loadBalancer:LoadBalancer");
    assert.deepEqual(
      balancers.map(({ name }) => name),
      ["shop-front-1"],
    );
    const two = (await judged(s0, file({ more: domain + standby(2) }))).result;
    assert.deepEqual([...(two.resources?.redeployed ?? [])].sort(), ["orders", "stock"]);
    // A load balancer 4, its link 4, calls 1, and a deployment of two services side by side: 60 and 300 seconds until a task runs, 60 of
    // grace, three health checks in 90, 120 to drain behind an NLB, and 120 to stop.
    assert.equal(two.minutes.usual, 9 + 13);
  });

  it("moves nothing but the mapping from S1 to S2", async () => {
    const { changes, redeployed } = (await judged(s1, s2)).result.resources ?? {};
    assert.deepEqual([redeployed, changes?.added, changes?.removed, changes?.replaced], [[], [], [], []]);
    assert.deepEqual(
      changes?.updated.map(({ resource, inputs }) => [resource.type, inputs]),
      [["aws-native:apigatewayv2:ApiMapping", ["apiId"]]],
    );
  });

  it("compares what it costs now, while both stand, and afterwards", async () => {
    const { cost } = (await judged(s0, s1)).result;
    // Option 4 has the load balancers of option 1, and an NLB in front of them, at 0.0225 USD per hour.
    assert.equal(Math.round(cost.after - (cost.now ?? 0)), 16);
    assert.equal(cost.finished, cost.after);
  });

  it("refuses another base path until it is acknowledged", async () => {
    const moved = file({ more: domain.replace("{ name", "{ basePath: v1, name") });
    const { status, result } = await judged(s0, moved);
    assert.deepEqual([status, result.refused[0]?.rule, result.url?.ends], [1, "switch-changes-url", true]);
    assert.equal((await judged(s0, moved + acknowledged)).status, 0);
  });
});

describe("npm run switch -- --check, without a domain", () => {
  it("refuses the move and the end of the old URL until they are acknowledged, but no standby", async () => {
    assert.equal((await judged(file(), file({ more: standby(4) }))).status, 0);
    for (const [from, to] of [
      [file({ more: standby(4) }), { option: 4, more: standby(1) }],
      [file({ option: 4, more: standby(1) }), { option: 4 }],
    ] as const) {
      const { status, result } = await judged(from, file(to));
      assert.deepEqual([status, result.refused.map(({ rule }) => rule)], [1, ["switch-changes-url"]]);
      assert.match(result.refused[0]?.fix ?? "", /add to acknowledge \{ rule: switch-changes-url, reason: <why> \}/);
      const again = await judged(from, file({ ...to, more: ("more" in to ? to.more : "") + acknowledged }));
      assert.deepEqual([again.status, again.result.refused[0]?.acknowledged, again.result.notes], [0, "CHG-7", []]);
    }
  });

  it("acknowledges no jump, and says that an acknowledgement is not needed", async () => {
    assert.equal((await judged(file(), file({ option: 4, more: acknowledged }))).status, 1);
    const { status, result } = await judged(file(), file({ more: standby(4) + acknowledged }));
    assert.equal(status, 0);
    assert.match(result.notes.join(), /^acknowledge\[0\] of switch-changes-url: this update changes no URL/);
  });
});

describe("npm run switch", () => {
  it("refuses to create and move in one update where nobody waits for targets, and names the two updates", async () => {
    const services = service("orders") + service("stock", "wait: false");
    const at = (option: number, more: string) => file({ option, services, more: domain + more });
    const [s0, s1, s2] = [at(3, ""), at(3, standby(5)), at(5, standby(3))];
    const { status, result } = await judged(s0, s2);
    assert.deepEqual(
      [status, result.refused],
      [
        1,
        [
          {
            where: "services (stock)",
            message:
              "gets another target group in the update that moves requests to option 5; it has wait: false, so that requests may move to it before its tasks are healthy there",
            fix: "take these updates one by one, with the command probe before the second: option: 3, standby: 5; then option: 5, standby: 3",
          },
        ],
      ],
    );
    for (const [from, to] of [
      [s0, s1],
      [s1, s2],
    ] as const)
      assert.deepEqual((await judged(from, to)).result.refused, []);
  });

  it("names other edits, and refuses a service that leaves its load balancer while requests move", async () => {
    const services = service("orders", "group: all") + service("prices", "group: all");
    const { status, result } = await judged(s1, file({ option: 4, more: domain + standby(1), services }));
    assert.equal(status, 1);
    assert.deepEqual(result.otherEdits, [
      { kind: "added", service: "prices" },
      { kind: "removed", service: "stock" },
      { kind: "leaves", service: "orders", loadBalancer: "orders-alb" },
    ]);
    assert.deepEqual(
      result.refused.map(({ where }) => where),
      ["services (orders)"],
    );
    const alone = await judged(s0, file({ more: domain, services }));
    assert.deepEqual([alone.status, alone.result.otherEdits.length], [0, 3]);
  });

  it("knows a renamed service", async () => {
    const renamed = service("orders") + service("goods", "formerly: stock");
    assert.deepEqual((await judged(s0, file({ more: domain + standby(4), services: renamed }))).result.otherEdits, []);
  });

  it("is the first deployment where the stack has no outputs", async () => {
    const name = join(mkdtempSync(join(tmpdir(), "outputs-")), "outputs.json");
    writeFileSync(name, "{}");
    const { status, stdout } = await tool(
      "--stack",
      "shop",
      "--directory",
      stackProject("shop", s1),
      "--outputs",
      name,
    );
    assert.equal(status, 0);
    assert.match(stdout, /nothing is deployed\.\nThe update: the first deployment, option: 1, standby: 4\./);
  });

  it("exits with 2 for misuse, and says what to do", async () => {
    const directory = stackProject("shop", s0);
    const other = join(directory, "other.json");
    writeFileSync(other, JSON.stringify({ bucket: "b-1" }));
    const broken = join(directory, "broken.json");
    writeFileSync(broken, "Updating");
    for (const [name, said] of [
      [other, /these are not the outputs of this program \(url: .*name a stack that it deployed/s],
      [broken, /found text that is no JSON; expected what pulumi stack output --json --stack shop/],
      [join(directory, "none.json"), /there is no such file; write it with pulumi stack output --json/],
    ] as const) {
      const { status, stdout, stderr } = await tool("--stack", "shop", "--directory", directory, "--outputs", name);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, said);
    }
    assert.equal((await tool("--stack", "nope", "--directory", directory, "--outputs", other)).status, 2);
    assert.equal(existsSync(join(directory, "outputs.json")), false);
  });

  it("exits with 2 without the Pulumi CLI", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = "/nowhere";
    try {
      const { status, stderr } = await tool("--stack", "shop", "--directory", stackProject("shop", s0));
      assert.equal(status, 2);
      assert.match(stderr, /^the Pulumi CLI is not on the PATH; install it, or run pulumi stack output --json/);
    } finally {
      process.env["PATH"] = path;
    }
  });

  it("exits with 1 for a stack file that is refused", async () => {
    const { status, stderr } = await ask(s0, file({ more: domain + standby(1) }));
    assert.equal(status, 1);
    assert.match(stderr, /standby: got 1, which is option already/);
  });
});
