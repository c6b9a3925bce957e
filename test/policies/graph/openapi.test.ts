import assert from "node:assert/strict";
import { parseDocument } from "../../../policies/graph/openapi-text";
import { operationsOf, pathsOf, prefixOf } from "../../../policies/graph/openapi";
import { registeredUrn } from "../../../policies/graph/registered";
import { fromSnapshot } from "../../../policies/graph/snapshot";
import { readString } from "../../../policies/graph/value";
import type { Resource } from "../../../policies/graph/resource";

const urn = "urn:pulumi:dev::shop::aws:apigatewayv2/api:Api::http";

/** Resources of an API with a body, without the API. */
function read(type: string, body: string, inputs: object = {}): readonly Resource[] {
  const api = { urn, type, name: "http", inputs: { protocolType: "HTTP", body, ...inputs } };
  return fromSnapshot([{ ...api, dependencies: [], propertyDependencies: {} }]).slice(1);
}
const http = "aws:apigatewayv2/api:Api";
const rest = "aws:apigateway/restApi:RestApi";
const propsOf = (all: readonly Resource[], type: string) =>
  all.filter((one) => one.type === type).map(({ props }) => props);

const operations = (document: object) => operationsOf(parseDocument(JSON.stringify(document)) ?? {});

describe("OpenAPI documents", () => {
  it("are JSON or YAML objects with paths", () => {
    assert.deepEqual(parseDocument('{"paths":{}}'), { paths: {} });
    assert.deepEqual(parseDocument("paths: {}"), { paths: {} });
    for (const text of ["", "[]", "text", '{"openapi":"3.0.1"}', "paths: [", "- paths"])
      assert.equal(parseDocument(text), undefined);
  });

  it("a version in YAML without quotes stays 1.0", () => {
    const body = `
paths:
  /orders:
    get:
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: any
        connectionType: VPC_LINK
        connectionId: abc123
        payloadFormatVersion: 1.0
        timeoutInMillis: 5000
        tlsConfig: { serverNameToVerify: app.internal }
        requestParameters: { "overwrite:path": $request.path }
`;
    const all = read(http, body);
    assert.deepEqual(propsOf(all, "aws:apigatewayv2/integration:Integration"), [
      {
        integrationType: "HTTP_PROXY",
        integrationMethod: "ANY",
        connectionType: "VPC_LINK",
        connectionId: "abc123",
        payloadFormatVersion: "1.0",
        timeoutMilliseconds: 5000,
        tlsConfig: { serverNameToVerify: "app.internal" },
        requestParameters: { "overwrite:path": "$request.path" },
      },
    ]);
    assert.deepEqual(propsOf(all, "aws:apigatewayv2/route:Route"), [
      { routeKey: "GET /orders", authorizationType: "NONE" },
    ]);
  });

  it("the path /$default and a default operation are the route $default", () => {
    const any = "x-amazon-apigateway-any-method";
    for (const paths of [{ "/$default": { [any]: {} } }, { "/other": { [any]: { isDefaultRoute: true } } }]) {
      const [route] = read(http, JSON.stringify({ paths }));
      assert.deepEqual(route?.props, { routeKey: "$default", authorizationType: "NONE" });
    }
  });

  it("an unknown body leaves the settings that it may have unknown", () => {
    const [api] = fromSnapshot([
      {
        urn,
        type: rest,
        name: "http",
        inputs: { body: null, policy: "{}" },
        dependencies: ["a"],
        propertyDependencies: { body: ["a"] },
      },
    ]);
    assert.ok(api);
    const kindOf = (path: string) => readString(api, path).kind;
    assert.deepEqual([kindOf("policy"), kindOf("corsConfiguration"), kindOf("name")], ["known", "unknown", "absent"]);
  });

  it("derived resources belong to the API that is registered", () => {
    const all = read(http, JSON.stringify({ paths: { "/a": { get: {} }, "/b": { get: {} } } }));
    assert.deepEqual([...new Set(all.map((one) => registeredUrn(one.urn)))], [urn]);
    assert.equal(new Set(all.map((one) => one.urn)).size, all.length);
    assert.deepEqual(
      all.map(({ name }) => name),
      ["GET /a of http", "GET /b of http"],
    );
  });

  it("a REST path has a resource for each segment, once", () => {
    const all = read(rest, JSON.stringify({ paths: { "/": {}, "/a/b": {}, "/a/{id}": {} } }));
    assert.deepEqual(propsOf(all, "aws:apigateway/resource:Resource"), [
      { pathPart: "a" },
      { pathPart: "b" },
      { pathPart: "{id}" },
    ]);
  });

  it("methods and responses of a REST API are read", () => {
    const integration = { type: "http", uri: "http://a/", responses: { "2\\d{2}": { statusCode: "200" } } };
    const get = { responses: { 200: {} }, "x-amazon-apigateway-integration": integration };
    const all = read(rest, JSON.stringify({ paths: { "/a": { get } } }));
    assert.deepEqual(propsOf(all, "aws:apigateway/methodResponse:MethodResponse"), [
      { httpMethod: "GET", statusCode: "200" },
    ]);
    assert.deepEqual(propsOf(all, "aws:apigateway/integrationResponse:IntegrationResponse"), [
      { httpMethod: "GET", statusCode: "200", selectionPattern: "2\\d{2}" },
    ]);
  });

  it("settings of the document complete those of the program", () => {
    const policy = { Version: "2012-10-17", Statement: [] };
    const body = JSON.stringify({ paths: {}, "x-amazon-apigateway-policy": policy });
    const apiOf = (inputs: object) => {
      const api = { urn, type: rest, name: "http", inputs: { body, ...inputs }, dependencies: [] };
      return fromSnapshot([{ ...api, propertyDependencies: {} }])[0]?.props;
    };
    assert.deepEqual(apiOf({}), { policy: JSON.stringify(policy) });
    assert.deepEqual(apiOf({ policy: "{}" }), { policy: "{}" });
  });

  it("security of an operation replaces that of the document", () => {
    const schemes = {
      users: { type: "oauth2", "x-amazon-apigateway-authorizer": { type: "jwt" } },
      own: {
        type: "apiKey",
        "x-amazon-apigateway-authtype": "custom",
        "x-amazon-apigateway-authorizer": { type: "request" },
      },
      iam: { type: "apiKey", "x-amazon-apigateway-authtype": "awsSigv4" },
      key: { type: "apiKey", name: "x-api-key", in: "header" },
    };
    const get = (security?: object) => ({ get: security === undefined ? {} : { security } });
    const found = operations({
      security: [{ users: [] }],
      components: { securitySchemes: schemes },
      paths: {
        "/default": get(),
        "/open": get([]),
        "/own": get([{ own: [] }]),
        "/iam": get([{ iam: [] }]),
        "/key": get([{ key: [] }]),
        "/named": { get: { "x-amazon-apigateway-auth": { type: "AWS_IAM" } } },
      },
    });
    assert.deepEqual(
      found.map(({ path, authorization, apiKeyRequired }) => [path, authorization, apiKeyRequired]),
      [
        ["/default", "JWT", false],
        ["/open", "NONE", false],
        ["/own", "CUSTOM", false],
        ["/iam", "AWS_IAM", false],
        ["/key", "NONE", true],
        ["/named", "AWS_IAM", false],
      ],
    );
  });

  it("parameters of the path and of the operation count, also by reference", () => {
    const [found] = operations({
      parameters: { id: { name: "id", in: "path" } },
      paths: {
        "/{id}/{part}": {
          parameters: [{ $ref: "#/parameters/id" }, { name: "q", in: "query" }],
          get: { parameters: [{ name: "part", in: "path" }] },
        },
      },
    });
    assert.deepEqual(found?.pathParameters, ["id", "part"]);
  });

  it("a reference that leaves the document or never ends is left out", () => {
    const document = { paths: { "/a": { $ref: "other.json#/a" }, "/b": { $ref: "#/paths/~1b" } } };
    assert.deepEqual(operations(document), []);
    assert.deepEqual(pathsOf(document), ["/a", "/b"]);
  });

  it("the base path is ignored, put before all paths, or split", () => {
    const inServer = {
      servers: [{ url: "https://api.example.com/{basePath}", variables: { basePath: { default: "v1" } } }],
    };
    const documents = [{ basePath: "/v1/" }, { servers: [{ url: "https://api.example.com/v1" }] }, inServer];
    for (const document of documents) {
      assert.deepEqual(
        [undefined, "ignore", "prepend", "split"].map((mode) => prefixOf(document, mode)),
        ["", "", "/v1", ""],
      );
    }
    assert.equal(prefixOf({ basePath: "/a/b/c" }, "split"), "/b/c");
    assert.equal(prefixOf({}, "prepend"), "");
  });
});
