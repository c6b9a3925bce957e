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
  // The listener answers every request itself with a fixed response; no request reaches a service.
  "cdk-http-alb": [
    ["every-route-reaches-its-service", "lblistener"],
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
  // Inline egress rules beside separate rules. CloudFormation waits for the certificate; the resource of Pulumi does not.
  "cdk-rest-alb": [
    [mixed, "AlbSecurityGroup"],
    ["certificate-validated-before-use", "AlbHttpsListener"],
  ],
  // AWS checks the target group of type alb by HTTP, as it sets no health check; the deployment does not follow its API.
  "rest-v1-nlb-alb-cognito": [
    [inline, "NetworkStack-rVPCEndpointSecurityGroup"],
    // One of its two resources has no OPTIONS method, although its ANY method has an authorizer.
    ["preflight-needs-no-authorization", "rApiGateway"],
    ["rest-deployment-has-trigger", "rApiGatewayDeployment"],
  ],
  "rest-v2-alb-fargate": [
    [mixed, "ALBSecurityGroup"],
    [mixed, "ECSSecurityGroup"],
    [inline, "VPCEndpointSecurityGroup"],
    [inline, "VPCLinkSecurityGroup"],
    ["rest-deployment-has-trigger", "APIDeployment"],
  ],
};

const authorization = "api-has-authorization";
const accessLogs = "stage-has-access-logs";
const throttling = "stage-has-throttling";
const encryption = "requests-to-balancer-encrypted";
const steady = "ecs-service-waits-for-steady-state";
const cdkHttp: readonly [rule: string, resource: string][] = [
  [authorization, "HttpProxyPrivateApi"],
  [accessLogs, "HttpProxyPrivateApiDefaultStage"],
  [throttling, "HttpProxyPrivateApiDefaultStage"],
];

/** What reviewers advise on each stack; none of them is hardened. */
const advised: Readonly<Record<string, readonly [rule: string, resource: string][]>> = {
  "http-alb-fargate": [
    [encryption, "APIGWHTTPEndpoint"],
    [authorization, "APIGWHTTPEndpoint"],
    [steady, "ECSService"],
    [accessLogs, "APIStageDefault"],
    [throttling, "APIStageDefault"],
  ],
  // Its groups admit all protocols from each other, and its task has one role for both purposes, with actions of ECR
  // and CloudWatch Logs on all resources. Its targets drain for 5 seconds.
  "http-alb-ec2": [
    [authorization, "HttpApiALB"],
    [encryption, "HttpApiALB"],
    [steady, "ECSService"],
    ["target-group-drains-requests", "ELBTargetGroupPrivate"],
    // Its idle timeout is 30 s, as the timeout of the integration.
    ["timeouts-nest", "PrivateLoadBalancer"],
    ["task-role-without-wildcards", "ECSTaskExecutionRole"],
    ["no-all-protocols", "ContainerSecurityGroup"],
    ["no-all-protocols", "PrivateLoadBalancerSG"],
    ["separate-task-and-execution-role", "TaskDefinition"],
    [accessLogs, "APIStage"],
    [throttling, "APIStage"],
  ],
  "cdk-http-alb": [[encryption, "HttpProxyPrivateApi"], ...cdkHttp],
  "cdk-http-nlb": [["nlb-has-security-group", "lb"], [encryption, "HttpProxyPrivateApi"], ...cdkHttp],
  "cdk-http-cloudmap": cdkHttp,
  "cdk-rest-alb": [
    [authorization, "RestApi"],
    ["clients-use-tls-1-2", "RestApi"],
    [accessLogs, "RestApiDeploymentStageprod"],
    [throttling, "RestApiDeploymentStageprod"],
  ],
  // A Cognito authorizer guards its methods.
  "rest-v1-nlb-alb-cognito": [
    [steady, "FargateStack-ECSService"],
    ["nlb-has-security-group", "NetworkStack-rNetworkLoadBalancer"],
    [accessLogs, "rApiGatewayDeploymentStage"],
    [throttling, "rApiGatewayDeploymentStage"],
  ],
  // Fixed names serve requests; they only stop a later replacement.
  "rest-v2-alb-fargate": [
    [steady, "ECSService"],
    ["no-fixed-names", "ApplicationLoadBalancer"],
    ["no-fixed-names", "ALBTargetGroup"],
    [authorization, "ProductsRestAPI"],
    [accessLogs, "APIDeploymentStage"],
    [throttling, "APIDeploymentStage"],
  ],
};

/** What only the pass with ids shows: the scheme of a uri with the DNS name of a load balancer. */
const advisedLater: typeof advised = {
  "cdk-rest-alb": [[encryption, "RestApi"]],
  "rest-v1-nlb-alb-cognito": [[encryption, "rApiGateway"]],
  "rest-v2-alb-fargate": [[encryption, "ProductsRestAPI"]],
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
        const later = file.endsWith(".apply.json") ? (advisedLater[stack] ?? []) : [];
        const expected = [...mistakes, ...(advised[stack] ?? []), ...later];
        assert.deepEqual(found.sort(), expected.map(([rule, resource]) => `${rule} ${resource}`).sort());
      });
    }
  }
});
