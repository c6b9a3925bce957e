import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { allow, group, httpApi, network, restApi, taskDefinition, toInternet } from "../../fixtures/field/base";
import { verdictsOf } from "../../support/verdicts";
import { nlbApi } from "./programs/nlb-before-alb";
import { paths, sharedAlb } from "./programs/shared-alb";

const requestPaths = "every-route-reaches-its-service";

/** A resource of any type. */
class Other extends pulumi.CustomResource {}
const other = (type: string, inputs: Record<string, unknown> = {}) => new Other(type, "other", inputs);

const template = (type: string) => ({ templateBody: JSON.stringify({ Resources: { it: { Type: type } } }) });

/** A service whose target group no listener of the `aws` package forwards to. */
function serviceAlone({ albSg, cluster, net }: ReturnType<typeof sharedAlb>) {
  const taskSg = group("task", net);
  allow("alb-task", albSg, taskSg, 8080);
  toInternet("task", taskSg);
  const targets = new aws.lb.TargetGroup("alone", {
    port: 8080,
    protocol: "HTTP",
    targetType: "ip",
    vpcId: net.vpc.id,
  });
  new aws.ecs.Service("alone", {
    cluster: cluster.arn,
    launchType: "FARGATE",
    taskDefinition: taskDefinition("alone").arn,
    networkConfiguration: { subnets: net.subnetIds, securityGroups: [taskSg.id] },
    loadBalancers: [{ targetGroupArn: targets.arn, containerName: "app", containerPort: 8080 }],
  });
}

const withoutRule = () => {
  const front = sharedAlb(network("home", 40), []);
  serviceAlone(front);
  httpApi("http", front);
};

const withoutListener = () => {
  const net = network("home", 40);
  const [linkSg, albSg] = [group("link", net), group("alb", net)] as const;
  allow("link-alb", linkSg, albSg, 80);
  const alb = new aws.lb.LoadBalancer("shop", { internal: true, subnets: net.subnetIds, securityGroups: [albSg.id] });
  const link = new aws.apigatewayv2.VpcLink("shop", { subnetIds: net.subnetIds, securityGroupIds: [linkSg.id] });
  restApi("rest", { link, alb });
};

const withoutHealthCheck = () => {
  nlbApi(sharedAlb(network("home", 40), [{ name: "shop", conditions: paths("/shop/*"), to: "service" }]));
};

const withoutDomain = () => {
  const front = sharedAlb(network("home", 40), [{ name: "shop", conditions: paths("/*"), to: "service" }]);
  httpApi("http", front, { api: { disableExecuteApiEndpoint: true } });
};

interface Case {
  readonly program: () => void;
  /** Mandatory findings of the program alone. */
  readonly alone: readonly string[];
  /** Resources that may be what is missing, and one that is not. */
  readonly filled: readonly (() => unknown)[];
  readonly beside: () => unknown;
}

const cases: Readonly<Record<string, Case>> = {
  "a listener rule": {
    program: withoutRule,
    alone: ["ecs-service-waits-for-listener alone", `${requestPaths} shared`],
    filled: [
      () => other("aws-native:elasticloadbalancingv2:ListenerRule"),
      () => other("aws:cloudformation/stack:Stack", template("AWS::ElasticLoadBalancingV2::ListenerRule")),
      () => other("aws:cloudformation/stack:Stack", { templateUrl: "https://example.com/template.json" }),
      () => other("aws:cloudcontrol/resource:Resource", { typeName: "AWS::ElasticLoadBalancingV2::ListenerRule" }),
    ],
    beside: () => other("aws:cloudformation/stack:Stack", template("AWS::ElasticLoadBalancingV2::TargetGroup")),
  },
  "a listener": {
    program: withoutListener,
    alone: ["rest-integration-port rest", `${requestPaths} shop`],
    filled: [() => other("aws-native:elasticloadbalancingv2:Listener")],
    beside: () => other("aws-native:elasticloadbalancingv2:TargetGroup"),
  },
  "a listener rule for a health check": {
    program: withoutHealthCheck,
    alone: ["alb-health-check-answered front", `${requestPaths} front`],
    filled: [() => other("aws-native:elasticloadbalancingv2:ListenerRule")],
    beside: () => other("aws-native:elasticloadbalancingv2:TargetGroup"),
  },
  "a domain mapping": {
    program: withoutDomain,
    alone: ["disabled-endpoint-has-domain http", `${requestPaths} http`],
    filled: [() => other("aws-native:apigateway:BasePathMapping")],
    beside: () => other("aws-native:apigatewayv2:VpcLink"),
  },
};

describe("what is missing and may be in something that is not read", () => {
  for (const pass of ["preview", "apply"] as const) {
    for (const [title, { program, alone, filled, beside }] of Object.entries(cases)) {
      it(`${title} is undetermined, ${pass}`, async () => {
        for (const fill of filled) {
          const { mandatory, paths: found } = await verdictsOf(pass, () => {
            program();
            fill();
          });
          assert.deepEqual(mandatory, []);
          assert.deepEqual(Object.values(found), ["undetermined"]);
        }
      });

      it(`${title} is reported without it, ${pass}`, async () => {
        for (const add of [() => undefined, beside]) {
          const { mandatory } = await verdictsOf(pass, () => {
            program();
            add();
          });
          assert.deepEqual(mandatory, alone);
        }
      });
    }

    it(`a route to an integration that is not read is undetermined, ${pass}`, async () => {
      const { mandatory, paths: found } = await verdictsOf(pass, () => {
        const integration = other("aws-native:apigatewayv2:Integration");
        const api = new aws.apigatewayv2.Api("http", { protocolType: "HTTP" });
        const target = pulumi.interpolate`integrations/${integration.id}`;
        new aws.apigatewayv2.Route("http", { apiId: api.id, routeKey: "$default", target });
        new aws.apigatewayv2.Stage("http", { apiId: api.id, name: "$default", autoDeploy: true });
      });
      assert.deepEqual(mandatory, []);
      assert.deepEqual(found, { "http $default": "undetermined" });
    });

    it(`a listener that forwards to no target group breaks the path, ${pass}`, async () => {
      const { mandatory, paths: found } = await verdictsOf(pass, () => {
        httpApi("http", sharedAlb(network("home", 40), [], { type: "forward" }));
      });
      assert.deepEqual(mandatory, [`${requestPaths} shared`]);
      assert.deepEqual(found, { "http $default": "refuted at listener" });
    });

    it(`a Lambda function behind a rule is undetermined by its targets alone, ${pass}`, async () => {
      const { mandatory, undetermined, texts } = await verdictsOf(pass, () => {
        const front = sharedAlb(network("home", 40), [{ name: "shop", conditions: paths("/*"), to: "service" }]);
        const targets = new aws.lb.TargetGroup("function", { targetType: "lambda" });
        new aws.lb.ListenerRule("function", {
          listenerArn: front.listener.arn,
          priority: 1,
          conditions: paths("/function/*"),
          actions: [{ type: "forward", targetGroupArn: targets.arn }],
        });
        httpApi("http", front);
      });
      assert.deepEqual(mandatory, []);
      assert.deepEqual(undetermined, [`${requestPaths} function`]);
      assert.ok(texts.includes("at target group: the targets of target group function"));
    });

    it(`an empty body is no body, ${pass}`, async () => {
      const {
        mandatory,
        undetermined,
        paths: found,
      } = await verdictsOf(pass, () => {
        const front = sharedAlb(network("home", 40), [{ name: "shop", conditions: paths("/*"), to: "service" }]);
        httpApi("http", front, { api: { body: "" } });
      });
      assert.deepEqual([mandatory, undetermined], [[], []]);
      assert.deepEqual(found, { "http $default": "proved" });
    });
  }
});
