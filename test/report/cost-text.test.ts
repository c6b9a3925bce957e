import assert from "node:assert/strict";
import { fixedCost } from "../../core/cost";
import { costText } from "../../report/cost-text";
import { article, planOf, service } from "../support/scenario";

const costOf = (desiredCount: number) =>
  fixedCost(planOf(article({ services: [service("orders", "sales", { desiredCount })] })));

describe("text of the fixed cost", () => {
  it("tasks are one amount in short, and one line per price in detail", () => {
    // Two tasks of the default size: 14.78 for half a vCPU, 3.24 for 1 GB.
    assert.match(costText(costOf(2), { width: 200 }), /address 7\.30, tasks 18\.02\. List prices/);
    const long = costText(costOf(2), { width: 200, details: true });
    assert.match(
      long,
      /^ *0\.5 x Fargate vCPU +0\.04048 USD\/hour +14\.78 +https:\/\/aws\.amazon\.com\/fargate\/pricing\//m,
    );
    assert.match(long, /^ *1 x GB of Fargate memory +0\.004445 USD\/hour +3\.24 /m);
  });

  it("without tasks they are not named", () => {
    assert.doesNotMatch(costText(costOf(0), { width: 200 }), /tasks/);
  });
});
