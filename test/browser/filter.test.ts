/// <reference lib="dom" />
import assert from "node:assert/strict";
import { previewOf, proof } from "../support/report";
import { article } from "../support/scenario";
import { large, pageOf } from "./pages";
import { listedHops, lit, reader, visible } from "./reader";

describe("the report of many services in a browser", () => {
  const open = reader();

  it("prints all eight sections, with all routes and services", async () => {
    const { page } = await open(pageOf("large", large));
    await page.emulateMediaType("print");
    const heights = await page.$$eval("section", (parts) => parts.map((part) => part.getBoundingClientRect().height));
    assert.equal(heights.length, 8);
    assert.ok(heights.every((height) => height > 40));
    assert.equal((await visible(page, ".routes tbody tr")).length, 12);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    assert.equal((await visible(page, ".routes tbody tr")).length, 300);
    assert.equal((await visible(page, "g.service")).length, 300);
    assert.deepEqual(await page.$$("details:not([open])"), [], "nothing is folded on paper");
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.ok((await page.$$("details:not([open])")).length > 0);
    assert.equal((await visible(page, "g.service")).length, 12);
    await page.close();
  });

  it("300 services start as twelve rows, of which buttons show all", async () => {
    const { page, problems } = await open(pageOf("large", large), 1440, 900, "dark");
    assert.equal((await visible(page, ".routes tbody tr")).length, 12);
    assert.equal((await visible(page, "g.service")).length, 12);
    assert.deepEqual(await visible(page, "#matches"), ["600 of 600 routes, 300 of 300 services"]);
    assert.deepEqual(await visible(page, "#all-routes, #all-services"), [
      "Show all 600 routes",
      "Show all 300 services",
    ]);
    await page.click("#all-routes");
    await page.click("#all-services");
    assert.equal((await visible(page, ".routes tbody tr")).length, 300);
    assert.equal((await visible(page, ".services button")).length, 300);
    assert.equal((await visible(page, "g.service")).length, 300);
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

  it("the filter leaves matching routes, services and request paths, and needs no pointer", async () => {
    const { page } = await open(pageOf("large", large));
    await page.focus("#filter");
    await page.keyboard.type("b04");
    const names = ["b040", "b041", "b042", "b043", "b044", "b045", "b046", "b047", "b048", "b049"];
    assert.deepEqual(await visible(page, ".routes tbody td:nth-child(3)"), names);
    assert.deepEqual(await visible(page, ".services button"), names);
    assert.deepEqual(await visible(page, "g.service .name"), names);
    assert.deepEqual(await visible(page, "#matches"), ["20 of 600 routes, 10 of 300 services"]);
    // Only the VPC of the services that match; its link is in the middle.
    assert.deepEqual(await visible(page, "g.vpc text"), ["VPC b"]);
    const height = await page.$eval("svg.topology", (drawing) => drawing.getBoundingClientRect().height);
    assert.ok(height < 700, `the diagram is ${height} pixels tall`);
    await page.keyboard.type("2");
    assert.deepEqual(await visible(page, "g.service .name"), ["b042"]);
    await page.keyboard.type("x");
    assert.deepEqual(await visible(page, "#no-match"), ["No route matches the filter."]);
    assert.deepEqual(await visible(page, "table.routes"), []);
    await page.keyboard.press("Escape");
    assert.deepEqual(await visible(page, "#matches"), ["600 of 600 routes, 300 of 300 services"]);
    await page.close();
  });

  it("the filter finds VPC, load balancer and verdict, each word for itself", async () => {
    const { proofs } = previewOf(large);
    const mixed = proofs.map((each) =>
      each.route.startsWith("ANY /b04") ? proof(each.api, each.route, { verdict: "refuted" }) : each,
    );
    const { page } = await open(pageOf("verdicts", large, { proofs: mixed }));
    const matches = async (filter: string) => {
      await page.$eval(
        "#filter",
        (input, text) => {
          (input as HTMLInputElement).value = text;
          input.dispatchEvent(new Event("input"));
        },
        filter,
      );
      return (await visible(page, "#matches"))[0];
    };
    assert.equal(await matches("refuted"), "20 of 600 routes, 10 of 300 services");
    assert.equal(await matches("Refuted  049-alb"), "2 of 600 routes, 1 of 300 services");
    assert.equal(await matches("a00 refuted"), "0 of 600 routes, 0 of 300 services");
    await page.close();
  });

  it("filter and selection are in the address and come from it", async () => {
    const url = pageOf("large", large);
    const { page } = await open(`${url}#filter=b04&service=b042`);
    assert.equal((await visible(page, "g.service")).length, 10);
    assert.ok((await lit(page)).includes("b042-alb"));
    await page.focus("#filter");
    await page.keyboard.type("3");
    assert.equal(await page.evaluate(() => location.hash), "#filter=b043&service=b042");
    await page.evaluate(() => (location.hash = "#filter=c1&service=nobody"));
    await page.waitForFunction(() => document.querySelectorAll(".lit").length === 0);
    assert.equal((await visible(page, "g.service .name"))[0], "c100");
    await page.evaluate(() => (location.hash = "#cost"));
    assert.equal((await visible(page, "g.service .name"))[0], "c100", "a link to a section keeps the filter");
    await page.close();
  });

  it("a few services need no filter", async () => {
    const { page } = await open(pageOf("few", article()));
    assert.deepEqual(await visible(page, "#filter"), []);
    await page.close();
  });

  it("without JavaScript, everything is shown", async () => {
    const { page } = await open("about:blank");
    await page.setJavaScriptEnabled(false);
    await page.goto(pageOf("large", large));
    await page.setJavaScriptEnabled(true);
    assert.equal((await visible(page, ".routes tbody tr")).length, 300);
    assert.deepEqual(await visible(page, "#filter, #chooser, #all-routes"), []);
    await page.close();
  });
});
