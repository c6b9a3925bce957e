import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { program as given } from "../../fixtures/field/03-websocket-v1";
import { albService, httpApi, network } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import { chat } from "./programs/web-socket";

const requestPaths = "every-route-reaches-its-service";
const passes = ["preview", "apply"] as const;

interface Expected {
  readonly program: () => unknown;
  /** Mandatory findings in both passes. */
  readonly mandatory: readonly string[];
  readonly paths: Readonly<Record<string, string>>;
}

const refusedAt = (hop: string) => ({ "chat $default": `refuted at ${hop}` });

const cases: Readonly<Record<string, Expected>> = {
  "routes of a connection and of messages": {
    program: () => chat({ keys: ["$connect", "$disconnect", "$default", "sendMessage"] }),
    mandatory: [],
    paths: {
      "chat $connect": "proved",
      "chat $disconnect": "proved",
      "chat $default": "proved",
      "chat sendMessage": "proved",
    },
  },
  "integration of type HTTP, at the port of the listener": {
    program: () =>
      chat({ integration: () => ({ integrationType: "HTTP", integrationUri: "http://chat.internal:80/messages" }) }),
    mandatory: [],
    paths: { "chat $default": "proved" },
  },
  "route to MOCK without a VPC link": {
    program: () => {
      const { api } = chat();
      const mock = new aws.apigatewayv2.Integration("mock", { apiId: api.id, integrationType: "MOCK" });
      const target = pulumi.interpolate`integrations/${mock.id}`;
      new aws.apigatewayv2.Route("connect", { apiId: api.id, routeKey: "$connect", target });
    },
    mandatory: [],
    paths: { "chat $default": "proved" },
  },
  "V2 link": {
    program: () =>
      chat({
        integration: ({ net }) => {
          const group = new aws.ec2.SecurityGroup("link", { vpcId: net.vpc.id });
          const link = new aws.apigatewayv2.VpcLink("v2", { subnetIds: net.subnetIds, securityGroupIds: [group.id] });
          return { connectionId: link.id };
        },
      }),
    mandatory: ["vpc-link-version chat", `${requestPaths} v2`],
    paths: refusedAt("link"),
  },
  "ARN of a listener": {
    program: () => chat({ integration: ({ listener }) => ({ integrationUri: listener.arn }) }),
    mandatory: [`${requestPaths} chat`],
    paths: refusedAt("path"),
  },
  "port without a listener": {
    program: () => chat({ integration: () => ({ integrationUri: "http://chat.internal:8081/messages" }) }),
    mandatory: [`${requestPaths} chat`],
    paths: refusedAt("listener"),
  },
  "integration of a type without a VPC link": {
    program: () => chat({ integration: () => ({ integrationType: "AWS_PROXY" }) }),
    mandatory: [`${requestPaths} chat`],
    paths: refusedAt("path"),
  },
  "stage without a deployment": {
    program: () => chat({ stage: () => ({ autoDeploy: false }) }),
    mandatory: [`${requestPaths} chat`],
    paths: refusedAt("stage"),
  },
  "deployment that may come before its routes": {
    program: () =>
      chat({
        stage: (api) => ({
          autoDeploy: false,
          deploymentId: new aws.apigatewayv2.Deployment("chat", { apiId: api.id }).id,
        }),
      }),
    mandatory: [`${requestPaths} chat`],
    paths: refusedAt("stage"),
  },
};

describe("WebSocket APIs", () => {
  for (const pass of passes) {
    for (const [name, { program, mandatory, paths }] of Object.entries(cases)) {
      it(`${name}, ${pass}`, async () => {
        const found = await verdictsOf(pass, program);
        assert.deepEqual(found.mandatory, mandatory);
        assert.deepEqual(found.paths, paths);
      });
    }
  }

  it("the path of a URL with the DNS name of an NLB is known with ids", async () => {
    const first = await verdictsOf("preview", given);
    assert.deepEqual(first.mandatory, []);
    assert.deepEqual(first.paths, { "chat $default": "undetermined" });
    // The scheme is in the same unknown URL.
    assert.deepEqual(first.undetermined, ["requests-to-balancer-encrypted chat", `${requestPaths} chat`]);
    const later = await verdictsOf("apply", given);
    assert.deepEqual(later.mandatory, []);
    assert.deepEqual(later.undetermined, []);
    assert.deepEqual(later.paths, { "chat $default": "proved" });
  });

  for (const pass of passes) {
    it(`rules of HTTP APIs do not apply, ${pass}`, async () => {
      const { notApplicable } = await verdictsOf(pass, chat);
      const ofHttpApis = [
        "http-integration-takes-listener",
        "http-stage-not-in-path",
        "integrations-per-http-api-quota",
        "routes-per-http-api-quota",
        "tls-listener-has-server-name",
      ];
      assert.deepEqual(
        ofHttpApis.filter((id) => !notApplicable.includes(id)),
        [],
      );
    });

    it(`an HTTP API beside a WebSocket API keeps its rules, ${pass}`, async () => {
      const { mandatory, paths } = await verdictsOf(pass, () => {
        const { front } = chat();
        const shop = albService("shop", network("shop", 50));
        httpApi("http", { link: shop.link, listener: front.listener });
      });
      assert.deepEqual(mandatory, ["balancer-and-vpc-link-in-one-vpc http", `${requestPaths} chat`]);
      assert.deepEqual(paths, { "http $default": "refuted at balancer", "chat $default": "proved" });
    });
  }

  it("an unknown protocol is undetermined, and decided with ids", async () => {
    const program = () => {
      const other = new aws.ec2.Eip("other", {});
      return chat({ api: { protocolType: other.id.apply(() => "WEBSOCKET") } });
    };
    const first = await verdictsOf("preview", program);
    assert.deepEqual(first.mandatory, []);
    assert.ok(first.texts.includes("protocolType of the API chat"));
    assert.ok(first.undetermined.includes("http-integration-takes-listener chat"));
    const later = await verdictsOf("apply", program);
    assert.deepEqual(later.mandatory, []);
    assert.deepEqual(later.paths, { "chat $default": "proved" });
  });
});
