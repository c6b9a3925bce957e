import assert from "node:assert/strict";
import type { RouteLine } from "../../core/route-lines";
import { routeChangesMarkdown } from "../../report/route-changes";

const line = (route: string, service: string, ...hops: readonly string[]): RouteLine => ({
  api: "option-1",
  route,
  service,
  hops,
});
const orders = line("ANY /orders", "orders", "link sales (V2)", "ALB orders-alb :80", "orders:80 x2 tasks");
const stock = line("ANY /stock", "stock", "link supply (V2)", "ALB stock-alb :80", "stock:80 x2 tasks");

describe("route changes for a pull request", () => {
  it("lists added, changed and removed routes", () => {
    const moved = { ...orders, hops: ["link orders-nlb (V1)", "NLB orders-nlb :80", "orders:80 x2 tasks"] };
    const text = routeChangesMarkdown([moved, stock], [orders, line("ANY /old", "old", "link sales (V2)")]);
    assert.match(text, /^- changed: `ANY \/orders`, from link sales \(V2\) → .*, to link orders-nlb \(V1\) → /m);
    assert.match(text, /^- added: `ANY \/stock` → stock$/m);
    assert.match(text, /^- removed: `ANY \/old` → old$/m);
    assert.match(text, /^\| `ANY \/stock` \| stock \| link supply \(V2\) → ALB stock-alb :80 → stock:80 x2 tasks \|$/m);
  });

  it("says that nothing changed, or that there is no base to compare with", () => {
    assert.match(routeChangesMarkdown([orders], [orders]), /^No routes change compared with the base branch\./);
    assert.match(routeChangesMarkdown([orders], undefined), /^There is no successful preview of the base branch/);
  });
});
