import assert from "node:assert/strict";
import { kindOf } from "../../../policies/graph/kinds";
import { fromSnapshot } from "../../../policies/graph/snapshot";
import type { SnapshotResource } from "../../../policies/graph/snapshot";

const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::aws:apigatewayv2/${type}::${name}`;

const resource = (type: string, name: string, inputs: Record<string, unknown>, api?: string): SnapshotResource => ({
  urn: urnOf(type, name),
  type: `aws:apigatewayv2/${type}`,
  name,
  inputs: { ...inputs, ...(api === undefined ? {} : { apiId: null }) },
  dependencies: [],
  propertyDependencies: api === undefined ? {} : { apiId: [urnOf("api:Api", api)] },
});

/** Kinds by name; "none" for resources that no rule reads. */
const kindsOf = (resources: readonly SnapshotResource[]) =>
  Object.fromEntries(fromSnapshot(resources).map(({ name, type }) => [name, kindOf(type) ?? "none"]));

describe("protocols of APIs of API Gateway V2", () => {
  it("members have the protocol of their API", () => {
    const found = kindsOf([
      resource("api:Api", "chat", { protocolType: "WEBSOCKET" }),
      resource("route:Route", "chat-route", { routeKey: "$default" }, "chat"),
      resource("integration:Integration", "chat-integration", {}, "chat"),
      resource("stage:Stage", "chat-stage", {}, "chat"),
      resource("deployment:Deployment", "chat-deployment", {}, "chat"),
      resource("api:Api", "shop", { protocolType: "HTTP" }),
      resource("route:Route", "shop-route", { routeKey: "GET /" }, "shop"),
      resource("api:Api", "odd", { protocolType: "GRPC" }),
      resource("route:Route", "odd-route", { routeKey: "GET /" }, "odd"),
    ]);
    assert.deepEqual(found, {
      chat: "webSocketApi",
      "chat-route": "webSocketRoute",
      "chat-integration": "webSocketIntegration",
      "chat-stage": "webSocketStage",
      "chat-deployment": "webSocketDeployment",
      shop: "httpApi",
      "shop-route": "httpRoute",
      odd: "none",
      "odd-route": "none",
    });
  });

  it("members of an API outside the stack show their protocol, or not", () => {
    const linked = { connectionType: "VPC_LINK", apiId: "abc1234567" };
    const found = kindsOf([
      resource("route:Route", "message", { routeKey: "sendMessage", apiId: "abc1234567" }),
      resource("route:Route", "orders", { routeKey: "GET /orders", apiId: "abc1234567" }),
      resource("route:Route", "all", { routeKey: "$default", apiId: "abc1234567" }),
      resource("integration:Integration", "by-url", { ...linked, integrationUri: "http://chat.internal/" }),
      resource("integration:Integration", "by-arn", { ...linked, integrationUri: "arn:aws:servicediscovery" }),
      resource("integration:Integration", "public", { integrationUri: "https://example.com/" }),
    ]);
    assert.deepEqual(found, {
      message: "webSocketRoute",
      orders: "httpRoute",
      all: "httpRoute",
      "by-url": "none",
      "by-arn": "httpIntegration",
      public: "httpIntegration",
    });
  });
});
