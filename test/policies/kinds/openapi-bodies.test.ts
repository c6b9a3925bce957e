import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { program as given } from "../../fixtures/field/15-openapi-body";
import { albService, httpApi, network } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import { anyProxy, httpFromBody, httpIntegration, restFromBody, restIntegration, wiresOf } from "./programs/bodies";
import type { Wires } from "./programs/bodies";

const requestPaths = "every-route-reaches-its-service";

/** A program with a service, whose API has a document with its ids. */
const program =
  (front: (body: pulumi.Output<string>) => unknown, document: (wires: Wires) => object | string) => () => {
    const text = (wires: Wires) => {
      const content = document(wires);
      return typeof content === "string" ? content : JSON.stringify(content);
    };
    front(wiresOf(albService("shop", network("home", 40))).apply(text));
  };

interface Expected {
  readonly program: () => unknown;
  /** With ids known. */
  readonly mandatory: readonly string[];
  readonly paths: Readonly<Record<string, string>>;
}

const proved = { "http ANY /{proxy+}": "proved" };
const restProved = { "rest ANY /{proxy+}": "proved" };

const swagger = (wires: Wires) => ({
  swagger: "2.0",
  info: { title: "shop", version: "1" },
  basePath: "/v1",
  paths: {
    "/{proxy+}": {
      parameters: [{ name: "proxy", in: "path", required: true, type: "string" }],
      get: { "x-amazon-apigateway-integration": restIntegration(wires) },
    },
  },
});

const cases: Readonly<Record<string, Expected>> = {
  "HTTP API in JSON": {
    program: program(httpFromBody, (wires) => anyProxy(httpIntegration(wires))),
    mandatory: [],
    paths: proved,
  },
  "HTTP API in YAML": {
    program: program(httpFromBody, (wires) => stringify(anyProxy(httpIntegration(wires)))),
    mandatory: [],
    paths: proved,
  },
  "HTTP API with an integration in components": {
    program: program(httpFromBody, (wires) =>
      anyProxy(
        { $ref: "#/components/x-amazon-apigateway-integrations/shop" },
        { components: { "x-amazon-apigateway-integrations": { shop: httpIntegration(wires) } } },
      ),
    ),
    mandatory: [],
    paths: proved,
  },
  "HTTP API with the route $default": {
    program: program(httpFromBody, (wires) => ({
      openapi: "3.0.1",
      paths: {
        "/$default": {
          "x-amazon-apigateway-any-method": {
            isDefaultRoute: true,
            "x-amazon-apigateway-integration": httpIntegration(wires),
          },
        },
      },
    })),
    mandatory: [],
    paths: { "http $default": "proved" },
  },
  "HTTP API beside one of plain resources": {
    program: () => {
      const front = albService("shop", network("home", 40));
      httpApi("plain", front);
      httpFromBody(wiresOf(front).apply((wires) => JSON.stringify(anyProxy(httpIntegration(wires)))));
    },
    mandatory: [],
    paths: { "plain $default": "proved", ...proved },
  },
  "REST API": {
    program: program(restFromBody, (wires) => anyProxy(restIntegration(wires))),
    mandatory: [],
    paths: restProved,
  },
  "REST API in YAML, with aliases": {
    program: program(restFromBody, (wires) => {
      const one = restIntegration(wires);
      const operation = { parameters: anyProxy({}).paths["/{proxy+}"]["x-amazon-apigateway-any-method"].parameters };
      const method = { ...operation, "x-amazon-apigateway-integration": one };
      return stringify({ openapi: "3.0.1", paths: { "/{proxy+}": { get: method, post: { ...method } } } });
    }),
    mandatory: [],
    paths: { "rest GET /{proxy+}": "proved", "rest POST /{proxy+}": "proved" },
  },
  "REST API in Swagger 2.0, whose basePath is ignored": {
    program: program(restFromBody, swagger),
    mandatory: [],
    paths: { "rest GET /{proxy+}": "proved" },
  },
  "REST API in Swagger 2.0, with its basePath": {
    program: program((body) => restFromBody(body, { parameters: { basepath: "prepend" } }), swagger),
    mandatory: [],
    paths: { "rest GET /v1/{proxy+}": "proved" },
  },
  "REST API whose link is a stage variable": {
    program: () => {
      const front = albService("shop", network("home", 40));
      const body = wiresOf(front).apply((wires) =>
        JSON.stringify(anyProxy({ ...restIntegration(wires), connectionId: "${stageVariables.link}" })),
      );
      const api = new aws.apigateway.RestApi("rest", { body });
      const deployment = new aws.apigateway.Deployment("rest", { restApi: api.id, triggers: { body } });
      const variables = { link: front.link.id };
      new aws.apigateway.Stage("rest", { restApi: api.id, deployment: deployment.id, stageName: "live", variables });
    },
    mandatory: [],
    paths: restProved,
  },
  "REST API with a body that is put later": {
    program: program(
      (body) => {
        const api = new aws.apigateway.RestApi("rest", {});
        const put = new aws.apigateway.RestApiPut("put", { restApiId: api.id, body });
        const deployment = new aws.apigateway.Deployment(
          "rest",
          { restApi: api.id, triggers: { body } },
          { dependsOn: [put] },
        );
        new aws.apigateway.Stage("rest", { restApi: api.id, deployment: deployment.id, stageName: "live" });
      },
      (wires) => anyProxy(restIntegration(wires)),
    ),
    mandatory: [],
    paths: restProved,
  },
  "HTTP API whose uri is a load balancer": {
    program: program(httpFromBody, (wires) => anyProxy({ ...httpIntegration(wires), uri: wires.balancer })),
    mandatory: ["http-integration-takes-listener http", `${requestPaths} http`],
    paths: { "http ANY /{proxy+}": "refuted at integration" },
  },
  "HTTP API in YAML whose integration has no link": {
    program: program(httpFromBody, (wires) => {
      const linked = Object.entries(httpIntegration(wires));
      return stringify(anyProxy(Object.fromEntries(linked.filter(([key]) => key !== "connectionId"))));
    }),
    mandatory: ["vpc-link-version http", `${requestPaths} http`],
    paths: { "http ANY /{proxy+}": "refuted at link" },
  },
  "HTTP API with an operation that has no integration": {
    program: program(httpFromBody, (wires) => {
      const document = anyProxy(httpIntegration(wires));
      return { ...document, paths: { ...document.paths, "/orders": { get: {} } } };
    }),
    mandatory: [`${requestPaths} http`],
    paths: { ...proved, "http GET /orders": "refuted at integration" },
  },
  "REST API whose uri drops the path": {
    program: program(restFromBody, (wires) => anyProxy(restIntegration(wires, "/"))),
    mandatory: ["rest-proxy-path-one-unit rest", `${requestPaths} rest`],
    paths: { "rest ANY /{proxy+}": "refuted at path" },
  },
  "REST API whose deployment has a constant trigger": {
    program: program(
      (body) => {
        const api = new aws.apigateway.RestApi("rest", { body });
        const deployment = new aws.apigateway.Deployment("rest", { restApi: api.id, triggers: { version: "1" } });
        new aws.apigateway.Stage("rest", { restApi: api.id, deployment: deployment.id, stageName: "live" });
      },
      (wires) => anyProxy(restIntegration(wires)),
    ),
    mandatory: ["rest-deployment-has-trigger rest"],
    paths: restProved,
  },
};

describe("APIs from OpenAPI bodies", () => {
  for (const [name, { program: run, mandatory, paths }] of Object.entries(cases)) {
    it(`${name}: ids known`, async () => {
      const found = await verdictsOf("apply", run);
      assert.deepEqual(found.mandatory, mandatory);
      assert.deepEqual(found.paths, paths);
      if (mandatory.length === 0) assert.deepEqual(found.undetermined, []);
    });
  }

  for (const [name, { program: run, paths }] of Object.entries(cases)) {
    it(`${name}: undetermined at a first preview`, async () => {
      const found = await verdictsOf("preview", run);
      assert.deepEqual(
        found.mandatory,
        found.mandatory.filter((finding) => finding.startsWith("rest-deployment-has")),
      );
      const api = Object.keys(paths).some((path) => path.startsWith("rest ")) ? "rest" : "http";
      const body = found.texts.filter((text) => text.includes("which is not known yet: it defines the routes"));
      assert.ok(body.length > 0);
      const owner = name.endsWith("put later") ? "put" : api;
      assert.ok(found.undetermined.includes(`unread-resources ${owner}`));
      assert.ok(found.undetermined.includes(`${requestPaths} ${owner}`));
      assert.ok(!found.notApplicable.includes(requestPaths));
      assert.ok(!found.notApplicable.includes("vpc-link-version"));
    });
  }

  it("the given program: both mistakes are found with ids known", async () => {
    const { mandatory, paths } = await verdictsOf("apply", given);
    assert.deepEqual(mandatory, [
      "http-integration-takes-listener http",
      "rest-integration-target rest",
      ...Array<string>(3).fill("rest-proxy-path-one-unit rest"),
      `${requestPaths} http`,
      `${requestPaths} rest`,
    ]);
    assert.deepEqual(paths, {
      "http ANY /{proxy+}": "refuted at integration",
      "rest ANY /{proxy+}": "refuted at integration",
    });
  });
});
