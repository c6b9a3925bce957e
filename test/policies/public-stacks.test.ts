import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../../policies/evaluate";
import type { SnapshotResource } from "../../policies/graph/snapshot";
import { fromSnapshot } from "../../policies/graph/snapshot";
import { rules } from "../../policies/rules";

const linkWithoutGroup = "vpc-link-v2-has-security-group";
const mixed = "no-inline-security-group-rules";
const inline = "separate-security-group-rules";
const open = "no-ingress-from-anywhere";

/**
 * Faults that a reviewer found in each stack before any rule ran: rule and resource. Everything else is sound: internal
 * load balancers, listener ARNs for HTTP APIs, load balancer ARNs for REST APIs with V2 links, one VPC each.
 */
const reviewed: Readonly<Record<string, readonly [rule: string, resource: string][]>> = {
  // The group allows the whole internet, although only the link calls it; the link has no group to allow instead.
  "http-alb-fargate": [
    [open, "LoadBalancerSG"],
    [mixed, "LoadBalancerSG"],
    [linkWithoutGroup, "VpcLink"],
  ],
  // The service may be created before the listener, which ECS rejects.
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
  // A records have no port, which API Gateway needs; and Cloud Map does not drain stopped tasks.
  "cdk-http-cloudmap": [
    ["cloud-map-does-not-drain", "HttpProxyPrivateApiDefaultRouteDefaultIntegration"],
    ["discovery-service-registers-srv", "NamespaceService"],
    ["every-route-reaches-its-service", "NamespaceService"],
    [linkWithoutGroup, "VpcLink"],
  ],
  // Inline egress rules beside separate rules.
  "cdk-rest-alb": [[mixed, "AlbSecurityGroup"]],
  // AWS checks the target group of type alb by HTTP, as it sets no health check; the deployment does not follow its API.
  "rest-v1-nlb-alb-cognito": [
    [inline, "NetworkStack-rVPCEndpointSecurityGroup"],
    // One of its two resources has no OPTIONS method, although its ANY method has an authorizer.
    ["preflight-needs-no-authorization", "rApiGateway"],
    ["rest-deployment-has-trigger", "rApiGatewayDeployment"],
  ],
  "rest-v2-alb-fargate": [
    ["no-fixed-names", "ApplicationLoadBalancer"],
    ["no-fixed-names", "ALBTargetGroup"],
    [mixed, "ALBSecurityGroup"],
    [mixed, "ECSSecurityGroup"],
    [inline, "VPCEndpointSecurityGroup"],
    [inline, "VPCLinkSecurityGroup"],
    ["rest-deployment-has-trigger", "APIDeployment"],
  ],
};

const nameOf = (urn: string) => urn.slice(urn.lastIndexOf("::") + 2);

describe("public stacks of other authors", () => {
  for (const [stack, mistakes] of Object.entries(reviewed)) {
    for (const file of [`${stack}.json`, `${stack}.apply.json`]) {
      it(`${file}: exactly the reviewed faults are reported`, () => {
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
