import assert from "node:assert/strict";
import type { Plan } from "../../core/plan";
import { mermaid } from "../../report/diagram/mermaid";
import { diagramOf } from "../../report/diagram/model";
import { svg } from "../../report/diagram/svg";
import { topologyHtml } from "../../report/html/topology";
import { billing } from "../support/endpoint-services";
import { article, everyOption, planOf, service } from "../support/scenario";
import { settingsOfStack } from "../support/stack-settings";

const topic = "arn:aws:sns:us-east-1:111122223333:on-call";
const watched = (changes: Record<string, unknown>): Plan => planOf(article({ alarms: { topic }, ...changes }));
const command = { command: ["CMD", "true"] };

/** Alarms of each box that has some. */
const numbersOf = (plan: Plan) =>
  Object.fromEntries(diagramOf(plan).nodes.flatMap(({ id, alarms }) => (alarms === undefined ? [] : [[id, alarms]])));

interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const overlap = (a: Rectangle, b: Rectangle) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** A tag of the drawing, as its markup, with its place inside of the box. */
const tagPattern =
  /<rect class="box" x="([\d.]+)" y="([-\d.]+)" width="([\d.]+)" height="([\d.]+)" rx="7"\/><text class="detail" text-anchor="middle"[^>]*>([^<]*)<\/text>/;

/** Places of the tags and of the boxes, each box at its place in the drawing. */
function placesOf(drawing: string): { readonly tags: readonly Rectangle[]; readonly boxes: readonly Rectangle[] } {
  const groups = drawing.split("\n").filter((line) => line.startsWith('<g class="node '));
  const tags: Rectangle[] = [];
  const boxes: Rectangle[] = [];
  for (const group of groups) {
    const [, x, y] = /translate\(([\d.]+) ([\d.]+)\)/.exec(group) ?? [];
    const [, width] = /<rect class="box" y="-22" width="(\d+)" height="44"/.exec(group) ?? [];
    const [left, middle] = [Number(x), Number(y)];
    boxes.push({ left, right: left + Number(width), top: middle - 22, bottom: middle + 22 });
    const [tag, ...numbers] = tagPattern.exec(group) ?? [];
    const [dx = 0, dy = 0, wide = 0, high = 0] = numbers.map(Number);
    if (tag !== undefined)
      tags.push({ left: left + dx, right: left + dx + wide, top: middle + dy, bottom: middle + dy + high });
  }
  return { tags, boxes };
}

describe("alarms in the drawing", () => {
  it("are at the API, at each load balancer and at the service behind it", () => {
    // Stage: errors and latency. NLB: ports and fail-open. ALB: unserved and rejected.
    // Service: failed, unhealthy and empty of the target group, CPU and memory of the tasks.
    assert.deepEqual(numbersOf(watched({ option: 4, services: [service("orders", "sales")] })), {
      "api-option-4": 2,
      "balancer-sales-front-1": 2,
      "balancer-orders-alb": 2,
      "service-orders": 5,
    });
    // An NLB has no statuses.
    assert.deepEqual(numbersOf(watched({ option: 2, services: [service("orders", "sales")] })), {
      "api-option-2": 2,
      "balancer-orders-nlb": 1,
      "service-orders": 4,
    });
  });

  it("of target groups are at the service of each, also in a shared load balancer", () => {
    const services = [service("orders", "sales"), service("stock", "sales", { desiredCount: 0 })];
    // The target group of a service without tasks is empty on purpose.
    assert.deepEqual(numbersOf(watched({ option: 3, services })), {
      "api-option-3": 2,
      "balancer-sales-nlb-1": 1,
      "service-orders": 4,
      "service-stock": 3,
    });
  });

  it("of both places of a service are at the service", () => {
    const services = [service("orders", "sales", { standby: { balancer: "nlb" } })];
    // Besides the five: unhealthy and empty of the second target group. Its NLB is on no request path, and has no box.
    assert.deepEqual(numbersOf(watched({ services })), {
      "api-option-1": 2,
      "balancer-orders-alb": 2,
      "service-orders": 7,
    });
  });

  it("of tasks in Cloud Map and of an endpoint are at the service", () => {
    const services = [service("jobs", "sales", { balancer: "cloudMap", healthCheck: command }), billing()];
    assert.deepEqual(numbersOf(watched({ services })), {
      "api-option-1": 2,
      // CPU, memory, and whether any task runs.
      "service-jobs": 3,
      "balancer-billing-alb": 2,
      // Failed, unhealthy and empty of the target group.
      "service-billing": 3,
    });
  });

  it("are not at existing load balancers and services", () => {
    const plan = planOf({ ...settingsOfStack("existing").raw, alarms: { topic } });
    // The services billing and ledger have load balancers outside of the stack.
    assert.deepEqual(numbersOf(plan), { "api-option-5": 2, "balancer-invoices-alb": 2, "service-invoices": 5 });
  });

  it("on quotas of the account have no box", () => {
    const account = { quotaAlarms: { topic }, linkCounter: true };
    const plan = planOf(article({ option: 5, account }));
    assert.ok(plan.alarms.length > 10);
    assert.deepEqual(numbersOf(plan), {});
  });

  it("are counted in each form: a line of the Mermaid box, a tag in the picture, words in the list of hops", () => {
    const plan = watched({ option: 2, services: [service("orders", "sales")] });
    const diagram = diagramOf(plan);
    const lines = mermaid(diagram).split("\n");
    for (const line of [
      '  client["client<br/>internet"]',
      '  api_option_2["option-2<br/>REST API, stage live<br/>2 alarms"]',
      '    balancer_orders_nlb["orders-nlb<br/>NLB<br/>1 alarm"]',
      '    service_orders["orders<br/>/orders · 2 tasks on :8080<br/>4 alarms"]',
    ])
      assert.ok(lines.includes(line), line);
    const tags = svg(diagram)
      .split("\n")
      .flatMap((line) => tagPattern.exec(line)?.[5] ?? []);
    assert.deepEqual(tags, ["2 alarms", "1 alarm", "4 alarms"]);
    assert.match(
      topologyHtml(diagram, { routes: [] }),
      /<li>option-2, REST API, stage live, 2 alarms<\/li><li>orders-nlb, VPC link V1<\/li><li>orders-nlb, NLB, 1 alarm<\/li><li>orders, \/orders · 2 tasks on :8080, 4 alarms<\/li>/,
    );
  });

  for (const option of everyOption) {
    it(`option ${option}: the picture is the same without the tags, which cover no other box`, () => {
      const drawing = svg(diagramOf(watched({ option })));
      const plain = svg(diagramOf(planOf(article({ option }))));
      assert.equal(drawing.replaceAll(new RegExp(tagPattern, "g"), ""), plain);
      assert.doesNotMatch(plain, /alarm/);
      const { tags, boxes } = placesOf(drawing);
      // The API, the NLBs of two VPCs and four services.
      assert.ok(tags.length >= 7, `${tags.length} tags`);
      // Each tag is on its own box, and the name in it begins 13 pixels above the middle.
      for (const tag of tags) {
        const [own, ...others] = boxes.filter((box) => overlap(tag, box));
        assert.ok(own !== undefined && others.length === 0);
        assert.ok(tag.left >= own.left && tag.right <= own.right && tag.bottom <= own.top + 22 - 13);
      }
    });
  }

  it("a tag that is wider than its box begins at its left side", () => {
    const node = { id: "balancer-a", kind: "balancer", label: "a", detail: "ALB", alarms: 2 } as const;
    const paths = [{ service: "a", nodes: ["balancer-a"], edges: [] }];
    const drawing = svg({ vpcs: [], nodes: [node], edges: [], paths });
    assert.match(drawing, /<rect class="box" x="0" y="-31" width="64" height="14" rx="7"\/>/);
  });
});
