import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network, restApi } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import { anyProxy, httpFromBody, httpIntegration, wiresOf } from "./programs/bodies";

const rule = "preflight-needs-no-authorization";
const cors = { allowOrigins: ["https://shop.example.com"], allowMethods: ["GET", "POST"] };

interface HttpCase {
  readonly api?: Partial<aws.apigatewayv2.ApiArgs>;
  readonly route?: Partial<aws.apigatewayv2.RouteArgs>;
  /** Keys of further routes, which need no authorization. */
  readonly open?: readonly string[];
}

function http({ api: apiArgs = { corsConfiguration: cors }, route = {}, open = [] }: HttpCase) {
  const { api, integration } = httpApi("http", albService("shop", network("home", 40)), { api: apiArgs, route });
  for (const routeKey of open) {
    const target = pulumi.interpolate`integrations/${integration.id}`;
    new aws.apigatewayv2.Route(routeKey, { apiId: api.id, routeKey, target });
  }
}

const jwt = { authorizationType: "JWT", authorizerId: "abc123" };

/** A REST API whose method ANY has an authorizer, with an OPTIONS method on its resource or on the root. */
function rest(options: "on the resource" | "on the root" | "none", authorization = "NONE") {
  const { api, proxy, method } = restApi("rest", albService("shop", network("home", 40)), {
    triggers: { plan: "0fb1df6" },
  });
  const resource = new aws.apigateway.Resource("orders", { restApi: api.id, parentId: proxy.id, pathPart: "orders" });
  const at = { restApi: api.id, resourceId: options === "on the root" ? api.rootResourceId : resource.id };
  if (options !== "none") {
    const preflight = new aws.apigateway.Method("preflight", { ...at, httpMethod: "OPTIONS", authorization });
    new aws.apigateway.Integration("preflight", { ...at, httpMethod: preflight.httpMethod, type: "MOCK" });
  }
  new aws.apigateway.Method("orders", {
    restApi: api.id,
    resourceId: resource.id,
    httpMethod: method.httpMethod,
    authorization: "CUSTOM",
    authorizerId: "abc123",
  });
}

const reported: Readonly<Record<string, () => unknown>> = {
  "JWT on $default": () => http({ route: jwt }),
  "JWT on ANY /{proxy+}": () => http({ route: { ...jwt, routeKey: "ANY /{proxy+}" } }),
  "IAM on $default": () => http({ route: { authorizationType: "AWS_IAM" } }),
  "authorizer, and OPTIONS only on a shorter path": () =>
    http({ route: { ...jwt, routeKey: "ANY /orders/{proxy+}" }, open: ["OPTIONS /{proxy+}"] }),
  "authorizer on OPTIONS itself": () => http({ route: { ...jwt, routeKey: "OPTIONS /{proxy+}" }, api: {} }),
};

const silent: Readonly<Record<string, () => unknown>> = {
  "JWT on $default, OPTIONS /{proxy+} open": () => http({ route: jwt, open: ["OPTIONS /{proxy+}"] }),
  "JWT on ANY /{proxy+}, OPTIONS /{proxy+} open": () =>
    http({ route: { ...jwt, routeKey: "ANY /{proxy+}" }, open: ["OPTIONS /{proxy+}"] }),
  "JWT on GET only": () => http({ route: { ...jwt, routeKey: "GET /orders" } }),
  "no authorizer": () => http({}),
  "JWT without CORS": () => http({ api: {}, route: jwt }),
};

describe("preflight requests", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [name, program] of Object.entries(reported)) {
      it(`HTTP API, ${name}: advice, ${pass}`, async () => {
        const { advice, mandatory } = await verdictsOf(pass, program);
        assert.deepEqual(mandatory, []);
        assert.deepEqual(
          advice.filter((finding) => finding.startsWith(rule)),
          [`${rule} http`],
        );
      });
    }

    for (const [name, program] of Object.entries(silent)) {
      it(`HTTP API, ${name}: no advice, ${pass}`, async () => {
        const { advice, mandatory } = await verdictsOf(pass, program);
        assert.deepEqual(mandatory, []);
        assert.deepEqual(
          advice.filter((finding) => finding.startsWith(rule)),
          [],
        );
      });
    }

    const onRest: readonly (readonly [Parameters<typeof rest>, readonly string[]])[] = [
      [["on the resource"], []],
      [["on the root"], [`${rule} rest`]],
      [["on the resource", "AWS_IAM"], [`${rule} rest`]],
      [["none"], []],
    ];
    for (const [options, expected] of onRest) {
      it(`REST API, OPTIONS ${options.join(", ")}: ${expected.length} findings, ${pass}`, async () => {
        const { advice } = await verdictsOf(pass, () => {
          rest(...options);
        });
        assert.deepEqual(
          advice.filter((finding) => finding.startsWith(rule)),
          expected,
        );
      });
    }
  }

  for (const pass of ["preview", "apply"] as const) {
    it(`a key closes a method to preflights of a page that gateway responses name, ${pass}`, async () => {
      const program = (key: { apiKeyRequired?: boolean }) => () => {
        const { api, proxy } = restApi("rest", albService("shop", network("home", 40)));
        const at = { restApi: api.id, resourceId: proxy.id, httpMethod: "OPTIONS", authorization: "NONE" };
        new aws.apigateway.Method("preflight", { ...at, ...key });
        new aws.apigateway.Response("cors", {
          restApiId: api.id,
          responseType: "DEFAULT_4XX",
          responseParameters: { "gatewayresponse.header.Access-Control-Allow-Origin": "'*'" },
        });
      };
      const closed = await verdictsOf(pass, program({ apiKeyRequired: true }));
      assert.ok(closed.advice.includes(`${rule} rest`));
      const open = await verdictsOf(pass, program({}));
      assert.ok(!open.advice.includes(`${rule} rest`));
    });

    it(`gateway responses with CORS headers show an API for browsers, ${pass}`, async () => {
      const program = (header: string) => () => {
        const { api } = restApi("rest", albService("shop", network("home", 40)));
        const responseParameters = { [`gatewayresponse.header.${header}`]: "'*'" };
        new aws.apigateway.Response("cors", { restApiId: api.id, responseType: "DEFAULT_4XX", responseParameters });
      };
      assert.ok(!(await verdictsOf(pass, program("Access-Control-Allow-Origin"))).notApplicable.includes(rule));
      assert.ok((await verdictsOf(pass, program("x-other"))).notApplicable.includes(rule));
    });
  }

  it("CORS and authorizer from a body are read with ids known", async () => {
    const program = () => {
      const wires = wiresOf(albService("shop", network("home", 40)));
      const schemes = {
        jwt: { type: "oauth2", "x-amazon-apigateway-authorizer": { type: "jwt", identitySource: "$request.header.a" } },
      };
      const more = {
        security: [{ jwt: [] }],
        components: { securitySchemes: schemes },
        "x-amazon-apigateway-cors": cors,
      };
      httpFromBody(wires.apply((all) => JSON.stringify(anyProxy(httpIntegration(all), more))));
    };
    const { advice, texts } = await verdictsOf("apply", program);
    assert.ok(advice.includes(`${rule} http`));
    assert.ok(texts.some((text) => text.endsWith("Add a route OPTIONS /{proxy+} with authorizationType NONE.")));
  });
});
