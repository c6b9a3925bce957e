import assert from "node:assert/strict";
import { routeLines } from "../../core/route-lines";
import { topologyTraits } from "../../core/topology-traits";
import type { Previewed } from "../../report/route-changes";
import { routeChanges } from "../../report/route-changes";
import { routeChangesMarkdown } from "../../report/route-changes-markdown";
import { costOf } from "../support/cost";
import { article, articleServices, planOf, service } from "../support/scenario";

const traffic = { requestsPerMonth: 1_000_000, averageKilobytes: 10 };

function previewed(raw: Record<string, unknown> & { readonly option: 1 | 2 | 3 | 4 | 5 }): Previewed {
  const plan = planOf(article(raw));
  const { title } = topologyTraits[raw.option];
  return {
    option: raw.option,
    title,
    plan: plan,
    routes: routeLines(plan),
    cost: costOf(plan),
  };
}

/** The list of changes, without the table of routes. */
function listOf(before: Previewed, after: Previewed): readonly string[] {
  const text = routeChangesMarkdown(after.routes, routeChanges(before, after), traffic);
  return text
    .slice(0, text.indexOf("<details>"))
    .split("\n")
    .filter((line) => line.startsWith("- "));
}

const five = previewed({ option: 5 });

describe("route changes for a pull request", () => {
  it("option 5 to 1 changes API, URL and price, although all request paths stay", () => {
    assert.deepEqual(listOf(five, previewed({ option: 1 })), [
      "- option: 5 → 1 (REST API, one VPC link V2 per VPC directly to load balancers → HTTP API, one VPC link V2 per VPC to many load balancers)",
      "- API: REST API → HTTP API",
      "- **The URL changes** (new API): the old one stops answering, so clients must change to the new one.",
      "- No route and no request path behind the API changes.",
      // A million requests: 3.50 USD with a REST API, 1.00 with an HTTP API; four ALBs at 0.02 each; 1 GB of logs: 0.545.
      "- cost of 1,000,000 requests of 10 KB: 4.13 → 1.63 USD per month",
    ]);
  });

  it("option 2 to 3 has a new URL too, with the same kind of API", () => {
    const changes = routeChanges(previewed({ option: 2 }), previewed({ option: 3 }));
    assert.deepEqual([changes.api, changes.url, changes.changed.length], [undefined, "new API", 8]);
    // Four NLBs at 16.425 USD become two; two NAT gateways with addresses cost 73.00, tasks 72.08.
    assert.deepEqual(changes.fixedUsdPerMonth, { before: 210.78, after: 177.93 });
  });

  it("another stage has another URL", () => {
    assert.deepEqual(listOf(five, previewed({ option: 5, stage: "v2" })), [
      "- stage: live → v2",
      "- **The URL changes** (new stage): the old one stops answering, so clients must change to the new one.",
      "- No route and no request path behind the API changes.",
    ]);
  });

  it("lists added, changed and removed routes, the two routes of a path together", () => {
    const [orders, ...others] = articleServices;
    const services = [...others.slice(0, 2), { ...orders, containerPort: 9000 }, service("prices", "sales")];
    assert.deepEqual(listOf(five, previewed({ option: 5, services })), [
      "- added: `ANY /prices`, `ANY /prices/{proxy+}` → prices",
      "- changed: `ANY /orders`, `ANY /orders/{proxy+}`, from link sales (V2) → ALB orders-alb :80 → orders:8080 x2 tasks, to link sales (V2) → ALB orders-alb :80 → orders:9000 x2 tasks",
      "- removed: `ANY /shipping`, `ANY /shipping/{proxy+}` → shipping",
    ]);
  });

  it("the path that a service gets is named only where it changes", () => {
    const [orders] = articleServices;
    const one = (changes: Record<string, unknown>) => previewed({ option: 5, services: [{ ...orders, ...changes }] });
    const stripped = one({ stripPrefix: true });
    assert.deepEqual(listOf(stripped, one({ stripPrefix: true, containerPort: 9000 })), [
      "- changed: `ANY /orders`, `ANY /orders/{proxy+}`, from link sales (V2) → ALB orders-alb :80 → orders:8080 x2 tasks, to link sales (V2) → ALB orders-alb :80 → orders:9000 x2 tasks",
    ]);
    assert.deepEqual(listOf(one({}), stripped), [
      "- changed: `ANY /orders`, from link sales (V2) → ALB orders-alb :80 → orders:8080 x2 tasks, to link sales (V2) → path / → ALB orders-alb :80 → orders:8080 x2 tasks",
      "- changed: `ANY /orders/{proxy+}`, from link sales (V2) → ALB orders-alb :80 → orders:8080 x2 tasks, to link sales (V2) → path /{proxy} → ALB orders-alb :80 → orders:8080 x2 tasks",
    ]);
  });

  it("lists 30 changes of a kind and the number of the others", () => {
    const services = Array.from({ length: 36 }, (_, index) => service(`extra-${index}`, "sales"));
    const lines = listOf(five, previewed({ option: 5, services: [...articleServices, ...services] }));
    assert.equal(lines.filter((line) => line.startsWith("- added: ")).length, 30);
    assert.ok(lines.includes("- … and 6 more"));
  });

  it("says what it does not compare, that nothing changes or there is no base", () => {
    const same = routeChangesMarkdown(five.routes, routeChanges(five, five), traffic);
    assert.match(
      same,
      /^Compared with the base branch:\n\n- No route and no request path behind the API changes\.\n\nCompared: option, API, URL, routes and cost\. Other resources, quotas and findings are not compared\./,
    );
    assert.match(
      same,
      /^\| `ANY \/stock`, `ANY \/stock\/\{proxy\+\}` \| stock \| link supply \(V2\) → ALB stock-alb :80 → stock:8080 x2 tasks \|$/m,
    );
    assert.match(routeChangesMarkdown(five.routes, "no base", traffic), /^There is no successful preview of the base/);
    assert.match(routeChangesMarkdown(five.routes, undefined, traffic), /^<details><summary>8 routes/);
  });
});
