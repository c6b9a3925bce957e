import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { verdictsOf } from "../../support/verdicts";
import { http, rest, restMethod, restWith } from "./programs/cases";

const limits = { throttlingBurstLimit: 100, throttlingRateLimit: 50 };
const logs = {
  destinationArn: "arn:aws:logs:us-east-1:111122223333:log-group:api",
  format: "$context.requestId",
};

/** Method settings for `{proxy+}` below `/shop`. */
const below = (methodPath: string) =>
  restMethod({
    with: (api, resource) => {
      const at = { restApi: api.id };
      const inner = new aws.apigateway.Resource("inner", { ...at, parentId: resource.id, pathPart: "{proxy+}" });
      return [
        new aws.apigateway.Method("inner", { ...at, resourceId: inner.id, httpMethod: "GET", authorization: "NONE" }),
      ];
    },
    after: (api, { stageName }) =>
      new aws.apigateway.MethodSettings("settings", { restApi: api.id, stageName, methodPath, settings: limits }),
  });

/** A REST API with a mock from a body that takes all media types as binary. */
const fromBody = (more: object) => () => {
  const requestTemplates = { "application/json": '{"statusCode":204}' };
  const responses = { default: { statusCode: "204" } };
  const integration = { type: "mock", requestTemplates, responses, ...more };
  const body = JSON.stringify({
    openapi: "3.0.1",
    info: { title: "rest", version: "1" },
    "x-amazon-apigateway-binary-media-types": ["*/*"],
    paths: { "/shop": { options: { responses: { 204: {} }, "x-amazon-apigateway-integration": integration } } },
  });
  new aws.apigateway.RestApi("rest", { body });
};

const about = (rule: string, lines: readonly string[]) => lines.filter((line) => line.startsWith(`${rule} `));

describe("findings on access", () => {
  for (const pass of ["preview", "apply"] as const) {
    it(`method settings name a path with ~1 for its slashes, ${pass}`, async () => {
      const rule = "method-settings-name-methods";
      const { mandatory, texts } = await verdictsOf(pass, below("shop/{proxy+}/GET"));
      assert.deepEqual(about(rule, mandatory), [`${rule} settings`]);
      assert.ok(texts.some((text) => text.endsWith("Set methodPath to ~1shop~1{proxy+}/GET.")));
      assert.deepEqual(about(rule, (await verdictsOf(pass, below("shop~1{proxy+}/GET"))).mandatory), []);
      assert.deepEqual(about(rule, (await verdictsOf(pass, below("shop~1{proxy+}/POST"))).mandatory), [
        `${rule} settings`,
      ]);
    });

    it(`method settings for ANY say what to write instead, ${pass}`, async () => {
      const { texts } = await verdictsOf(pass, below("shop/ANY"));
      const fix = "Add settings for each verb, such as ~1shop/GET, or use */*.";
      assert.ok(texts.some((text) => text.endsWith(fix)));
    });

    it(`a mock of a body needs contentHandling too, ${pass}`, async () => {
      const rule = "mock-answers-text";
      assert.deepEqual(about(rule, (await verdictsOf(pass, fromBody({}))).mandatory), [`${rule} rest`]);
      const converted = await verdictsOf(pass, fromBody({ contentHandling: "convert_to_text" }));
      assert.deepEqual(about(rule, [...converted.mandatory, ...converted.undetermined]), []);
    });

    it(`a mock needs a response, as an integration of type HTTP does, ${pass}`, async () => {
      const rule = "rest-http-integration-has-responses";
      const { mandatory, texts } = await verdictsOf(pass, fromBody({ responses: {} }));
      assert.deepEqual(about(rule, mandatory), [`${rule} rest`]);
      const wrong = "OPTIONS /shop of rest has type MOCK, but no integration response for a 2xx status. ";
      assert.ok(texts.some((text) => text.startsWith(wrong)));
      assert.deepEqual(about(rule, (await verdictsOf(pass, fromBody({}))).mandatory), []);
    });

    it(`the role for logs may be set by another stack, ${pass}`, async () => {
      const rule = "logs-wait-for-account-role";
      const rested = await verdictsOf(pass, rest({ stage: { accessLogSettings: logs } }));
      assert.deepEqual(about(rule, rested.mandatory), []);
      assert.deepEqual(about(rule, rested.undetermined), [`${rule} rest`]);
      const { notApplicable } = await verdictsOf(pass, http({ stage: { accessLogSettings: logs } }));
      assert.ok(notApplicable.includes(rule));
    });

    it(`a format that comes from elsewhere is undetermined, if it is not known yet, ${pass}`, async () => {
      const rule = "access-log-accepted";
      const program = restWith(({ api, deployment }) => {
        const format = api.executionArn.apply((arn) => `$context.requestId ${arn}`);
        new aws.apigateway.Stage("logged", {
          restApi: api.id,
          deployment: deployment.id,
          stageName: "logged",
          accessLogSettings: { ...logs, format },
        });
      });
      const { mandatory, undetermined } = await verdictsOf(pass, program);
      assert.deepEqual(about(rule, mandatory), []);
      assert.deepEqual(about(rule, undetermined), pass === "preview" ? [`${rule} logged`] : []);
    });
  }

  it("the route that API Gateway creates with the API exists", async () => {
    const program = http({
      api: { target: "https://shop.example.com" },
      route: { routeKey: "GET /orders" },
      stage: { routeSettings: [{ routeKey: "$default", ...limits }] },
    });
    assert.deepEqual(about("http-stage-settings", (await verdictsOf("preview", program)).mandatory), []);
  });
});
