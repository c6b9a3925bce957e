import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { allow, group, network, taskDefinition, toInternet } from "../../../fixtures/field/base";

/** An NLB before a Fargate service, and a V1 link to it. */
function nlbService(name: string) {
  const net = network("home", 40);
  const [nlbSg, taskSg] = [group(`${name}-nlb`, net), group(`${name}-task`, net)];
  allow(name, nlbSg, taskSg, 8080);
  toInternet(`${name}-task`, taskSg);
  const nlb = new aws.lb.LoadBalancer(name, {
    internal: true,
    loadBalancerType: "network",
    subnets: net.subnetIds,
    securityGroups: [nlbSg.id],
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
  });
  const targets = new aws.lb.TargetGroup(name, { port: 8080, protocol: "TCP", targetType: "ip", vpcId: net.vpc.id });
  const listener = new aws.lb.Listener(name, {
    loadBalancerArn: nlb.arn,
    port: 80,
    protocol: "TCP",
    defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
  });
  new aws.ecs.Service(
    name,
    {
      cluster: new aws.ecs.Cluster(name, {}).arn,
      launchType: "FARGATE",
      taskDefinition: taskDefinition(name).arn,
      desiredCount: 2,
      networkConfiguration: { subnets: net.subnetIds, securityGroups: [taskSg.id] },
      loadBalancers: [{ targetGroupArn: targets.arn, containerName: "app", containerPort: 8080 }],
    },
    { dependsOn: [listener] },
  );
  return { net, nlb, listener, link: new aws.apigateway.VpcLink(name, { targetArn: nlb.arn }) };
}
type NlbService = ReturnType<typeof nlbService>;

interface Changes {
  readonly api?: Partial<aws.apigatewayv2.ApiArgs>;
  readonly integration?: (front: NlbService) => Partial<aws.apigatewayv2.IntegrationArgs>;
  readonly stage?: (api: aws.apigatewayv2.Api) => Partial<aws.apigatewayv2.StageArgs>;
  readonly keys?: readonly string[];
  readonly route?: (key: string, api: aws.apigatewayv2.Api) => Partial<aws.apigatewayv2.RouteArgs>;
}

/** A WebSocket API before an NLB; the changes break or extend one thing. */
export function chat({ api: apiArgs, integration: change, stage, keys = ["$default"], route }: Changes = {}) {
  const front = nlbService("chat");
  const api = new aws.apigatewayv2.Api("chat", {
    protocolType: "WEBSOCKET",
    routeSelectionExpression: "$request.body.action",
    ...apiArgs,
  });
  const integration = new aws.apigatewayv2.Integration("chat", {
    apiId: api.id,
    integrationType: "HTTP_PROXY",
    integrationMethod: "POST",
    connectionType: "VPC_LINK",
    connectionId: front.link.id,
    integrationUri: "http://chat.internal/messages",
    ...change?.(front),
  });
  for (const routeKey of keys) {
    const target = pulumi.interpolate`integrations/${integration.id}`;
    new aws.apigatewayv2.Route(routeKey, { apiId: api.id, routeKey, target, ...route?.(routeKey, api) });
  }
  const created = new aws.apigatewayv2.Stage("chat", {
    apiId: api.id,
    name: "live",
    autoDeploy: true,
    ...stage?.(api),
  });
  return { api, integration, front, stage: created };
}
