import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SwitchResult } from "../../report/switch";
import { service } from "../report/diff/previews";
import { stackProject } from "../support/stack-project";
import { file, judged, outputsOf, tool } from "./switch-runs";

const s0 = file();

describe("npm run switch -- --check, of services with a strategy", () => {
  it("refuses a strategy that is left in one update", async () => {
    const outputs = await outputsOf(s0);
    const left = JSON.parse(readFileSync(outputs, "utf8")) as {
      services: Record<string, Record<string, unknown>>;
    };
    left.services["orders"] = { ...left.services["orders"], deployment: { strategy: "canary" } };
    const name = join(mkdtempSync(join(tmpdir(), "outputs-")), "outputs.json");
    writeFileSync(name, JSON.stringify(left));
    const flags = ["--stack", "shop", "--directory", stackProject("shop", s0), "--outputs", name, "--check", "--json"];
    const { status, stdout } = await tool(...flags);
    const { refused } = JSON.parse(stdout) as SwitchResult;
    assert.equal(status, 1);
    assert.deepEqual(
      refused.map(({ where, fix }) => [where, fix]),
      [["services (orders).deployment", "keep strategy: canary and set leaving: both in an update before"]],
    );
  });

  it("refuses a strategy that AWS refuses, and edits that lead its requests to an empty target group", async () => {
    const at = (deployment: string | undefined, ...lines: readonly string[]) => {
      const own = deployment === undefined ? lines : [...lines, `deployment: { ${deployment} }`];
      return { services: service("orders", ...own) + service("stock", "group: web") };
    };
    const tls = `  private-integrations:tls: { serverName: api.example.com, certificate: "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012" }\n`;
    const canary = "strategy: canary";
    const alarms = "alarms: { names: [errors] }";
    const nlb = "balancer: nlb";
    for (const [from, to, kind, fix] of [
      [at(undefined), at(canary), "enter", undefined],
      [at(undefined, nlb), at(canary, nlb), "skip", /^set entering: true beside strategy in an update before$/],
      [at(undefined, nlb), at(`${canary}, entering: true`, nlb), "prepare", undefined],
      [at(`${canary}, entering: true`, nlb), at(canary, nlb), "enter", undefined],
      [at(`${canary}, entering: true`, nlb), at(undefined, nlb), "left", undefined],
      [
        at(canary),
        at(canary, "group: web"),
        "move",
        /^leave the strategy first \(leaving: both, then leaving: primary, then/,
      ],
      [at(canary), at(canary, nlb), "move", /^leave the strategy first/],
      [at(canary), { ...at(canary), more: tls }, "move", /^leave the strategy first/],
      [{ ...at(canary), more: tls }, { ...at(canary, "containerTls: true"), more: tls }, "move", /^leave the strategy/],
      [
        at(`${canary}, leaving: primary`),
        { ...at(canary), more: tls },
        "move",
        /^leave the strategy first \(no deployment\)/,
      ],
      [
        at(canary),
        {
          services: service("goods", "formerly: orders", `deployment: { ${canary} }`) + service("stock", "group: web"),
        },
        undefined,
        undefined,
      ],
      [at(`${canary}, ${alarms}`), at(canary), "alarms", /^set alarms\.enabled: false in this update/],
      [at(`${canary}, ${alarms}`), at(`${canary}, alarms: { names: [errors], enabled: false }`), undefined, undefined],
    ] as const) {
      const { status, result } = await judged(file(from), file(to));
      assert.deepEqual([status, result.strategies[0]?.kind], [fix === undefined ? 0 : 1, kind]);
      assert.equal(result.refused.length, fix === undefined ? 0 : 1);
      if (fix !== undefined) assert.match(result.refused[0]?.fix ?? "", fix);
    }
  }).timeout(180_000);
});
