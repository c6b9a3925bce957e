import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import { mermaid } from "../../report/diagram/mermaid";
import { diagramOf } from "../../report/diagram/model";
import { svg } from "../../report/diagram/svg";
import { article, planOf, service } from "../support/scenario";

const nodesToOrders = (option: Option) =>
  diagramOf(planOf(article({ option }))).paths.find((path) => path.service === "orders")?.nodes;

describe("the diagram of a topology", () => {
  it("has the request path of each option", () => {
    assert.deepEqual(nodesToOrders(1), [
      "client",
      "api-option-1",
      "link-sales",
      "balancer-orders-alb",
      "service-orders",
    ]);
    assert.deepEqual(nodesToOrders(2), [
      "client",
      "api-option-2",
      "link-orders-nlb",
      "balancer-orders-nlb",
      "service-orders",
    ]);
    assert.deepEqual(nodesToOrders(3), [
      "client",
      "api-option-3",
      "link-sales-nlb-1",
      "balancer-sales-nlb-1",
      "service-orders",
    ]);
    assert.deepEqual(nodesToOrders(4), [
      "client",
      "api-option-4",
      "link-sales-front-1",
      "balancer-sales-front-1",
      "balancer-orders-alb",
      "service-orders",
    ]);
    assert.deepEqual(nodesToOrders(5), [
      "client",
      "api-option-5",
      "link-sales",
      "balancer-orders-alb",
      "service-orders",
    ]);
  });

  it("shows Cloud Map instead of a load balancer", () => {
    const services = [service("jobs", "sales", { balancer: "cloudMap", healthCheck: { command: ["CMD", "true"] } })];
    const { paths } = diagramOf(planOf(article({ services })));
    assert.deepEqual(paths[0]?.nodes, ["client", "api-option-1", "link-sales", "cloud-map-sales", "service-jobs"]);
  });

  it("is a Mermaid flowchart with a subgraph per VPC and numbered hops", () => {
    const lines = mermaid(diagramOf(planOf(article({ option: 4 })))).split("\n");
    assert.equal(lines[0], "flowchart LR");
    for (const line of [
      '  client["client<br/>internet"]',
      '  subgraph vpc_sales["VPC sales"]',
      '    balancer_orders_alb["orders-alb<br/>ALB"]',
      "  client -->|1| api_option_4",
      "  api_option_4 -->|2| link_sales_front_1",
      "  link_sales_front_1 -->|3| balancer_sales_front_1",
      "  balancer_sales_front_1 -->|4| balancer_orders_alb",
      "  balancer_orders_alb -->|5| service_orders",
    ]) {
      assert.ok(lines.includes(line), line);
    }
  });

  it("is a self-contained SVG without overlapping boxes", () => {
    const drawing = svg(diagramOf(planOf(article({ option: 4 }))));
    assert.ok(!/(href|src)=/.test(drawing));
    assert.match(drawing, /class="node balancer" data-services="orders customers"/);
    const boxes = [
      ...drawing.matchAll(/class="node [^>]*translate\(([\d.]+) ([\d.]+)\)"><rect x="-([\d.]+)" y="-([\d.]+)"/g),
    ].map(([, ...numbers]) => numbers.map(Number));
    assert.equal(boxes.length, 14);
    for (const [index, [x = 0, y = 0, width = 0, height = 0]] of boxes.entries()) {
      for (const [ox = 0, oy = 0, otherWidth = 0, otherHeight = 0] of boxes.slice(index + 1)) {
        assert.ok(
          Math.abs(x - ox) >= width + otherWidth || Math.abs(y - oy) >= height + otherHeight,
          `boxes at ${x}, ${y} and ${ox}, ${oy}`,
        );
      }
    }
  });
});
