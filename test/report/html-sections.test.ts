import assert from "node:assert/strict";
import { costHtml } from "../../report/html/sections";
import { textTable } from "../../report/html/table";
import { previewOf } from "../support/report";
import { article } from "../support/scenario";

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
    assert.equal(
      page,
      "<p>Nothing in this stack has a fixed cost: 0.00 USD per month, without requests and traffic.</p>",
    );
    assert.match(costHtml(cost), /<table>/);
  });
});
