import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../../policies/evaluate";
import type { SnapshotResource } from "../../policies/graph/snapshot";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { rules } from "../../policies/rules";

const linkWithoutGroup = "vpc-link-v2-has-security-group";
const inline = "no-inline-security-group-rules";
const open = "no-ingress-from-anywhere";

/**
 * What a reviewer finds wrong with each stack, read before any rule ran: rule and resource. Everything else in them is
 * sound: internal balancers, listener ARNs for HTTP APIs, balancer ARNs for REST V2, one VPC each.
 */
const reviewed: Readonly<Record<string, readonly [rule: string, resource: string][]>> = {
  // The group admits the internet although only the link calls; the link has no group, so none can be named instead.
  "http-alb-fargate": [
    [open, "LoadBalancerSG"],
    [inline, "LoadBalancerSG"],
    [linkWithoutGroup, "VpcLink"],
  ],
  // The service may be made before the listener: ECS refuses it then.
  "http-alb-ec2": [
    ["ecs-service-waits-for-listener", "ECSService"],
    [open, "APIGWVPClinkSG"],
    [inline, "APIGWVPClinkSG"],
  ],
  "cdk-http-alb": [
    [open, "lbSecurityGroup"],
    [inline, "lbSecurityGroup"],
    [linkWithoutGroup, "HttpProxyPrivateApiVpcLink"],
  ],
  "cdk-http-nlb": [[linkWithoutGroup, "HttpProxyPrivateApiVpcLink"]],
  // A records carry no port, which API Gateway needs; and nothing drains a task that a deployment stops.
  "cdk-http-cloudmap": [
    ["cloud-map-does-not-drain", "HttpProxyPrivateApiDefaultRouteDefaultIntegration"],
    ["discovery-service-registers-srv", "NamespaceService"],
    ["every-route-reaches-its-service", "NamespaceService"],
    [linkWithoutGroup, "VpcLink"],
  ],
  // Inline egress beside separate rules.
  "cdk-rest-alb": [[inline, "AlbSecurityGroup"]],
  // No health check of HTTP, which a target group of type alb needs; a deployment that never follows its API.
  "rest-v1-nlb-alb-cognito": [
    ["alb-target-group-is-tcp", "TargetGroupStack-rTargetGroup"],
    ["every-route-reaches-its-service", "TargetGroupStack-rTargetGroup"],
    [inline, "NetworkStack-rVPCEndpointSecurityGroup"],
    ["rest-deployment-has-trigger", "rApiGatewayDeployment"],
  ],
  "rest-v2-alb-fargate": [
    ["no-fixed-names", "ApplicationLoadBalancer"],
    ["no-fixed-names", "ALBTargetGroup"],
    [inline, "ALBSecurityGroup"],
    [inline, "ECSSecurityGroup"],
    [inline, "VPCEndpointSecurityGroup"],
    [inline, "VPCLinkSecurityGroup"],
    ["rest-deployment-has-trigger", "APIDeployment"],
  ],
};

const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);

describe("stacks that nobody here wrote", () => {
  for (const [stack, mistakes] of Object.entries(reviewed)) {
    for (const file of [`${stack}.json`, `${stack}.apply.json`]) {
      it(`${file}: every mistake of the review is found, and nothing else`, () => {
        const path = join(__dirname, "..", "fixtures", "public-stacks", file);
        const { resources } = JSON.parse(readFileSync(path, "utf8")) as { resources: SnapshotResource[] };
        const found = evaluate(rules, fromSnapshot(resources)).flatMap(({ rule, violations }) =>
          violations.map(({ urn }) => `${rule.id} ${nameOf(urn)}`),
        );
        assert.deepEqual(found.sort(), mistakes.map(([rule, resource]) => `${rule} ${resource}`).sort());
      });
    }
  }
});
