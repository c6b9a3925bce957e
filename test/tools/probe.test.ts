import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import type { ProbeResult } from "../../report/probe";
import { main } from "../../tools/probe";
import { stackFile } from "../report/diff/previews";
import { stackProject } from "../support/stack-project";
import { inProcess } from "../support/tool";
import type { Fault, PlayedApi } from "../support/two-apis";
import { listening, plainServer } from "../support/two-apis";

const tool = inProcess(main);
const services = { "/orders": "orders", "/stock": "stock" };
const directory = stackProject("shop", stackFile({ option: 1 }));
const place = ["--stack", "shop", "--directory", directory] as const;

/** Probes an HTTP API that serves and a REST API that stands by. */
async function probed(standby: Partial<PlayedApi>, flags: readonly string[] = [], serving: Partial<PlayedApi> = {}) {
  const one = await listening(plainServer({ kind: "http", stage: "/live", services, ...serving }));
  const two = await listening(plainServer({ kind: "rest", stage: "/live", services, ...standby }));
  try {
    const urls = ["--url", `http://${one.url}/live`, "--standby-url", `http://${two.url}/live`];
    const { status, stdout, stderr } = await tool(...place, ...urls, "--count", "5", "--json", ...flags);
    assert.equal(stderr, "");
    return { status, stdout, result: JSON.parse(stdout) as ProbeResult };
  } finally {
    one.close();
    two.close();
  }
}

const verdicts = ({ routes }: ProbeResult) => routes.map(({ route, verdict }) => `${route} ${verdict}`);
const outcomes = ({ routes }: ProbeResult, route: string) =>
  routes.find((each) => each.route === route)?.standby.outcomes.map(({ what, count }) => `${count} x ${what}`);

const every = (number: number, fault: Fault): Fault => {
  let seen = 0;
  return (request, response) => ++seen % number === 0 && fault(request, response);
};
const answer =
  (status: number, body: string, headers: Record<string, string> = {}): Fault =>
  (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
    return true;
  };

describe("npm run probe", () => {
  it("exits with 0 if every route answers alike, and requests the paths that lead to the services", async () => {
    const { status, result } = await probed({});
    assert.equal(status, 0);
    assert.deepEqual(
      result.routes.map(({ route, path, verdict }) => [route, path, verdict]),
      [
        ["/orders", "/orders", "same"],
        ["/orders/{proxy+}", "/orders/probe", "same"],
        ["/stock", "/stock", "same"],
        ["/stock/{proxy+}", "/stock/probe", "same"],
      ],
    );
    assert.deepEqual(outcomes(result, "/orders/{proxy+}"), ["5 x 404"]);
    assert.equal(result.safe, true);
  });

  it("sends GET only, without credentials that it was not given", async () => {
    const seen: IncomingMessage[] = [];
    const record: Fault = (request) => {
      seen.push(request);
      return false;
    };
    await probed({ faults: [record] });
    assert.equal(seen.length, 4 * 5);
    assert.ok(seen.every(({ method, headers }) => method === "GET" && !("authorization" in headers)));
  });

  it("finds a route that the standby lacks, by the answer of either kind of API", async () => {
    for (const kind of ["rest", "http"] as const) {
      const { status, result } = await probed({ kind, services: { "/orders": "orders" } });
      assert.equal(status, 1);
      assert.deepEqual(verdicts(result).slice(2), ["/stock fails", "/stock/{proxy+} fails"]);
      const said = kind === "rest" ? "5 x 403 Missing Authentication Token" : "5 x 404 Not Found";
      assert.deepEqual(outcomes(result, "/stock"), [said]);
    }
    // A wrong stage: every route.
    assert.equal((await probed({ stage: "/v2" })).status, 1);
  });

  it("finds a server error now and then, a closed connection, and a slow answer", async () => {
    const broken = await probed({ faults: [every(7, answer(502, "Bad Gateway"))] });
    assert.equal(broken.status, 1);
    assert.ok(broken.result.routes.some(({ standby }) => standby.outcomes.some(({ what }) => what === "502")));
    const reset: Fault = (request) => {
      request.socket.destroy();
      return true;
    };
    const closed = await probed({ faults: [reset] });
    assert.deepEqual([closed.status, outcomes(closed.result, "/orders")], [1, ["5 x connection reset"]]);
    const slow: Fault = ({ url = "" }) => url.includes("stock");
    const waited = await probed({ faults: [slow] }, ["--timeout-seconds", "1", "--count", "1"]);
    assert.deepEqual([waited.status, outcomes(waited.result, "/stock")], [1, ["1 x timeout"]]);
    assert.deepEqual(verdicts(waited.result).slice(0, 2), ["/orders same", "/orders/{proxy+} same"]);
  });

  it("finds an integration that does not answer, as each kind of API says it", async () => {
    for (const [status, message] of [
      [503, "Service Unavailable"],
      [504, "Endpoint request timed out"],
      [500, "Internal server error"],
    ] as const) {
      const fault = answer(status, JSON.stringify({ message }), { "content-type": "application/json" });
      const found = await probed({ faults: [fault] });
      assert.deepEqual([found.status, outcomes(found.result, "/orders")], [1, [`5 x ${status} ${message}`]]);
    }
  });

  it("finds the wrong service and another status, and accepts other bodies if told to", async () => {
    const swapped = { "/orders": "stock", "/stock": "orders" };
    const { status, result } = await probed({ services: swapped });
    assert.deepEqual([status, result.routes[0]?.verdict], [1, "differs"]);
    assert.match(result.routes[0]?.why ?? "", /bodies differ/);
    assert.equal((await probed({ services: swapped }, ["--accept-bodies"])).status, 0);
    const moved = await probed({ faults: [answer(302, "", { location: "/elsewhere" })] });
    assert.deepEqual([moved.status, moved.result.routes[0]?.verdict], [1, "differs"]);
    assert.match(moved.result.routes[0]?.why ?? "", /^the standby answers 3xx, the serving URL 2xx$/);
  });

  it("asks again when API Gateway throttles it", async () => {
    let left = 1;
    const throttle: Fault = (request, response) =>
      left-- > 0 && answer(429, '{"message":"Too Many Requests"}')(request, response);
    const { status, result } = await probed({ faults: [throttle] });
    assert.deepEqual([status, outcomes(result, "/orders")], [0, ["5 x 200"]]);
  });

  it("is safe to leave a serving topology that fails, and says so", async () => {
    const { status, result } = await probed({}, [], { faults: [answer(503, "down")] });
    assert.equal(status, 0);
    assert.equal(result.routes[0]?.why, "the standby answers; the serving URL fails");
  });

  it("requests another path if told to", async () => {
    const { result } = await probed({}, ["--path", "orders=/orders/health"]);
    assert.deepEqual(
      result.routes.map(({ path }) => path),
      ["/orders/health", "/orders/health", "/stock", "/stock/probe"],
    );
  });

  it("shows latencies, and a table that names what fails", async () => {
    const { url, close } = await listening(plainServer({ kind: "rest", stage: "", services }));
    const urls = ["--url", `http://${url}`, "--standby-url", `http://${url}/`];
    const { status, stdout } = await tool(...place, ...urls, "--count", "2");
    close();
    assert.equal(status, 0);
    assert.match(stdout, /^Safe to move\. 4 routes answer alike at both URLs\.\n/);
    assert.match(stdout, /2 GET requests to each route at each URL/);
    assert.match(stdout, /\/orders\/\{proxy\+\}.*\n?.*2 x 404/);
  });
});

describe("npm run probe, of routes that need credentials", () => {
  const plans = `  private-integrations:usagePlans: [{ name: partners, keys: [acme] }]\n`;
  const keyed = stackProject("shop", stackFile({ option: 4, more: plans }));
  const needs = { needs: "x-api-key" };

  it("proves nothing if both deny the requests, and sends an API key of the environment without printing it", async () => {
    const flags = ["--directory", keyed];
    const without = await probed({ ...needs }, flags, { ...needs, kind: "rest" });
    assert.equal(without.status, 1);
    assert.deepEqual([...new Set(without.result.routes.map(({ verdict }) => verdict))], ["unproved"]);
    assert.equal(
      without.result.routes[0]?.why,
      "reached API Gateway, not the service; send an API key with --api-key-env",
    );
    assert.equal((await probed(needs, [...flags, "--accept-denied"], needs)).status, 0);
    process.env["PROBE_KEY"] = "s3cr3t-value";
    const sent = await probed(needs, [...flags, "--api-key-env", "PROBE_KEY"], needs);
    delete process.env["PROBE_KEY"];
    assert.equal(sent.status, 0);
    assert.doesNotMatch(sent.stdout, /s3cr3t/);
    assert.equal((await probed(needs, [...flags, "--header", "X-Api-Key: abc"], needs)).status, 0);
  });

  it("finds a route that the standby denies alone, or lacks", async () => {
    assert.equal((await probed(needs, ["--directory", keyed, "--accept-denied"])).status, 1);
    const lacks = await probed({ ...needs, services: {} }, ["--directory", keyed, "--accept-denied"], needs);
    assert.deepEqual([lacks.status, lacks.result.routes[0]?.verdict], [1, "fails"]);
  });
});
