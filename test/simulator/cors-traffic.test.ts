import assert from "node:assert/strict";
import { guarded, page, preflight } from "./guarded-api";

const corsConfiguration = {
  ...{ allowOrigins: [page, "https://shop.example.com"], allowMethods: ["GET", "POST"] },
  ...{ allowHeaders: ["authorization"], exposeHeaders: ["x-request-id"], maxAge: 600, allowCredentials: true },
};

describe("CORS of an HTTP API", () => {
  it("answers a preflight itself, also without a route", async () => {
    const api = await guarded(1);
    assert.equal(api.summary(preflight), "orders /");
    api.stack.update("Api", "option-1", { corsConfiguration });
    const { status, headers } = api.stack.ask("/live/orders", preflight);
    assert.equal(status, 204);
    assert.deepEqual(headers, {
      "access-control-allow-origin": page,
      "access-control-allow-credentials": "true",
      "access-control-allow-methods": "GET,POST",
      "access-control-allow-headers": "authorization",
      "access-control-max-age": "600",
      "access-control-expose-headers": "x-request-id",
    });
    assert.equal(api.summary(preflight, "/live/nothing"), "204 API");
    assert.equal(
      api.stack.ask("/live/orders", { ...preflight, origin: "https://evil.example.org" }).headers,
      undefined,
    );
    assert.equal(api.summary({ method: "OPTIONS" }), "orders /");
  });

  it("an authorizer of ANY refuses a preflight; a route for OPTIONS lets it through", async () => {
    const api = await guarded(1);
    api.stack.update("Api", "option-1", { corsConfiguration });
    api.route("/orders", { authorizationType: "AWS_IAM" });
    assert.equal(api.summary(preflight), "403 access");
    const { inputs } = api.stack.get("Route", "option-1/orders");
    api.create("apigatewayv2/route:Route", "preflight", {
      ...{ apiId: api.api.id, routeKey: "OPTIONS /orders", target: inputs["target"] },
    });
    assert.equal(api.summary(preflight), "204 API");
    assert.equal(api.summary({ origin: page }), "403 access");
  });

  it("adds its headers to answers of services and to its own errors", async () => {
    const api = await guarded(1);
    api.stack.update("Api", "option-1", { corsConfiguration: { allowOrigins: ["*"] } });
    for (const path of ["/live/orders", "/live/nothing"])
      assert.deepEqual(api.stack.ask(path, { origin: page }).headers, { "access-control-allow-origin": "*" });
    assert.equal(api.stack.ask("/live/orders").headers, undefined);
  });
});

/** A method OPTIONS of `/orders` with a mock, as the fixes of the open issues make one. */
async function withMock(contentHandling?: string) {
  const api = await guarded(5);
  const { resourceId } = api.stack.get("Method", "option-5/orders").inputs;
  const on = { restApi: api.api.id, resourceId, httpMethod: "OPTIONS" };
  api.create("apigateway/method:Method", "mock", { ...on, authorization: "NONE" });
  api.create("apigateway/integration:Integration", "mock", {
    ...on,
    ...{ type: "MOCK", requestTemplates: { "application/json": '{"statusCode":204}' } },
    ...(contentHandling === undefined ? {} : { contentHandling }),
  });
  api.create("apigateway/methodResponse:MethodResponse", "mock", {
    ...{ ...on, statusCode: "204" },
    responseParameters: { "method.response.header.Access-Control-Allow-Origin": true },
  });
  api.create("apigateway/integrationResponse:IntegrationResponse", "mock", {
    ...{ ...on, statusCode: "204" },
    responseParameters: {
      "method.response.header.Access-Control-Allow-Origin": `'${page}'`,
    },
  });
  api.deploy();
  return api;
}

describe("CORS of a REST API", () => {
  it("a mock answers the preflight with the headers of its integration response", async () => {
    const api = await withMock("CONVERT_TO_TEXT");
    const { status, headers } = api.stack.ask("/live/orders", preflight);
    assert.deepEqual([status, headers], [204, { "access-control-allow-origin": page }]);
    assert.equal(api.summary({ origin: page }), "orders /");
    assert.equal(api.stack.ask("/live/orders", { origin: page }).headers, undefined);
  });

  it("with binary media types a mock that is not converted to text answers 500", async () => {
    const api = await withMock();
    assert.equal(api.summary(preflight), "500 integration");
    assert.match(api.stack.ask("/live/orders", preflight).reason, /Unable to transform request/);
    api.stack.update("RestApi", "option-5", { binaryMediaTypes: [] });
    assert.equal(api.summary(preflight), "204 integration");
  });

  it("without an integration response or a method response the mock answers 500", async () => {
    for (const type of ["IntegrationResponse", "MethodResponse"]) {
      const api = await withMock("CONVERT_TO_TEXT");
      api.stack.delete(type, "mock");
      assert.equal(api.summary(preflight), "204 integration");
      api.deploy();
      assert.equal(api.summary(preflight), "500 integration");
    }
  });

  it("gateway responses make errors of API Gateway readable, not those of the service", async () => {
    const api = await guarded(5);
    api.method("/orders", { authorization: "AWS_IAM" });
    const header = (value: string) => ({ "gatewayresponse.header.Access-Control-Allow-Origin": value });
    const respond = (responseType: string, value: string, more: Record<string, unknown> = {}) =>
      api.create("apigateway/response:Response", responseType, {
        ...{ restApiId: api.api.id, responseType, responseParameters: header(value) },
        ...more,
      });
    respond("DEFAULT_4XX", `'${page}'`);
    respond("DEFAULT_5XX", "method.request.header.origin");
    api.deploy();
    assert.deepEqual(api.stack.ask("/live/orders", { origin: page }).headers, { "access-control-allow-origin": page });
    respond("MISSING_AUTHENTICATION_TOKEN", "'*'", { statusCode: "404" });
    api.deploy();
    const { status, headers } = api.stack.ask("/live/nothing", { origin: page });
    assert.deepEqual([status, headers], [404, { "access-control-allow-origin": "*" }]);
    api.stack.update("ecs/service:Service", "stock", { desiredCount: 0 });
    api.stack.settle();
    // The ALB answers 503, which API Gateway passes on.
    assert.deepEqual(api.stack.ask("/live/stock", { origin: page }).headers, undefined);
    api.stack.delete("SecurityGroupEgressRule", "supply-link-80-to-stock-alb");
    const timedOut = api.stack.ask("/live/stock", { origin: page });
    assert.deepEqual([timedOut.status, timedOut.headers], [504, { "access-control-allow-origin": page }]);
  });

  it("a web ACL is named in the answer, and its rules let every request through", async () => {
    const api = await guarded(5);
    const { outputs } = api.stack.get("Stage", "option-5");
    const webAclArn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shop/0a1b2c3d";
    api.create("wafv2/webAclAssociation:WebAclAssociation", "waf", { resourceArn: outputs["arn"], webAclArn });
    assert.equal(api.stack.ask("/live/orders").webAcl, webAclArn);
    assert.equal(api.summary(), "orders /");
    api.stack.delete("WebAclAssociation", "waf");
    assert.equal(api.stack.ask("/live/orders").webAcl, undefined);
  });
});
