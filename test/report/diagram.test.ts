import assert from "node:assert/strict";
import type { Option } from "../../core/settings/settings";
import { mermaid } from "../../report/diagram/mermaid";
import { diagramOf } from "../../report/diagram/model";
import { article, planOf, service } from "../support/scenario";

const nodesToOrders = (option: Option) =>
  diagramOf(planOf(article({ option }))).paths.find((path) => path.service === "orders")?.nodes;

describe("the diagram of a topology", () => {
  it("has the request path of each option", () => {
    assert.deepEqual(nodesToOrders(1), [
      "client",
      "api-option-1",
      "link-v2-sales",
      "balancer-orders-alb",
      "service-orders",
    ]);
    assert.deepEqual(nodesToOrders(2), [
      "client",
      "api-option-2",
      "link-v1-orders-nlb",
      "balancer-orders-nlb",
      "service-orders",
    ]);
    assert.deepEqual(nodesToOrders(3), [
      "client",
      "api-option-3",
      "link-v1-sales-nlb-1",
      "balancer-sales-nlb-1",
      "service-orders",
    ]);
    assert.deepEqual(nodesToOrders(4), [
      "client",
      "api-option-4",
      "link-v1-sales-front-1",
      "balancer-sales-front-1",
      "balancer-orders-alb",
      "service-orders",
    ]);
    assert.deepEqual(nodesToOrders(5), [
      "client",
      "api-option-5",
      "link-v2-sales",
      "balancer-orders-alb",
      "service-orders",
    ]);
  });

  it("shows Cloud Map instead of a load balancer", () => {
    const services = [service("jobs", "sales", { balancer: "cloudMap", healthCheck: { command: ["CMD", "true"] } })];
    const { paths } = diagramOf(planOf(article({ services })));
    assert.deepEqual(paths[0]?.nodes, ["client", "api-option-1", "link-v2-sales", "cloud-map-sales", "service-jobs"]);
  });

  it("is a Mermaid flowchart with a subgraph per VPC and numbered hops", () => {
    const lines = mermaid(diagramOf(planOf(article({ option: 4 })))).split("\n");
    assert.equal(lines[0], "flowchart LR");
    for (const line of [
      '  client["client<br/>internet"]',
      '  subgraph vpc_sales["VPC sales"]',
      '    balancer_orders_alb["orders-alb<br/>ALB"]',
      "  client -->|1| api_option_4",
      "  api_option_4 -->|2| link_v1_sales_front_1",
      "  link_v1_sales_front_1 -->|3| balancer_sales_front_1",
      "  balancer_sales_front_1 -->|4| balancer_orders_alb",
      "  balancer_orders_alb -->|5| service_orders",
    ]) {
      assert.ok(lines.includes(line), line);
    }
  });

  it("draws what both topologies share once, and marks what only the standby has", () => {
    const { nodes, edges, paths } = diagramOf(planOf(article({ option: 1, standby: 4 })));
    const details = nodes.filter(({ kind }) => kind === "api").map(({ detail, standby }) => [detail, standby]);
    assert.deepEqual(details, [
      ["HTTP API, stage live, serves", undefined],
      ["REST API, stage live, stands by", true],
    ]);
    assert.equal(nodes.filter(({ id }) => id === "service-orders" || id === "balancer-orders-alb").length, 2);
    const edge = (id: string) => edges.find((each) => each.id === id);
    const shared = "balancer-orders-alb--service-orders";
    assert.deepEqual(edge(shared), { id: shared, from: "balancer-orders-alb", to: "service-orders", hop: 4 });
    assert.equal(edge("balancer-sales-front-1--balancer-orders-alb")?.standby, true);
    assert.equal(paths.filter(({ service: name }) => name === "orders").length, 2);
    const lines = mermaid({ vpcs: [], nodes, edges, paths }).split("\n");
    assert.ok(lines.includes("  client -.->|1| api_option_4") && lines.includes("  client -->|1| api_option_1"));
  });

  it("keeps VPC links of one name apart by their version", () => {
    const [first, second] = [planOf(article({ option: 1 })), planOf(article({ option: 3 }))];
    const renamed = second.links.map((link) => ({ ...link, name: "sales" }));
    const api = second.apis.map((each) => ({
      ...each,
      backends: each.backends.map((backend) => ({ ...backend, link: "sales" })),
    }));
    const { nodes } = diagramOf({
      ...first,
      balancers: [...first.balancers, ...second.balancers],
      links: [...first.links, ...renamed.slice(0, 1)],
      apis: [...first.apis, ...api],
    });
    const links = nodes.filter(({ kind, label }) => kind === "link" && label === "sales");
    assert.deepEqual(links.map(({ id }) => id).sort(), ["link-v1-sales", "link-v2-sales"]);
  });

  it("says path, number of tasks and port of a service", () => {
    const one = service("jobs", "sales", { desiredCount: 1, path: "/batch/jobs", containerPort: 81 });
    const { nodes } = diagramOf(planOf(article({ services: [one, service("orders", "sales")] })));
    const details = nodes.filter(({ kind }) => kind === "service").map(({ detail }) => detail);
    assert.deepEqual(details, ["/batch/jobs · 1 task on :81", "/orders · 2 tasks on :8080"]);
  });

  it("says what requests to a service need, if some service of the API needs something", () => {
    const services = [
      service("orders", "sales", { scopes: ["orders/read", "orders/all"] }),
      service("jobs", "sales", { public: true }),
    ];
    const auth = { kind: "jwt", issuer: "https://login.example.com/", audiences: ["shop"] };
    const { nodes } = diagramOf(planOf(article({ services, auth })));
    const details = nodes.filter(({ kind }) => kind === "service").map(({ detail }) => detail);
    assert.deepEqual(details, [
      "/orders · token with scope orders/read or orders/all · 2 tasks on :8080",
      "/jobs · open · 2 tasks on :8080",
    ]);
  });
});
