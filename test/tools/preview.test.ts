import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../tools/preview";
import { projectFiles } from "../support/project-files";
import { projectDirectory } from "../support/run";
import { inProcess } from "../support/tool";

const preview = inProcess(main);

/** Size and time of change of the project's own files, by path. */
const statesOfFiles = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    projectFiles().map((file) => {
      const { size, mtimeMs } = statSync(join(projectDirectory, file));
      return [file, `${size} bytes, changed at ${mtimeMs}`];
    }),
  );

describe("npm run preview", () => {
  it("prints five different topologies of the same services", async () => {
    const printed: string[] = [];
    for (const option of ["1", "2", "3", "4", "5"]) {
      const { stdout } = await preview("--option", option, "--json");
      const { title, routes } = JSON.parse(stdout) as { title: string; routes: { route: string; hops: string[] }[] };
      const [, api] = /^(HTTP|REST) API/.exec(title) ?? [];
      const hops = routes.find(({ route }) => route === "ANY /orders")?.hops.join(" -> ");
      // The port of a shared NLB is a hash of the service's name.
      printed.push(`${api ?? ""}: ${hops?.replace(/:\d{4,5} /, ":PORT ") ?? ""}`);
    }
    assert.deepEqual(printed, [
      "HTTP: link sales (V2) -> path / -> ALB orders-alb :80 -> orders:80 x2 tasks",
      "REST: link orders-nlb (V1) -> path / -> NLB orders-nlb :80 -> orders:80 x2 tasks",
      "REST: link sales-nlb-1 (V1) -> path / -> NLB sales-nlb-1 :PORT -> orders:80 x2 tasks",
      "REST: link sales-front-1 (V1) -> path / -> NLB sales-front-1 :PORT -> ALB orders-alb :80 -> orders:80 x2 tasks",
      "REST: link sales (V2) -> path / -> ALB orders-alb :80 -> orders:80 x2 tasks",
    ]);
  });

  it("--json prints only the result; unknown values are null, with their paths", async () => {
    const { stdout } = await preview("--option", "5", "--json");
    const result = JSON.parse(stdout) as {
      version: string;
      option: number;
      plan: { links: unknown; apis: { linkVersion: number; routes: unknown[] }[] };
      resources: { type: string; inputs: Record<string, unknown>; unknown: string[] }[];
      routes: unknown[];
      cost: { usdPerMonth: number };
    };
    assert.deepEqual(Object.keys(result).sort(), [
      "accepted",
      "applyPass",
      "cost",
      "findings",
      "growth",
      "notes",
      "option",
      "pass",
      "plan",
      "policies",
      "proofs",
      "quotas",
      "reaches",
      "refusedBy",
      "resources",
      "routes",
      "stack",
      "title",
      "version",
      "waits",
    ]);
    assert.equal(result.version, "alpha");
    assert.deepEqual(result.plan.links, [
      { version: 2, name: "sales", vpc: "sales" },
      { version: 2, name: "supply", vpc: "supply" },
    ]);
    assert.deepEqual(
      result.plan.apis.map(({ linkVersion, routes }) => [linkVersion, routes.length]),
      [[2, 8]],
    );
    const link = result.resources.find(({ type }) => type === "aws:apigatewayv2/vpcLink:VpcLink");
    assert.equal(link?.inputs["subnetIds"], null);
    assert.deepEqual(link.unknown.toSorted(), ["securityGroupIds[0]", "subnetIds"]);
    assert.equal(result.routes.length, 8);
    assert.equal(result.cost.usdPerMonth, 210.78);
  });

  it("--pass apply invents ids, and knows everything", async () => {
    const result = JSON.parse((await preview("--pass", "apply", "--json")).stdout) as {
      resources: { unknown: string[] }[];
    };
    assert.deepEqual(
      result.resources.flatMap(({ unknown }) => unknown),
      [],
    );
  });

  it("a configuration error exits 1 with all problems and registers nothing", async () => {
    const { status, stdout, stderr } = await preview("--stack", "mixed", "--option", "2");
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.match(
      stderr,
      /^2 problems in the configuration; nothing was registered:\n {2}Pulumi\.mixed\.yaml:6: stage: /,
    );
    assert.match(stderr, /services\[2\]\.balancer \(jobs\): cloudMap works with HTTP APIs only/);
    assert.doesNotMatch(stderr, /\n {4}at /);
  });

  it("--json prints a configuration error as JSON, and no text", async () => {
    const { status, stdout, stderr } = await preview("--stack", "mixed", "--option", "2", "--json");
    assert.equal(status, 1);
    assert.equal(stderr, "");
    const { version, problems } = JSON.parse(stdout) as { version: string; problems: Record<string, string>[] };
    assert.equal(version, "alpha");
    assert.deepEqual(
      problems.map(({ where }) => where),
      ["stage", "services[2].balancer (jobs)"],
    );
    for (const problem of problems) {
      assert.deepEqual(Object.keys(problem), ["at", "where", "message", "fix"]);
      assert.notEqual(problem["message"], "");
      assert.notEqual(problem["fix"], "");
    }
  });

  it("a wrong flag, value or stack exits 2 and says what is allowed", async () => {
    const cases: [string[], RegExp][] = [
      [["--option", "6"], /got 6; allowed: 1, 2, 3, 4, 5/],
      [["--pass", "later"], /got later; allowed: preview, apply/],
      [["--stak", "dev"], /unknown option '--stak'/],
      [
        ["--stack", "prod"],
        /no stack named 'prod' found; stacks: company, dev, existing, mixed, operated, released, secured, shared/,
      ],
      [["extra"], /too many arguments/],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = await preview(...args);
      assert.equal(status, 2, args.join(" "));
      assert.match(stderr, message);
    }
  });

  it("--help lists every flag", async () => {
    const { status, stdout } = await preview("--help");
    assert.equal(status, 0);
    for (const flag of ["--stack", "--option", "--pass", "--json", "--resources", "--details"])
      assert.ok(stdout.includes(flag), flag);
  });

  it("--policy-config-out writes the settings of every policy for pulumi preview", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "pack-")), "config.json");
    assert.equal((await preview("--policy-config-out", file)).status, 0);
    const written = JSON.parse(readFileSync(file, "utf8")) as Record<string, { headroom: number }>;
    assert.equal(written["vpc-links-v2-quota"]?.headroom, 0.8);
    assert.ok("quota-headroom" in written);
  });

  it("--policy-config-out into a missing folder exits with 2, before the program runs", async () => {
    const { status, stdout, stderr } = await preview("--policy-config-out", "/no-such-folder/config.json");
    assert.deepEqual([status, stdout], [2, ""]);
    assert.equal(
      stderr,
      "--policy-config-out /no-such-folder/config.json: there is no folder /no-such-folder; create it, or name a file in another folder\n",
    );
  });

  it("changes no file", async () => {
    const before = statesOfFiles();
    assert.ok("Pulumi.dev.yaml" in before && "core/decide.ts" in before);
    assert.equal((await preview()).status, 0);
    assert.deepEqual(statesOfFiles(), before);
  });
});
