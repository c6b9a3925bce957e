/** REST API through a V1 link and an NLB: to tasks, or to an ALB before tasks. */
import * as aws from "@pulumi/aws";
import { allow, group, network, taskDefinition, toInternet } from "../../../fixtures/field/base";
import type { Net } from "../../../fixtures/field/base";

export interface Setup {
  readonly net?: Net;
  /** Changes of the target group that the NLB forwards to. */
  readonly targetGroup?: Partial<aws.lb.TargetGroupArgs>;
  /** Changes of the ALB's listener. */
  readonly listener?: Partial<aws.lb.ListenerArgs>;
  readonly nlb?: Partial<aws.lb.LoadBalancerArgs>;
  readonly service?: Partial<aws.ecs.ServiceArgs>;
  readonly subnetsOfTasks?: readonly aws.ec2.Subnet[];
}

function service(
  net: Net,
  taskGroup: aws.ec2.SecurityGroup,
  targets: aws.lb.TargetGroup,
  listener: aws.lb.Listener,
  setup: Setup,
): aws.ecs.Service {
  return new aws.ecs.Service(
    "shop",
    {
      cluster: new aws.ecs.Cluster("shop", {}).arn,
      launchType: "FARGATE",
      taskDefinition: taskDefinition("shop").arn,
      desiredCount: 2,
      networkConfiguration: {
        subnets: setup.subnetsOfTasks?.map(({ id }) => id) ?? net.subnetIds,
        securityGroups: [taskGroup.id],
      },
      loadBalancers: [{ targetGroupArn: targets.arn, containerName: "app", containerPort: 8080 }],
      ...setup.service,
    },
    { dependsOn: [listener] },
  );
}

function balancer(net: Net, nlbGroup: aws.ec2.SecurityGroup, more: Partial<aws.lb.LoadBalancerArgs> = {}) {
  return new aws.lb.LoadBalancer("shop-nlb", {
    internal: true,
    loadBalancerType: "network",
    subnets: net.subnetIds,
    securityGroups: [nlbGroup.id],
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
    ...more,
  });
}

function api(nlb: aws.lb.LoadBalancer): void {
  const link = new aws.apigateway.VpcLink("shop", { targetArn: nlb.arn });
  const rest = new aws.apigateway.RestApi("rest", {});
  const on = { restApi: rest.id, resourceId: rest.rootResourceId };
  const method = new aws.apigateway.Method("rest", { ...on, httpMethod: "ANY", authorization: "NONE" });
  const integration = new aws.apigateway.Integration("rest", {
    ...on,
    httpMethod: method.httpMethod,
    type: "HTTP_PROXY",
    integrationHttpMethod: "ANY",
    connectionType: "VPC_LINK",
    connectionId: link.id,
    uri: "http://app.internal/",
  });
  const deployment = new aws.apigateway.Deployment(
    "rest",
    { restApi: rest.id, triggers: { uri: integration.uri.apply((uri) => uri ?? "") } },
    { dependsOn: [method, integration] },
  );
  new aws.apigateway.Stage("rest", { restApi: rest.id, deployment: deployment.id, stageName: "live" });
}

/** NLB -> tasks, by TCP. */
export function nlbService(setup: Setup = {}): aws.ecs.Service {
  const net = setup.net ?? network("home", 40);
  const [nlbGroup, taskGroup] = [group("nlb", net), group("task", net)];
  allow("nlb-task", nlbGroup, taskGroup, 8080);
  toInternet("task", taskGroup);
  const nlb = balancer(net, nlbGroup, setup.nlb);
  const tcp = { port: 8080, protocol: "TCP", targetType: "ip", vpcId: net.vpc.id };
  const targets = new aws.lb.TargetGroup("shop", { ...tcp, ...setup.targetGroup });
  const listener = new aws.lb.Listener("shop", {
    loadBalancerArn: nlb.arn,
    port: 80,
    protocol: "TCP",
    defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
  });
  const tasks = service(net, taskGroup, targets, listener, setup);
  api(nlb);
  return tasks;
}

/** NLB -> ALB -> tasks. The ALB listens at the port of `listener`, 80 by default. */
export function nlbBeforeAlb(setup: Setup = {}): void {
  const net = setup.net ?? network("home", 40);
  const port = typeof setup.listener?.port === "number" ? setup.listener.port : 80;
  const [nlbGroup, albGroup, taskGroup] = [group("nlb", net), group("alb", net), group("task", net)];
  allow("nlb-alb", nlbGroup, albGroup, port);
  allow("alb-task", albGroup, taskGroup, 8080);
  toInternet("task", taskGroup);
  const alb = new aws.lb.LoadBalancer("shop-alb", {
    internal: true,
    subnets: net.subnetIds,
    securityGroups: [albGroup.id],
  });
  const targets = new aws.lb.TargetGroup("shop", { port: 8080, protocol: "HTTP", targetType: "ip", vpcId: net.vpc.id });
  const inner = new aws.lb.Listener("shop-alb", {
    loadBalancerArn: alb.arn,
    port: 80,
    protocol: "HTTP",
    defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
    ...setup.listener,
  });
  service(net, taskGroup, targets, inner, setup);
  const nlb = balancer(net, nlbGroup, setup.nlb);
  const tcp = { port, protocol: "TCP", targetType: "alb", vpcId: net.vpc.id };
  const front = new aws.lb.TargetGroup("shop-front", { ...tcp, ...setup.targetGroup });
  new aws.lb.TargetGroupAttachment(
    "shop-front",
    { targetGroupArn: front.arn, targetId: alb.arn, port },
    { dependsOn: [inner] },
  );
  new aws.lb.Listener("shop-nlb", {
    loadBalancerArn: nlb.arn,
    port: 80,
    protocol: "TCP",
    defaultActions: [{ type: "forward", targetGroupArn: front.arn }],
  });
  api(nlb);
}
