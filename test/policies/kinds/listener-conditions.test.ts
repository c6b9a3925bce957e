import assert from "node:assert/strict";
import type * as aws from "@pulumi/aws";
import { httpApi, network, restApi } from "../../fixtures/field/base";
import { program as given } from "../../fixtures/field/11-host-rule";
import { verdictsOf } from "../../support/verdicts";
import { fixed, paths, sharedAlb } from "./programs/shared-alb";

type Conditions = aws.lb.ListenerRuleArgs["conditions"];

/** An ALB that forwards under conditions, and answers 404 to the rest. */
const albFor = (conditions: Conditions) =>
  sharedAlb(network("home", 40), [{ name: "shop", conditions, to: "service" }]);

const http =
  (conditions: Conditions, more: Parameters<typeof httpApi>[2] = {}) =>
  () => {
    httpApi("http", albFor(conditions), more);
  };
const rest =
  (conditions: Conditions, integration: Partial<aws.apigateway.IntegrationArgs> = {}) =>
  () => {
    restApi("rest", albFor(conditions), { integration });
  };

const host = (...values: readonly string[]): Conditions => [{ hostHeader: { values: [...values] } }];
const regex = (value: string): Conditions => [{ pathPattern: { regexValues: [value] } }];
const method = (...values: readonly string[]): Conditions => [{ httpRequestMethod: { values: [...values] } }];
const source = (...values: readonly string[]): Conditions => [{ sourceIp: { values: [...values] } }];
const header = (value: string): Conditions => [{ httpHeader: { httpHeaderName: "X-Service", values: [value] } }];
const proxy = { "integration.request.path.proxy": "method.request.path.proxy" };

const proved: Readonly<Record<string, () => unknown>> = {
  "a host pattern of the uri, without regard to case": rest(host("APP.*")),
  "a regular expression of the host": rest([{ hostHeader: { regexValues: ["^app\\..*$"] } }]),
  "a host that the integration of an HTTP API sets": http(host("shop.example.com"), {
    integration: { requestParameters: { "overwrite:header.Host": "shop.example.com" } },
  }),
  "a header that a REST integration sets": rest(header("sho*"), {
    requestParameters: { ...proxy, "integration.request.header.x-service": "'Shop'" },
  }),
  "a header that an HTTP integration sets": http(header("shop"), {
    integration: { requestParameters: { "overwrite:header.x-service": "shop" } },
  }),
  "a header that clients send": http(header("shop")),
  "a query that clients send": rest([{ queryStrings: [{ key: "v", value: "2" }] }]),
  "the method of the route": http(method("GET", "HEAD"), { route: { routeKey: "GET /orders" } }),
  "one of the methods of the route": http(method("POST")),
  "the addresses of the VPC link": http(source("10.40.0.0/16")),
  "the addresses of all its subnets, one by one": http(source("10.40.1.0/24", "10.40.2.0/24")),
  "all addresses in two halves": http(source("0.0.0.0/1", "128.0.0.0/1")),
  "the method that the integration sends": http(method("POST"), {
    route: { routeKey: "GET /orders" },
    integration: { integrationMethod: "POST" },
  }),
  "a regular expression of the path": http(regex("^/orders/[^/]+/items$")),
  "a regular expression with choices": http(regex("^/(orders|customers)/.*$")),
  "a regular expression of a class of characters": http(regex("^/orders/[0-9a-f]{8}$"), {
    route: { routeKey: "GET /orders/{id}" },
  }),
  "a regular expression with an optional group": http(regex("^/orders(/.*)?$"), {
    route: { routeKey: "ANY /orders/{proxy+}" },
  }),
  "a regular expression of the only path": http(regex("^/orders/\\d+$"), { route: { routeKey: "GET /orders/17" } }),
};

const refuted: Readonly<Record<string, () => unknown>> = {
  "a host that the uri does not have": given,
  "a header with another value": rest(header("shop"), {
    requestParameters: { ...proxy, "integration.request.header.X-Service": "'other'" },
  }),
  "a header that the integration removes": http(header("shop"), {
    integration: { requestParameters: { "remove:header.x-service": "''" } },
  }),
  "a method that the route does not have": http(method("POST"), { route: { routeKey: "GET /orders" } }),
  "a method that the integration does not send": http(method("GET"), { integration: { integrationMethod: "POST" } }),
  "addresses of another network": http(source("10.99.0.0/16", "192.168.0.0/16")),
  "the addresses of some of its subnets": http(source("10.40.1.0/24")),
  "a part of the addresses of some of its subnets": http(source("10.40.1.0/28")),
  "IPv6 addresses": http(source("::/0")),
  "a regular expression with choices of other paths": http(regex("^/(orders|customers)(/.*)?$"), {
    route: { routeKey: "ANY /billing/{proxy+}" },
  }),
  "a class of characters of other paths": http(regex("^/v\\d+/.*$"), { route: { routeKey: "ANY /version/{proxy+}" } }),
  "a regular expression of other paths": http(regex("^/v2/.*$"), { route: { routeKey: "ANY /v1/{proxy+}" } }),
  "a pattern of another case": http(paths("/Orders/*"), { route: { routeKey: "ANY /orders/{proxy+}" } }),
};

const undetermined: Readonly<Record<string, readonly [program: () => unknown, needs: RegExp]>> = {
  "the host that an HTTP API sends": [
    http(host("shop.example.com")),
    /the Host header of requests, which decides on listener rule shop/,
  ],
  "a host in a stage variable": [
    rest(host("shop.example.com"), { uri: "http://${stageVariables.host}/{proxy}" }),
    /the path in the uri of rest/,
  ],
  "a header that AWS sets": [
    http([{ httpHeader: { httpHeaderName: "X-Forwarded-For", values: ["203.0.113.*"] } }]),
    /header X-Forwarded-For of requests, which decides on listener rule shop/,
  ],
  "a regular expression with repeated groups": [
    http(regex("^/(orders/)+.*$")),
    /which paths match the regular expression of listener rule shop/,
  ],
  "addresses of a part of a subnet": [
    http(source("10.40.1.0/28", "10.40.2.0/28")),
    /the source addresses of requests, which decide on listener rule shop/,
  ],
};

describe("conditions of listener rules", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [title, program] of Object.entries(proved)) {
      it(`are met by ${title}, ${pass}`, async () => {
        const { mandatory, undetermined: open, paths: found } = await verdictsOf(pass, program);
        assert.deepEqual(mandatory, []);
        assert.deepEqual(open, []);
        assert.deepEqual(Object.values(found), ["proved"]);
      });
    }

    for (const [title, program] of Object.entries(refuted)) {
      it(`are not met by ${title}, ${pass}`, async () => {
        const { mandatory, paths: found } = await verdictsOf(pass, program);
        assert.deepEqual(mandatory, [`every-route-reaches-its-service ${title.includes("uri") ? "shop" : "shared"}`]);
        assert.deepEqual(Object.values(found), ["refuted at listener"]);
      });
    }

    it(`that some requests meet leave the others to the next rule, ${pass}`, async () => {
      for (const conditions of [header("beta"), source("10.40.1.0/24")]) {
        const { mandatory, texts } = await verdictsOf(pass, () => {
          const rules = [
            { name: "some", conditions, to: "service" },
            { name: "same", conditions, to: "empty" },
            { name: "all", conditions: paths("/*"), to: "empty" },
          ] as const;
          httpApi("http", sharedAlb(network("home", 40), rules));
        });
        assert.deepEqual(mandatory, ["every-route-reaches-its-service all"]);
        assert.match(texts.join("\n"), /\(listener rule all, for example \/\)/);
      }
    });

    it(`that distinguish subnets are named only if other subnets reach a service, ${pass}`, async () => {
      const some = source("10.40.1.0/24");
      const textsFor = async (to: "service" | ReturnType<typeof fixed>) => {
        const rules = [{ name: "some", conditions: some, to }] as const;
        const { texts } = await verdictsOf(pass, () => {
          httpApi("http", sharedAlb(network("home", 40), rules));
        });
        return texts.filter((text) => text.includes("request path breaks")).join("\n");
      };
      assert.match(
        await textsFor("service"),
        /if the request comes from a subnet that sourceIp of no other rule contains/,
      );
      assert.match(
        await textsFor(fixed("200")),
        /listener shared returns a fixed 404 response for \/x \(default action/,
      );
    });

    for (const [title, [program, needs]] of Object.entries(undetermined)) {
      it(`are undetermined by ${title}, ${pass}`, async () => {
        const { mandatory, paths: found, texts } = await verdictsOf(pass, program);
        assert.deepEqual(mandatory, []);
        assert.deepEqual(Object.values(found), ["undetermined"]);
        assert.match(texts.join("\n"), needs);
      });
    }
  }
});
