import * as aws from "@pulumi/aws";
import { allow, group } from "../../../fixtures/field/base";
import type { sharedAlb } from "./shared-alb";

/** A REST API with a V1 link to an NLB that forwards to the ALB, which is checked at `/`. */
export function nlbApi(
  { net, albSg, alb, listener }: ReturnType<typeof sharedAlb>,
  healthCheck: aws.lb.TargetGroupArgs["healthCheck"] = { protocol: "HTTP", path: "/" },
): void {
  const nlbSg = group("nlb", net);
  allow("nlb-alb", nlbSg, albSg, 80);
  const nlb = new aws.lb.LoadBalancer("front", {
    internal: true,
    loadBalancerType: "network",
    subnets: net.subnetIds,
    securityGroups: [nlbSg.id],
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
  });
  const targets = new aws.lb.TargetGroup("front", {
    port: 80,
    protocol: "TCP",
    targetType: "alb",
    vpcId: net.vpc.id,
    healthCheck,
  });
  new aws.lb.Listener("front", {
    loadBalancerArn: nlb.arn,
    port: 80,
    protocol: "TCP",
    defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
  });
  new aws.lb.TargetGroupAttachment(
    "front",
    { targetGroupArn: targets.arn, targetId: alb.arn, port: 80 },
    { dependsOn: [listener] },
  );
  const link = new aws.apigateway.VpcLink("front", { targetArn: nlb.arn });
  const api = new aws.apigateway.RestApi("rest", {});
  const proxy = new aws.apigateway.Resource("rest", {
    restApi: api.id,
    parentId: api.rootResourceId,
    pathPart: "{proxy+}",
  });
  const method = new aws.apigateway.Method("rest", {
    restApi: api.id,
    resourceId: proxy.id,
    httpMethod: "ANY",
    authorization: "NONE",
    requestParameters: { "method.request.path.proxy": true },
  });
  const integration = new aws.apigateway.Integration("rest", {
    restApi: api.id,
    resourceId: proxy.id,
    httpMethod: method.httpMethod,
    type: "HTTP_PROXY",
    integrationHttpMethod: "ANY",
    connectionType: "VPC_LINK",
    connectionId: link.id,
    uri: "http://app.internal/{proxy}",
    requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" },
  });
  const deployment = new aws.apigateway.Deployment(
    "rest",
    { restApi: api.id, triggers: { uri: integration.uri.apply((uri) => uri ?? "") } },
    { dependsOn: [method, integration] },
  );
  new aws.apigateway.Stage("rest", { restApi: api.id, deployment: deployment.id, stageName: "live" });
}
