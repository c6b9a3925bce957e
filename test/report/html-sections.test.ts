import assert from "node:assert/strict";
import { costHtml } from "../../report/html/sections";
import { textTable } from "../../report/html/table";
import { previewOf } from "../support/report";
import { article, manyServices } from "../support/scenario";

describe("tables of the report", () => {
  it("align columns of numbers, and no others", () => {
    const page = textTable({
      caption: "c",
      head: ["option", "cost", "hops"],
      rows: [
        ["1", "9.50"],
        ["2", "1,200.00"],
      ].map((row, index) => [...row, index === 0 ? "3" : "none"]),
    });
    assert.match(
      page,
      /<th scope="col">option<\/th><th scope="col" class="number">cost<\/th><th scope="col">hops<\/th>/,
    );
    assert.match(page, /<td class="number">1,200\.00<\/td><td>none<\/td>/);
  });

  it("say in a sentence that nothing has a fixed cost", () => {
    const { cost } = previewOf(article());
    const page = costHtml({ ...cost, lines: [], usdPerMonth: 0 });
    assert.match(
      page,
      /^<p>Nothing in this stack has a fixed cost: 0\.00 USD per month, without requests and traffic\.<\/p>\n/,
    );
    assert.match(costHtml(cost), /<table>/);
  });

  it("show the traffic cost with its total, and which prices count", () => {
    const page = costHtml(previewOf(article()).cost);
    assert.match(page, /<th scope="row">Container logs \(estimate\)<\/th><td><a [^>]*>1\.00 GB x 0\.5 USD<\/a><\/td>/);
    assert.match(page, /<th scope="row">Traffic cost<\/th><td><\/td><td class="number">1\.63<\/td>/);
    assert.match(page, /<p class="soft">List prices of us-east-1, read on 2026-11-24\.<\/p>$/);
  });

  it("have one row for the capacity units of many load balancers", () => {
    const page = costHtml(previewOf(article({ services: manyServices(8, "sales") })).cost);
    // Each eighth of 0.0889 USD.
    assert.match(
      page,
      /Capacity units of 8 load balancers<\/th><td><a [^>]*>the sum of all<\/a><\/td><td class="number">0\.09</,
    );
    assert.doesNotMatch(page, /LCUs of/);
    assert.match(costHtml(previewOf(article({ services: manyServices(7, "sales") })).cost), /LCUs of/);
  });
});
