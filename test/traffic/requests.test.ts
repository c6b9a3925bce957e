import assert from "node:assert/strict";
import type { Entry } from "../support/scenario";
import { article, service, settingsOf } from "../support/scenario";
import { requestsOf } from "./requests";

const settings = (...services: readonly Entry[]) => settingsOf(article({ services: [...services] }));
const orders = (more: Record<string, unknown> = {}) => service("orders", "sales", more);

describe("requests that an update must not lose", () => {
  it("a service that stays is asked at its path and below it", () => {
    assert.deepEqual(requestsOf(settings(orders()), settings(orders({ image: "nginx:1.30" }))), [
      {
        route: "/orders",
        service: "orders",
        requests: [
          {
            path: "/orders",
            expected: [
              { service: "orders", seen: "/orders" },
              { service: "orders", seen: "/orders" },
            ],
          },
        ],
      },
      {
        route: "/orders/item/1",
        service: "orders",
        requests: [
          {
            path: "/orders/item/1",
            expected: [
              { service: "orders", seen: "/orders/item/1" },
              { service: "orders", seen: "/orders/item/1" },
            ],
          },
        ],
      },
    ]);
  });

  it("a service whose path changes is asked at both paths, and one must answer", () => {
    const [first] = requestsOf(settings(orders()), settings(orders({ path: "/sold" })));
    assert.deepEqual(first, {
      route: "/orders or /sold",
      service: "orders",
      requests: [
        { path: "/orders", expected: [{ service: "orders", seen: "/orders" }] },
        { path: "/sold", expected: [{ service: "orders", seen: "/sold" }] },
      ],
    });
  });

  it("with another stripPrefix the service may see either path", () => {
    const seen = requestsOf(settings(orders()), settings(orders({ stripPrefix: true }))).map(({ requests }) =>
      requests.flatMap(({ expected }) => expected.map(({ seen: path }) => path)),
    );
    assert.deepEqual(seen, [
      ["/orders", "/"],
      ["/orders/item/1", "/item/1"],
    ]);
  });

  it("of two services that exchange their paths, either may answer", () => {
    const bill = (path: string) => service("bill", "sales", { path });
    const [first, ...others] = requestsOf(
      settings(orders({ path: "/a" }), bill("/b")),
      settings(orders({ path: "/b" }), bill("/a")),
    );
    assert.equal(others.length, 3);
    assert.deepEqual(first?.requests[0]?.expected, [
      { service: "orders", seen: "/a" },
      { service: "bill", seen: "/a" },
    ]);
  });

  it("the root path is asked as / and below it", () => {
    const paths = requestsOf(settings(orders({ path: "/" })), settings(orders({ path: "/" }))).map(
      ({ route }) => route,
    );
    assert.deepEqual(paths, ["/", "/item/1"]);
  });

  it("a service that is added, retired or removed is not asked", () => {
    const stays = service("stays", "sales");
    const routes = (before: readonly Entry[], after: readonly Entry[]) =>
      requestsOf(settings(stays, ...before), settings(stays, ...after)).map(({ route }) => route);
    const only = ["/stays", "/stays/item/1"];
    assert.deepEqual(routes([], [orders()]), only);
    assert.deepEqual(routes([orders()], [orders({ retired: true })]), only);
    assert.deepEqual(routes([orders({ retired: true })], []), only);
    assert.deepEqual(routes([orders()], []), only);
  });
});
