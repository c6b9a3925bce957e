/// <reference lib="dom" />
import assert from "node:assert/strict";
import { article } from "../support/scenario";
import { advice, large, pageOf, refused } from "./pages";
import { listedHops, lit, onFirstScreen, overflow, reader, violations, visible } from "./reader";

describe("the report in a browser", () => {
  const open = reader();

  for (const scheme of ["light", "dark"] as const) {
    for (const [width, height] of [
      [390, 844],
      [1440, 900],
    ] as const) {
      it(`${scheme}, ${width} x ${height}: no errors, requests or accessibility violations`, async () => {
        const url = pageOf("refused-4", article({ option: 4 }), refused);
        const { page, problems } = await open(url, width, height, scheme);
        assert.equal(await page.$eval("h1", (heading) => heading.textContent), "refused-4: option 4, a topology");
        assert.deepEqual(await violations(page), []);
        await page.$$eval("details", (all) => {
          for (const each of all) each.open = true;
        });
        await page.click('button[data-service="orders"]');
        assert.deepEqual(await violations(page), []);
        assert.ok((await overflow(page)) <= 0, "the page is wider than the window");
        assert.deepEqual(problems, []);
        await page.close();
      });

      it(`${scheme}, ${width} x ${height}: many services are accessible with a filter`, async () => {
        const { page, problems } = await open(`${pageOf("large", large)}#filter=b04`, width, height, scheme);
        assert.deepEqual(await violations(page), []);
        assert.ok((await overflow(page)) <= 0, "the page is wider than the window");
        assert.deepEqual(problems, []);
        await page.close();
      });
    }
  }

  it("on a phone, the first screen has verdict, key facts and a route with its verdict", async () => {
    const from = { commit: { id: "abc1234", modified: true } };
    const title = "REST API, one VPC link V1 per VPC to an NLB whose targets are ALBs";
    const url = pageOf("phone", article({ option: 4 }), { title, findings: advice }, from);
    const { page } = await open(url, 390, 844);
    for (const selector of [".verdict", ".facts", ".origin", ".routes tbody tr th", ".routes tbody tr .badge"])
      assert.ok(await onFirstScreen(page, selector), selector);
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    assert.ok(tall < 7.5 * 844, `the page is ${tall} pixels tall`);
    await page.close();
  });

  it("on a phone, every verdict is inside the window, and the diagram starts with the client", async () => {
    const { page } = await open(pageOf("large", large), 390, 844);
    const rights = await page.$$eval(".routes .badge", (badges) =>
      badges.map((badge) => badge.getBoundingClientRect().right),
    );
    assert.ok(rights.every((right) => right <= 390));
    const [client, frame] = await Promise.all(
      [".drawing .client", ".drawing"].map((selector) =>
        page.$eval(selector, (element) => {
          const { top, left, height } = element.getBoundingClientRect();
          return { top, left, height };
        }),
      ),
    );
    assert.ok(client !== undefined && frame !== undefined);
    assert.ok(client.left - frame.left < 60 && client.top > frame.top, JSON.stringify([client, frame]));
    assert.ok(frame.height < 500, `the diagram is ${frame.height} pixels tall`);
    assert.deepEqual(await visible(page, "#all-services"), ["Show all 300 services"]);
    await page.close();
  });

  it("a quota over its limit looks unlike the others and says so in words", async () => {
    const { page } = await open(pageOf("refused-1", article(), refused));
    const [over, other] = await page.$$eval(".quotas tbody tr", (rows) =>
      rows.slice(0, 2).map((row) => ({
        look: row.className,
        text: row.textContent.replace(/\s+/g, " "),
        colour: getComputedStyle(row.querySelector("th") ?? row).backgroundColor,
        bar: getComputedStyle(row.querySelector(".bar span") ?? row).backgroundImage,
      })),
    );
    assert.equal(over?.look, "over");
    assert.match(over.text, /23 of 6, 383 %✗ 17 over the limit/);
    assert.notEqual(over.colour, other?.colour);
    assert.notEqual(over.bar, other?.bar);
    assert.match(await page.$eval(".facts", (facts) => facts.textContent), /✗ 1 over its limit/);
    await page.close();
  });

  it("a click on a service highlights its request path until a second click or Escape", async () => {
    const { page } = await open(pageOf("option-4", article({ option: 4 })));
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
      "orders, /orders · 2 tasks on :8080",
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
    const { page } = await open(pageOf("option-1", article({ option: 1 })));
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
});
