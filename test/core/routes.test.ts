import assert from "node:assert/strict";
import { restResources, routePath } from "../../core/routes";
import { article, planOf, service } from "../support/scenario";

const routesOf = (option: number, ...paths: string[]) => {
  const services = paths.map((path, index) => service(`s${index}`, "sales", { path }));
  return planOf(article({ option, services })).apis[0]?.routes ?? [];
};
const owners = (option: number, ...paths: string[]) =>
  Object.fromEntries(routesOf(option, ...paths).map((route) => [routePath(route), route.service]));

describe("routes", () => {
  it("HTTP API: each service has a route for its path and one for paths below", () => {
    assert.deepEqual(owners(1, "/a", "/a/b"), { "/a": "s0", "/a/{proxy+}": "s0", "/a/b": "s1", "/a/b/{proxy+}": "s1" });
  });

  it("REST API: a resource between two paths belongs to the shallower one", () => {
    assert.deepEqual(owners(2, "/a", "/a/b/c"), {
      "/a": "s0",
      "/a/{proxy+}": "s0",
      "/a/b": "s0",
      "/a/b/{proxy+}": "s0",
      "/a/b/c": "s1",
      "/a/b/c/{proxy+}": "s1",
    });
  });

  it("REST API: the order of the list does not change the owners", () => {
    assert.deepEqual(
      owners(2, "/a/b/c", "/a"),
      Object.fromEntries(
        Object.entries(owners(2, "/a", "/a/b/c")).map(([path, owner]) => [path, owner === "s0" ? "s1" : "s0"]),
      ),
    );
  });

  it("REST API: a resource above every path has no method", () => {
    assert.deepEqual(owners(2, "/a/b"), { "/a/b": "s0", "/a/b/{proxy+}": "s0" });
    assert.deepEqual(restResources(routesOf(2, "/a/b")), ["/a", "/a/b", "/a/b/{proxy+}"]);
  });

  it("a service on / gets all other requests", () => {
    assert.deepEqual(owners(5, "/", "/a"), { "/": "s0", "/{proxy+}": "s0", "/a": "s1", "/a/{proxy+}": "s1" });
  });
});
