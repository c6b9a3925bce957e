import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { alarmsHtml } from "../../report/html/alarms";
import { alarmsText } from "../../report/alarms";
import { planOf, service } from "../support/scenario";

const { alarms } = planOf({
  option: 2,
  vpcs: [{ name: "sales", cidr: "10.1.0.0/16", zones: ["use1-az1", "use1-az2"] }],
  services: [service("orders", "sales")],
  alarms: { topic: "arn:aws:sns:us-east-1:111122223333:on-call" },
});
const lines = (layout: Parameters<typeof alarmsText>[1]) =>
  alarmsText(alarms, layout).flatMap((text) => stripVTControlCharacters(text).trim().split("\n"));

describe("alarms in reports", () => {
  it("details list them along the request path, each with its condition", () => {
    const [title, ...others] = lines({ width: 120, details: true });
    assert.match(title ?? "", /Alarms: 7 on 4 hops/);
    assert.deepEqual(others, [
      "stage option-2",
      "option-2-errors: failed requests in percent > 5 in 3 of 5 minutes",
      "option-2-latency: Latency (p99) > 5000 in 3 of 5 minutes",
      "load balancer orders-nlb",
      "orders-nlb-ports: PortAllocationErrorCount (Sum) >= 1 in 3 of 5 minutes",
      "target group orders-nlb",
      "orders-nlb-unhealthy: UnHealthyHostCount (Maximum) >= 1 in 3 of 5 minutes",
      "orders-nlb-empty: healthy targets < 1 in 3 of 5 minutes",
      "tasks orders",
      "orders-cpu: CPUUtilization (Average) >= 90 in 15 of 15 minutes",
      "orders-memory: MemoryUtilization (Average) >= 90 in 15 of 15 minutes",
    ]);
  });

  it("without details there is their number, and without alarms nothing", () => {
    assert.equal(lines({ width: 120 }).length, 1);
    assert.deepEqual(alarmsText([], { width: 120, details: true }), []);
  });

  it("the page has a row for each, with what to do first", () => {
    const html = alarmsHtml(alarms);
    assert.equal(html.match(/<th scope="row">/g)?.length, 7);
    assert.ok(html.includes("First look at the events of ECS service orders"));
    assert.ok(html.includes("healthy targets &lt; 1 in 3 of 5 minutes"));
  });
});
