/// <reference lib="dom" />
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { launch } from "puppeteer-core";
import { compare } from "../../core/compare/compare";
import { decide } from "../../core/decide";
import { fixedCost } from "../../core/cost";
import { headroom } from "../../core/quotas/headroom";
import { routeLines } from "../../core/route-lines";
import { diagramOf } from "../../report/diagram/model";
import { htmlReport } from "../../report/html/page";
import type { PreviewResult } from "../../report/result";
import { article, manyServices } from "../support/scenario";
import { chromium } from "./chromium";

const folder = mkdtempSync(join(tmpdir(), "report-"));
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Writes the report of a configuration to a file. @returns its URL */
function pageOf(name: string, raw: Record<string, unknown>): string {
  const decision = decide(raw, "us-east-1");
  assert.ok("plan" in decision, JSON.stringify(decision));
  const { plan, settings } = decision;
  const finding = {
    policy: "balancer-is-internal",
    level: "mandatory",
    severity: "critical",
    urn: "urn:pulumi:dev::p::t::orders-alb",
  } as const;
  const preview: PreviewResult = {
    version: "alpha",
    stack: name,
    option: settings.option,
    title: "a topology",
    pass: "apply",
    notes: ["services that are not pinned may move"],
    plan,
    resources: [],
    routes: routeLines(plan),
    quotas: headroom(plan, settings),
    growth: { more: 1, atLeast: false, stoppedBy: "a quota" },
    cost: fixedCost(plan),
    proofs: [],
    findings: [
      {
        ...finding,
        kind: "violation",
        message: "load balancer orders-alb is internet-facing and bypasses the API",
        fix: "Set internal to true; this replaces the load balancer.",
      },
      { ...finding, kind: "headroom", message: "45 of 50 Application Load Balancers", fix: "" },
    ],
    policies: { passed: 70, notApplicable: 5 },
  };
  const comparison = compare(raw, "us-east-1", { requestsPerMonth: 1_000_000, averageKilobytes: 10 }, 300);
  assert.ok("assessed" in comparison);
  const file = join(folder, `${name}.html`);
  writeFileSync(
    file,
    htmlReport(preview, diagramOf(plan), comparison, {
      createdAt: new Date(),
      region: "us-east-1",
      version: "0",
    }),
  );
  return `file://${file}`;
}

const raised = (value: number) => ({ value, reason: "test" });
const large = article({
  option: 5,
  vpcs: ["a", "b", "c"].map((name, index) => ({
    name,
    cidr: `10.${index + 1}.0.0/16`,
    zones: ["use1-az1", "use1-az2"],
  })),
  services: ["a", "b", "c"].flatMap((vpc) => manyServices(100, vpc, vpc)),
  quotas: {
    "elb.albsPerRegion": raised(300),
    "apigateway.resourcesPerRestApi": raised(601),
    "vpc.rulesPerSecurityGroup": raised(100),
  },
});

describe("the report in a browser", () => {
  let browser: Browser;
  before(async () => {
    browser = await launch({ executablePath: chromium(), args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  });
  after(() => browser.close());

  async function open(url: string, width: number, height: number, scheme: "light" | "dark") {
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on("console", (message) => problems.push(`console ${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => problems.push(`error ${String(error)}`));
    page.on("request", (request) => {
      if (request.url() !== url) problems.push(`request ${request.url()}`);
    });
    await page.setViewport({ width, height });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(url, { waitUntil: "load" });
    return { page, problems };
  }

  const lit = (page: Page) =>
    page.$$eval(".lit", (parts) => parts.map((part) => part.querySelector(".name, .hop")?.textContent ?? "").sort());
  const listedHops = (page: Page) =>
    page.$$eval("[data-way]:not([hidden]) li", (items) => items.map((item) => item.textContent));

  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    return page.evaluate(async () => {
      const { axe: check } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
      };
      const found = await check.run();
      return found.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
      );
    });
  }

  for (const scheme of ["light", "dark"] as const) {
    for (const [width, height] of [
      [390, 844],
      [1440, 900],
    ] as const) {
      it(`${scheme}, ${width} x ${height}: no errors, requests or accessibility violations`, async () => {
        const { page, problems } = await open(pageOf("article", article({ option: 4 })), width, height, scheme);
        assert.equal(await page.$eval("h1", (heading) => heading.textContent), "article: option 4, a topology");
        assert.deepEqual(await violations(page), []);
        await page.click('button[data-service="orders"]');
        assert.deepEqual(await violations(page), []);
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(wide <= 0, `the page is ${wide} pixels wider than the window`);
        assert.deepEqual(problems, []);
        await page.close();
      });
    }
  }

  it("a click on a service highlights its request path until a second click or Escape", async () => {
    const { page } = await open(pageOf("article", article({ option: 4 })), 1440, 900, "light");
    await page.click('button[data-service="orders"]');
    const expected = [
      "1",
      "2",
      "3",
      "4",
      "5",
      "client",
      "option-4",
      "orders",
      "orders-alb",
      "sales-front-1",
      "sales-front-1",
    ];
    assert.deepEqual(await lit(page), expected.sort());
    assert.deepEqual(await listedHops(page), [
      "option-4, REST API, stage live",
      "sales-front-1, VPC link V1",
      "sales-front-1, NLB",
      "orders-alb, ALB",
      "orders, :8080 x2",
    ]);
    await page.click('button[data-service="orders"]');
    assert.deepEqual(await lit(page), []);
    await page.click('button[data-service="stock"]');
    assert.ok((await lit(page)).includes("stock-alb"));
    await page.keyboard.press("Escape");
    assert.deepEqual([await lit(page), await listedHops(page)], [[], []]);
    await page.close();
  });

  it("services in the diagram can be selected by click, Enter and Space", async () => {
    const { page } = await open(pageOf("article", article({ option: 1 })), 1440, 900, "light");
    await page.click('g[data-service="customers"]');
    assert.ok((await lit(page)).includes("customers-alb"));
    await page.keyboard.press("Escape");
    await page.$eval('g[data-service="stock"]', (service) => (service as SVGElement).focus());
    await page.keyboard.press("Enter");
    assert.ok((await lit(page)).includes("stock-alb"));
    await page.keyboard.press("Space");
    assert.deepEqual(await lit(page), []);
    await page.close();
  });

  it("prints all eight sections", async () => {
    const { page } = await open(pageOf("article", article()), 1440, 900, "light");
    await page.emulateMediaType("print");
    const heights = await page.$$eval("section", (parts) => parts.map((part) => part.getBoundingClientRect().height));
    assert.equal(heights.length, 8);
    assert.ok(heights.every((height) => height > 40));
    await page.close();
  });

  it("shows 300 services and scrolls to the selected one", async () => {
    const { page, problems } = await open(pageOf("large", large), 1440, 900, "dark");
    assert.equal((await page.$$("g.service")).length, 300);
    await page.click('button[data-service="b042"]');
    assert.ok((await lit(page)).includes("b042-alb"));
    assert.equal((await listedHops(page)).length, 4);
    const shown = await page.$eval('g[data-service="b042"]', (service) => {
      const [at, frame] = [service, service.closest(".drawing")].map((element) => element?.getBoundingClientRect());
      return at !== undefined && frame !== undefined && at.top >= frame.top && at.bottom <= frame.bottom;
    });
    assert.ok(shown, "the diagram scrolls to the selected service");
    assert.deepEqual(problems, []);
    await page.close();
  });
});
