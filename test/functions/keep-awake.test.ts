import assert from "node:assert/strict";
import type { Answer, Call } from "./lambda";
import { invoke } from "./lambda";

const paths = ["/live/orders", "/live/stock/health"];
const awaken = (answer: (call: Call) => Answer) =>
  invoke("keep-awake", (server) => ({ urls: paths.map((path) => `${server}${path}`) }), answer);
const sent = (calls: readonly Call[]) => calls.map(({ method, url }) => `${method} ${url}`).sort();
const all = paths.map((path) => `GET ${path}`);

describe("the function that keeps VPC links awake", () => {
  // 503 is what a link answers that sleeps; a request wakes it.
  for (const status of [200, 302, 404, 503]) {
    it(`sends one request to each URL, and takes ${status} for an answer`, async () => {
      const { calls, error } = await awaken(() => ({ status, body: "" }));
      assert.equal(error, undefined);
      assert.deepEqual(sent(calls), all);
    });
  }

  it("follows no redirect: a service could send it anywhere", async () => {
    const { calls } = await awaken(({ url }) =>
      url === "/elsewhere" ? { status: 200, body: "" } : { status: 301, location: "/elsewhere", body: "" },
    );
    assert.deepEqual(sent(calls), all);
  });

  it("sends no credentials", async () => {
    const { calls } = await awaken(() => ({ status: 200, body: "" }));
    for (const { headers } of calls)
      assert.deepEqual([headers.authorization, headers["x-api-key"]], [undefined, undefined]);
  });

  it("fails after all requests if one has no answer", async () => {
    const { calls, error } = await awaken(({ url }) => (url === "/live/orders" ? "hangUp" : { status: 200, body: "" }));
    assert.match(error ?? "", /^http:\/\/127\.0\.0\.1:\d+\/live\/orders: other side closed$/);
    assert.ok(sent(calls).includes("GET /live/stock/health"));
  });
});
