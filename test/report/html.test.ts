import assert from "node:assert/strict";
import { nameOf } from "../../report/finding-groups";
import { byPolicy } from "../../report/html/finding-groups";
import { findingsHtml } from "../../report/html/findings";
import { quotaSummary, quotasHtml } from "../../report/html/quotas";
import { routeGroups, routesHtml } from "../../report/html/routes";
import { script } from "../../report/html/script";
import type { PreviewResult } from "../../report/result";
import { finding, previewOf, proof, reportOf } from "../support/report";
import { article } from "../support/scenario";

/** Text of a page as a reader sees it, without tags. */
const textOf = (html: string) =>
  html
    .replace(/<(style|script)>[^]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

const quota = (used: number, limit: number): PreviewResult["quotas"][number] => ({
  quota: "fargate.onDemandVcpu",
  name: "Fargate On-Demand vCPU resource count",
  kind: "account",
  scope: "account",
  used,
  limit,
});

const line = (api: string, route: string, service = "orders") => ({ api, route, service, hops: ["link", service] });

describe("the head of the report", () => {
  it("has time, commit, version, Region, option and monthly cost", () => {
    const page = reportOf(article({ option: 4 }), {}, { commit: { id: "abc1234", modified: false } });
    const text = textOf(page);
    assert.match(page, /<h1>dev: <span>option 4, a topology<\/span><\/h1>/);
    assert.ok(
      text.includes("Created on 2026-11-26 19:30 UTC from commit abc1234 by private-integrations 1.2.3."),
      text.slice(0, 600),
    );
    assert.ok(text.includes("Region us-east-1"));
    // Four ALBs and two NLBs of 16.425, two NAT gateways of 32.85, two addresses of 3.65 USD; tasks with 2
    // vCPU at 29.5504 and 4 GB at 3.24485: 72.08.
    assert.ok(text.includes("Fixed cost per month 243.63 USD"));
  });

  it("says that the project differs from its commit, or has none", () => {
    const dirty = textOf(reportOf(article(), {}, { commit: { id: "abc1234", modified: true } }));
    assert.ok(dirty.includes("from commit abc1234 with uncommitted changes by private-integrations"));
    assert.ok(textOf(reportOf(article())).includes("Created on 2026-11-26 19:30 UTC by private-integrations"));
  });

  it("accepts a stack with advice and refuses one with a violation of a mandatory policy", () => {
    const advice = finding({ level: "advisory" });
    const accepted = textOf(reportOf(article(), { findings: [advice] }));
    assert.ok(accepted.includes("✓ Accepted No mandatory policy refuses the stack. 1 advisory policy has findings."));
    const refused = textOf(reportOf(article(), { findings: [advice, finding(), finding({ urn: "a::b" })] }));
    assert.ok(refused.includes("✗ Refused 1 mandatory policy refuses the stack: balancer-is-internal."));
    const known = textOf(reportOf(article(), { findings: [finding({ kind: "acknowledged" })] }));
    assert.ok(known.includes("✓ Accepted"));
  });

  it("counts proved and refuted routes", () => {
    assert.ok(textOf(reportOf(article())).includes("Routes ✓ 8 of 8 proved"));
    const { proofs } = previewOf(article());
    const refuted = proofs.map((each, index) => (index < 3 ? { ...each, verdict: "refuted" as const } : each));
    assert.ok(textOf(reportOf(article(), { proofs: refuted })).includes("Routes ✗ 3 of 8 refuted"));
    const open = proofs.map((each, index) => (index < 3 ? { ...each, verdict: "undetermined" as const } : each));
    assert.ok(textOf(reportOf(article(), { proofs: open })).includes("Routes ? 5 of 8 proved"));
  });
});

describe("findings in the report", () => {
  it("are grouped: mandatory before advisory, then by severity and policy", () => {
    const found = byPolicy([
      finding({ kind: "headroom", policy: "h" }),
      finding({ level: "advisory", severity: "high", policy: "a" }),
      finding({ severity: "medium", policy: "m" }),
      finding({ severity: "critical", policy: "c" }),
      finding({ level: "advisory", severity: "high", policy: "a", message: "other" }),
    ]);
    assert.deepEqual(
      found.map(({ policy, groups }) => [policy, groups.length]),
      [
        ["c", 1],
        ["m", 1],
        ["a", 2],
        ["h", 1],
      ],
    );
  });

  it("join where only the name of the resource differs", () => {
    const [found] = byPolicy([
      finding(),
      finding({ urn: "a::b::stock-alb", message: "load balancer stock-alb is internet-facing" }),
      finding({ urn: "a::b::other-alb", message: "load balancer orders-alb is internet-facing" }),
    ]);
    assert.deepEqual(
      found?.groups.map(({ findings }) => findings.map(({ urn }) => nameOf(urn))),
      [["orders-alb", "stock-alb"], ["other-alb"]],
    );
  });

  it("show what refuses the stack with its fix, and fold the rest", () => {
    const page = findingsHtml({
      findings: [finding(), finding({ level: "advisory", policy: "advice" }), finding({ kind: "headroom" })],
      policies: { passed: 1, notApplicable: 2 },
      proofs: [],
    });
    assert.equal([...page.matchAll(/<details class="finding" open>/g)].length, 1);
    assert.match(page, /mandatory, balancer-is-internal[^]*<strong>Fix:<\/strong> Set internal to true\./);
    const text = textOf(page);
    assert.ok(text.includes("1 quota is near the limit"));
    assert.ok(text.includes("1 policy passes, 2 do not apply."));
  });

  it("say so if there are none", () => {
    const page = findingsHtml({ findings: [], policies: { passed: 2, notApplicable: 1 }, proofs: [] });
    assert.equal(textOf(page).trim(), "✓ No policy is violated. 2 policies pass, 1 does not apply.");
  });

  it("count each undetermined check, except those that the routes have", () => {
    const undetermined = (name: string, message: string, policy = "vpc") =>
      finding({ kind: "undetermined", policy, urn: `urn:pulumi:dev::p::t::${name}`, message });
    const needs = { hop: "link", urn: "l", name: "l", needs: "the zones of l" } as const;
    const repeated = undetermined("l", "at VPC link: the zones of l", "every-route-reaches-its-service");
    const findings = [undetermined("a", "the VPC of a"), undetermined("b", "the VPC of b"), repeated];
    const proofs = [proof("api", "ANY /a", { verdict: "undetermined", open: [needs] })];
    const page = findingsHtml({ findings, policies: { passed: 2, notApplicable: 1 }, proofs });
    assert.match(textOf(page), /2 checks are undetermined: [^]*the VPC of a and 1 other/);
  });

  it("list many statements of a policy behind one line", () => {
    const many = Array.from({ length: 12 }, (_, index) => finding({ message: `route ${index} breaks` }));
    const text = textOf(findingsHtml({ findings: many, policies: { passed: 0, notApplicable: 0 }, proofs: [] }));
    assert.ok(text.includes("route 0 breaks and 11 others"));
    // The first statement is the heading, eight are listed.
    assert.ok(text.includes("3 more"));
  });
});

describe("routes in the report", () => {
  it("have the verdict of their own API where two APIs have equal routes", () => {
    const groups = routeGroups({
      routes: [line("first", "ANY /orders"), line("second", "ANY /orders")],
      proofs: [proof("second", "ANY /orders", { verdict: "refuted" }), proof("first", "ANY /orders")],
    });
    assert.deepEqual(
      groups.map(({ api, verdict }) => [api, verdict]),
      [
        ["first", "proved"],
        ["second", "refuted"],
      ],
    );
  });

  it("share a row if they differ only in the route", () => {
    const groups = routeGroups({
      routes: [line("api", "ANY /a"), line("api", "ANY /a/{proxy+}"), line("api", "ANY /b")],
      proofs: [proof("api", "ANY /a"), proof("api", "ANY /a/{proxy+}"), proof("api", "ANY /b", { verdict: "refuted" })],
    });
    assert.deepEqual(
      groups.map(({ routes, verdict }) => [routes, verdict]),
      [
        [["ANY /a", "ANY /a/{proxy+}"], "proved"],
        [["ANY /b"], "refuted"],
      ],
    );
  });

  it("say where they break, and what is unknown", () => {
    const { plan } = previewOf(article());
    const at = { urn: "u", name: "orders-alb" };
    const text = textOf(
      routesHtml({
        plan,
        routes: [line("api", "ANY /a"), line("api", "ANY /b"), line("api", "ANY /c"), line("api", "ANY /d")],
        proofs: [
          proof("api", "ANY /a", {
            verdict: "refuted",
            broken: { hop: "balancer", ...at, wrong: "load balancer orders-alb is public", fix: "" },
          }),
          proof("api", "ANY /b", {
            verdict: "refuted",
            broken: { hop: "link", ...at, wrong: "it has no zone", fix: "" },
          }),
          proof("api", "ANY /c", { verdict: "undetermined", open: [{ hop: "listener", ...at, needs: "the port" }] }),
        ],
      }),
    );
    assert.ok(text.includes("Breaks: load balancer orders-alb is public."));
    assert.ok(text.includes("Breaks at VPC link orders-alb: it has no zone."));
    assert.ok(text.includes("Undetermined at listener Not known at listener: the port"));
    assert.ok(text.includes("not traced ANY /d"));
  });
});

describe("quotas in the report", () => {
  it("over the limit have the real share, words, a symbol and a class of their own", () => {
    const page = quotasHtml([quota(23, 6)]);
    assert.match(page, /<tr class="over">/);
    assert.match(page, /class="bar bad"/);
    assert.ok(textOf(page).includes("23 of 6, 383"), textOf(page));
    assert.ok(textOf(page).includes("✗ 17 over the limit"));
    // 6 of 23: the mark of the limit on the bar.
    assert.match(page, /<i style="left:26%">/);
    assert.deepEqual(quotaSummary([quota(23, 6)]), { look: "bad", words: "✗ 1 over its limit" });
  });

  it("near the limit say what is left", () => {
    const page = quotasHtml([quota(4, 5), quota(5, 5), quota(3, 5)]);
    assert.equal([...page.matchAll(/<tr class="near">/g)].length, 2);
    const text = textOf(page);
    for (const words of ["! 1 left", "! none left", "2 left"]) assert.ok(text.includes(words), words);
    assert.ok(!page.includes('class="over"'));
    assert.deepEqual(quotaSummary([quota(4, 5), quota(5, 5)]), { look: "warn", words: "! 2 near their limits" });
    assert.deepEqual(quotaSummary([quota(3, 5)]), { look: "good", words: "✓ all below 80 %" });
  });

  it("with a limit of zero are over it as soon as they are used", () => {
    assert.ok(textOf(quotasHtml([quota(1, 0)])).includes("1 of 0, over 100"));
    assert.ok(textOf(quotasHtml([quota(0, 0)])).includes("0 of 0, 100 % ! none left"));
  });

  it("below 10 % are folded", () => {
    const page = quotasHtml([quota(1, 10), quota(1, 11), quota(1, 100)]);
    assert.match(page, /<details class="rest"><summary>Usage of 2 quotas is below 10 %<\/summary>/);
  });
});

describe("the report's page", () => {
  it("puts findings before routes, diagram, quotas, cost, comparison and growth", () => {
    const ids = [...reportOf(article()).matchAll(/<h2 id="([a-z]+)">/g)].map(([, id]) => id);
    assert.deepEqual(ids, ["findings", "routes", "topology", "quotas", "cost", "comparison", "growth", "advice"]);
  });

  it("marks this stack and the recommended option in the comparison", () => {
    const text = textOf(reportOf(article({ option: 5 })));
    assert.ok(text.includes("1 (recommended) yes"));
    assert.ok(text.includes("5 (this stack) yes"));
  });

  it("names in the drawing cannot end the script", () => {
    const name = "</script><script>alert(1)</script>";
    const node = { id: name, lane: 0, x: 0, width: 0, vpc: name, services: [name] };
    const text = script({ rows: [{ service: name, vpc: name }], lanes: 1, nodes: [node], edges: [] });
    assert.ok(!/<\/?script/.test(text));
  });
});
