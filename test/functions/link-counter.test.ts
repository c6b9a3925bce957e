import assert from "node:assert/strict";
import type { Answer, Call } from "./lambda";
import { invoke } from "./lambda";

const json = (value: unknown): Answer => ({ status: 200, body: JSON.stringify(value) });
const linksV1 = (ids: readonly string[]) =>
  ids.map((id) => ({ id, name: `link-${id}`, targetArns: [], status: "AVAILABLE", tags: {} }));
const linksV2 = (ids: readonly string[]) =>
  ids.map((id) => ({ vpcLinkId: id, name: `link-${id}`, vpcLinkStatus: "INACTIVE", vpcLinkVersion: "V2" }));

/**
 * Answers as the two APIs give them, in pages.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/api/API_GetVpcLinks.html,
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/vpclinks.html
 */
const pages: Readonly<Record<string, unknown>> = {
  "/vpclinks?limit=500": { position: "eyJw+/=", item: linksV1(["a1", "a2"]) },
  "/vpclinks?limit=500&position=eyJw%2B%2F%3D": { position: "last", item: linksV1(["a3"]) },
  "/vpclinks?limit=500&position=last": { item: linksV1(["a4"]) },
  "/v2/vpclinks": { items: linksV2(["b1", "b2", "b3"]), nextToken: "next/2" },
  "/v2/vpclinks?nextToken=next%2F2": { items: linksV2(["b4", "b5", "b6"]) },
};

const isMetric = ({ method }: Call) => method === "POST";
const answer = (call: Call): Answer => {
  const page = isMetric(call) ? {} : pages[call.url];
  return page === undefined ? { status: 404, body: "{}" } : json(page);
};
const count = (answers: (call: Call) => Answer) => invoke("link-counter", () => ({}), answers);

describe("the function that counts VPC links", () => {
  it("reads all pages of both versions", async () => {
    const { result, calls } = await count(answer);
    assert.deepEqual(result, { v1: 4, v2: 6 });
    const read = calls.filter((call) => !isMetric(call)).map(({ method, url }) => `${method} ${url}`);
    assert.deepEqual(
      read.sort(),
      Object.keys(pages)
        .map((url) => `GET ${url}`)
        .sort(),
    );
  });

  it("writes one metric for each version, in one call", async () => {
    const { calls } = await count(answer);
    const [written, ...others] = calls.filter(isMetric);
    assert.deepEqual(others, []);
    assert.equal(written?.headers["x-amz-target"], "GraniteServiceVersion20100801.PutMetricData");
    assert.deepEqual(JSON.parse(String(written.body)), {
      Namespace: "PrivateIntegrations",
      MetricData: [
        { MetricName: "VpcLinks", Dimensions: [{ Name: "Version", Value: "V1" }], Unit: "Count", Value: 4 },
        { MetricName: "VpcLinks", Dimensions: [{ Name: "Version", Value: "V2" }], Unit: "Count", Value: 6 },
      ],
    });
  });

  it("writes zero where there are none", async () => {
    const { result } = await count(() => json({}));
    assert.deepEqual(result, { v1: 0, v2: 0 });
  });

  for (const failing of Object.keys(pages)) {
    it(`writes nothing if ${failing} fails: the count would be too low`, async () => {
      const message = "Too Many Requests";
      const { error, calls } = await count((call) =>
        call.url === failing ? { status: 429, body: JSON.stringify({ message }) } : answer(call),
      );
      assert.match(error ?? "", /Too Many Requests/);
      assert.deepEqual(calls.filter(isMetric), []);
    });
  }

  it("fails if the metrics are refused", async () => {
    const type = "com.amazon.coral.service#AccessDeniedException";
    const { error } = await count((call) =>
      isMetric(call)
        ? { status: 403, type: "application/x-amz-json-1.0", body: JSON.stringify({ __type: type, Message: "no" }) }
        : answer(call),
    );
    assert.equal(error, "no");
  });
});
