import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { albService, httpApi, network, restApi } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import { anyProxy, httpFromBody, httpIntegration } from "./programs/bodies";

const requestPaths = "every-route-reaches-its-service";
const passes = ["preview", "apply"] as const;

/** A resource of any type. */
class Other extends pulumi.CustomResource {}
const other = (type: string, name: string, inputs: Record<string, unknown> = {}) => new Other(type, name, inputs);

/** A program with a body that is known at a first preview: its link and listener exist. */
const existing = (uri: string) => () => {
  const listener =
    "arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/shop/50dc6c495c0c9188/f2f7dc8efc522ab2";
  const wires = { link: "abc123", listener, balancer: listener.replace(":listener/", ":loadbalancer/") };
  httpFromBody(
    JSON.stringify(anyProxy({ ...httpIntegration(wires), uri: uri === "listener" ? listener : wires.balancer })),
  );
};

describe("parts of a stack that are not read", () => {
  for (const pass of passes) {
    it(`a body of known ids is read, ${pass}`, async () => {
      const sound = await verdictsOf(pass, existing("listener"));
      assert.deepEqual(sound.mandatory, []);
      assert.deepEqual(sound.paths, { "http ANY /{proxy+}": "undetermined" });
      const wrong = await verdictsOf(pass, existing("balancer"));
      assert.deepEqual(wrong.mandatory, ["http-integration-takes-listener http", `${requestPaths} http`]);
      assert.deepEqual(wrong.paths, { "http ANY /{proxy+}": "refuted at integration" });
    });

    it(`a text that is no OpenAPI document is undetermined, ${pass}`, async () => {
      const { mandatory, undetermined, texts } = await verdictsOf(pass, () => {
        httpFromBody("openapi: 3.0.1\npaths: [");
      });
      assert.deepEqual(mandatory, []);
      assert.ok(undetermined.includes("unread-resources http"));
      assert.ok(texts.some((text) => text.startsWith("a body of HTTP API http that is an OpenAPI document")));
    });
  }

  for (const pass of passes) {
    it(`types of other packages are named, and their rules are undetermined, ${pass}`, async () => {
      const { mandatory, undetermined, texts, notApplicable } = await verdictsOf(pass, () => {
        other("aws-native:apigatewayv2:Integration", "native");
        other("aws-native:elasticloadbalancingv2:LoadBalancer", "web");
        other("aws-native:elasticloadbalancingv2:LoadBalancer", "admin");
        other("mycorp:index:PrivateApiGateway", "custom");
      });
      assert.deepEqual(mandatory, []);
      assert.ok(
        texts.includes(
          "admin (and 1 more) of type aws-native:elasticloadbalancingv2:LoadBalancer, which the pack does not read",
        ),
      );
      for (const name of ["native", "admin", "custom"]) assert.ok(undetermined.includes(`unread-resources ${name}`));
      assert.ok(undetermined.includes("http-integration-takes-listener native"));
      assert.ok(undetermined.includes("balancer-is-internal admin"));
      assert.ok(!notApplicable.includes("http-integration-takes-listener"));
      assert.ok(notApplicable.includes("ecs-target-group-is-ip"));
    });

    it(`types beside a request path are left alone, ${pass}`, async () => {
      const { undetermined, notApplicable, paths } = await verdictsOf(pass, () => {
        httpApi("http", albService("shop", network("home", 40)));
        other("aws-native:lambda:Function", "worker");
        other("aws-native:apigateway:UsagePlan", "plan");
        other("kubernetes:core/v1:Service", "cluster-only", { spec: { type: "ClusterIP" } });
        other("aws:cloudformation/stack:Stack", "queue", {
          templateBody: "Resources: { q: { Type: AWS::SQS::Queue } }",
        });
        other("random:index/randomId:RandomId", "load-balancer-suffix");
        const component = new pulumi.ComponentResource("mycorp:index:LoadBalancer", "judged-by-its-children");
        new aws.ec2.Eip("inside", {}, { parent: component });
      });
      assert.deepEqual(undetermined, []);
      assert.ok(notApplicable.includes("unread-resources"));
      assert.deepEqual(paths, { "http $default": "proved" });
    });

    it(`templates and clusters beside an API are named, ${pass}`, async () => {
      const { undetermined, mandatory } = await verdictsOf(pass, () => {
        httpApi("http", albService("shop", network("home", 40)));
        other("aws:cloudformation/stack:Stack", "front", {
          templateBody: JSON.stringify({ Resources: { lb: { Type: "AWS::ElasticLoadBalancingV2::LoadBalancer" } } }),
        });
        other("kubernetes:networking.k8s.io/v1:Ingress", "ingress");
        other("kubernetes:core/v1:Service", "exposed", { spec: { type: "LoadBalancer" } });
      });
      assert.deepEqual(mandatory, []);
      assert.deepEqual(
        undetermined.filter((finding) => finding.startsWith("unread-resources")).sort(),
        ["exposed", "front", "ingress"].map((name) => `unread-resources ${name}`),
      );
    });

    it(`a service of another package may register with a target group, ${pass}`, async () => {
      const lonely = () => {
        const front = albService("shop", network("home", 40), { service: { loadBalancers: [] } });
        httpApi("http", front);
      };
      const alone = await verdictsOf(pass, lonely);
      assert.deepEqual(alone.mandatory, [`${requestPaths} shop`]);
      const { mandatory, paths } = await verdictsOf(pass, () => {
        lonely();
        other("aws-native:ecs:Service", "native");
      });
      assert.deepEqual(mandatory, []);
      assert.deepEqual(paths, { "http $default": "undetermined" });
    });

    it(`a private integration of an API outside the stack is undetermined, ${pass}`, async () => {
      const { mandatory, undetermined, texts, notApplicable } = await verdictsOf(pass, () => {
        const { link, listener } = albService("shop", network("home", 40));
        const integration = new aws.apigatewayv2.Integration("http", {
          apiId: "abc1234567",
          integrationType: "HTTP_PROXY",
          integrationMethod: "ANY",
          connectionType: "VPC_LINK",
          connectionId: link.id,
          integrationUri: listener.arn,
          payloadFormatVersion: "1.0",
        });
        const target = pulumi.interpolate`integrations/${integration.id}`;
        new aws.apigatewayv2.Route("http", { apiId: "abc1234567", routeKey: "$default", target });
      });
      assert.deepEqual(mandatory, []);
      assert.ok(undetermined.includes(`${requestPaths} http`));
      assert.ok(texts.includes("the API abc1234567 of integration http, which is not in the stack"));
      assert.ok(!notApplicable.includes(requestPaths));
    });

    it(`a V1 link to an API outside the stack may belong to a WebSocket API, ${pass}`, async () => {
      const { mandatory, undetermined } = await verdictsOf(pass, () => {
        const net = network("home", 40);
        const nlb = new aws.lb.LoadBalancer("nlb", {
          internal: true,
          loadBalancerType: "network",
          subnets: net.subnetIds,
        });
        const link = new aws.apigateway.VpcLink("nlb", { targetArn: nlb.arn });
        new aws.apigatewayv2.Integration("chat", {
          apiId: "abc1234567",
          integrationType: "HTTP_PROXY",
          connectionType: "VPC_LINK",
          connectionId: link.id,
          integrationUri: "http://chat.internal/",
        });
      });
      assert.deepEqual(mandatory, []);
      assert.ok(undetermined.includes("unread-resources chat"));
    });

    it(`a route to an integration outside the stack is undetermined, ${pass}`, async () => {
      const { mandatory, paths } = await verdictsOf(pass, () => {
        const { api } = httpApi("http", albService("shop", network("home", 40)));
        new aws.apigatewayv2.Route("old", { apiId: api.id, routeKey: "GET /old", target: "integrations/abc1234" });
      });
      assert.deepEqual(mandatory, []);
      assert.deepEqual(paths, { "http $default": "proved", "http GET /old": "undetermined" });
    });
  }

  it("an unknown stage name is undetermined, and decided with ids", async () => {
    const program = (prefix: string) => () => {
      const eip = new aws.ec2.Eip("other", {});
      httpApi("http", albService("shop", network("home", 40)), { stage: { name: eip.id.apply(() => prefix) } });
    };
    const first = await verdictsOf("preview", program("$default"));
    assert.deepEqual(first.mandatory, []);
    assert.deepEqual(first.undetermined, [
      "http-stage-not-in-path http",
      "stage-name-accepted http",
      `${requestPaths} http`,
      `${requestPaths} http`,
    ]);
    const byPath = () => {
      const eip = new aws.ec2.Eip("other", {});
      const front = albService("shop", network("home", 40), {
        conditions: [{ pathPattern: { values: ["/live/orders"] } }],
      });
      httpApi("http", front, { stage: { name: eip.id.apply(() => "live") }, route: { routeKey: "GET /orders" } });
    };
    assert.deepEqual((await verdictsOf("preview", byPath)).paths, { "http GET /orders": "undetermined" });
    assert.deepEqual((await verdictsOf("apply", program("$default"))).mandatory, []);
    assert.deepEqual((await verdictsOf("apply", program("live"))).mandatory, [
      "http-stage-not-in-path http",
      `${requestPaths} http`,
    ]);
  });

  it("a method whose integration has an unknown method is undetermined, and decided with ids", async () => {
    const program = () => {
      const eip = new aws.ec2.Eip("other", {});
      const httpMethod = eip.id.apply(() => "ANY");
      restApi("rest", albService("shop", network("home", 40)), { integration: { httpMethod } });
    };
    const first = await verdictsOf("preview", program);
    assert.deepEqual(first.mandatory, []);
    assert.deepEqual(first.paths, { "rest ANY /{proxy+}": "undetermined" });
    const later = await verdictsOf("apply", program);
    assert.deepEqual(later.paths, { "rest ANY /{proxy+}": "proved" });
  });

  it("an unknown connectionType is undetermined, and decided with ids", async () => {
    const program = () => {
      const eip = new aws.ec2.Eip("other", {});
      const connectionType = eip.id.apply(() => "VPC_LINK");
      restApi("rest", albService("shop", network("home", 40)), { integration: { connectionType } });
    };
    const first = await verdictsOf("preview", program);
    assert.deepEqual(first.mandatory, []);
    assert.ok(first.undetermined.includes("rest-integration-port rest"));
    assert.ok(first.undetermined.includes("unread-resources rest"));
    const later = await verdictsOf("apply", program);
    assert.deepEqual(later.undetermined, []);
    assert.deepEqual(later.paths, { "rest ANY /{proxy+}": "proved" });
  });
});
