import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compare } from "../../core/compare/compare";
import { decide } from "../../core/decide";
import { diagramOf } from "../../report/diagram/model";
import { htmlReport } from "../../report/html/page";
import type { PreviewResult } from "../../report/result";
import { article } from "../support/scenario";
import { main } from "../../tools/report";
import { inProcess } from "../support/tool";

const report = inProcess(main);

describe("npm run report", () => {
  it("writes a self-contained page with all sections", async () => {
    const out = join(mkdtempSync(join(tmpdir(), "report-")), "dev.html");
    const { status, stderr } = await report("--stack", "dev", "--option", "3", "--out", out);
    assert.equal(status, 0, stderr);
    const page = readFileSync(out, "utf8");
    for (const part of ["Topology", "Routes", "Findings", "Quotas", "Options compared", "Growth", "Cost", "Advice"]) {
      assert.match(page, new RegExp(`<h2 id="[a-z]+">${part}</h2>`));
    }
    assert.ok(!/<(link|img|iframe|script src)|@import|url\((?!#)/.test(page));
    assert.equal([...page.matchAll(/<td>proved<\/td>/g)].length, 8);
  });

  it("--format mermaid and svg print the diagram only", async () => {
    assert.match((await report("--format", "mermaid")).stdout, /^flowchart LR\n/);
    assert.match((await report("--format", "svg")).stdout, /^<svg /);
  });

  it("an unknown format exits with 2, an invalid configuration with 1", async () => {
    const out = join(mkdtempSync(join(tmpdir(), "report-")), "none.html");
    assert.equal((await report("--format", "pdf", "--out", out)).status, 2);
    // Cloud Map is for option 1 alone.
    assert.equal((await report("--stack", "mixed", "--option", "5", "--out", out)).status, 1);
    assert.ok(!existsSync(out));
  });

  it("a folder that does not exist exits with 2, in plain words and before the program runs", async () => {
    const { status, stdout, stderr } = await report("--out", "/no-such-folder/x.html");
    assert.equal(status, 2);
    assert.equal(stdout, "");
    assert.equal(
      stderr,
      "--out /no-such-folder/x.html: there is no folder /no-such-folder; create it, or name a file in another folder\n",
    );
  });

  it("text from the stack is escaped in the page", () => {
    const raw = article();
    const decision = decide(raw, "us-east-1");
    const comparison = compare(raw, "us-east-1", { requestsPerMonth: 1, averageKilobytes: 1 }, 10);
    assert.ok("plan" in decision && "assessed" in comparison);
    const evil = '<script>alert("x")</script>';
    const preview: PreviewResult = {
      version: "alpha",
      stack: evil,
      option: 1,
      title: evil,
      pass: "apply",
      notes: [evil],
      plan: decision.plan,
      resources: [],
      routes: [{ api: evil, route: evil, service: "orders", hops: [evil] }],
      proofs: [],
      quotas: [],
      growth: { more: 0, atLeast: false, stoppedBy: undefined },
      cost: { lines: [], usdPerMonth: 0, pricesOf: "us-east-1", pricesReadOn: "" },
      findings: [
        {
          kind: "violation",
          policy: evil,
          level: "mandatory",
          severity: "high",
          urn: `a::${evil}`,
          message: evil,
          fix: evil,
        },
      ],
      policies: { passed: 0, notApplicable: 0 },
    };
    const page = htmlReport(preview, diagramOf(decision.plan), comparison, {
      createdAt: new Date(),
      region: "us-east-1",
      version: "0",
    });
    assert.equal([...page.matchAll(/<script/g)].length, 1);
    assert.ok(page.includes("&lt;script&gt;"));
  });
});
