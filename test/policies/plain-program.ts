import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Faults that a test can introduce into the program. */
export interface Flaws {
  readonly publicBalancer?: true;
  readonly linkInOtherNetwork?: true;
  readonly listenerAsTarget?: true;
  readonly loadBalancerAsUri?: true;
  readonly serviceDoesNotWait?: true;
  readonly noRouteOut?: true;
  readonly oneZone?: true;
  readonly elevenLinks?: true;
  readonly ingressFromAnywhere?: true;
  readonly publicTasks?: true;
  readonly portTwice?: true;
}

const requestPaths = "every-route-reaches-its-service";

/**
 * Single faults, and the rules that must report them: the rule for the hop, and the rule for request paths unless requests
 * still reach a service.
 */
export const flawed: readonly (readonly [Flaws, readonly string[]])[] = [
  [{ publicBalancer: true }, ["balancer-is-internal", requestPaths]],
  [{ linkInOtherNetwork: true }, ["balancer-and-vpc-link-in-one-vpc", requestPaths]],
  [{ listenerAsTarget: true }, ["rest-integration-target", requestPaths]],
  [{ loadBalancerAsUri: true }, ["http-integration-takes-listener", requestPaths]],
  [{ serviceDoesNotWait: true }, ["ecs-service-waits-for-listener"]],
  [{ noRouteOut: true }, ["private-tasks-reach-registry", requestPaths]],
  [{ oneZone: true }, ["alb-in-two-zones", requestPaths]],
  [{ elevenLinks: true }, ["vpc-links-v2-quota"]],
  [{ ingressFromAnywhere: true }, ["no-ingress-from-anywhere"]],
  [{ publicTasks: true }, ["tasks-have-no-public-ip", requestPaths]],
  [{ portTwice: true }, ["unique-listener-port", requestPaths]],
];

const json = (value: unknown) => JSON.stringify(value);

/** A network as another team would write it: flat arguments, and ids as outputs of the component. */
class Net extends pulumi.ComponentResource {
  readonly netId: pulumi.Output<string>;
  readonly workloadSubnets: pulumi.Output<string[]>;

  constructor(name: string, block: string, flaws: Flaws) {
    super("acme:platform:Net", name);
    const parent = { parent: this };
    const vpc = new aws.ec2.Vpc(`${name}Net`, { cidrBlock: `10.${block}.0.0/16` }, parent);
    const igw = new aws.ec2.InternetGateway(`${name}Igw`, { vpcId: vpc.id }, parent);
    const edge = new aws.ec2.Subnet(
      `${name}Edge`,
      { vpcId: vpc.id, cidrBlock: `10.${block}.0.0/24`, availabilityZone: "us-east-1b" },
      parent,
    );
    const edgeTable = new aws.ec2.RouteTable(
      `${name}EdgeTable`,
      { vpcId: vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: igw.id }] },
      parent,
    );
    new aws.ec2.RouteTableAssociation(`${name}EdgeAssoc`, { subnetId: edge.id, routeTableId: edgeTable.id }, parent);
    const eip = new aws.ec2.Eip(`${name}Eip`, { domain: "vpc" }, parent);
    const nat = new aws.ec2.NatGateway(`${name}Nat`, { subnetId: edge.id, allocationId: eip.id }, parent);
    const table = new aws.ec2.RouteTable(
      `${name}Table`,
      { vpcId: vpc.id, routes: flaws.noRouteOut ? [] : [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }] },
      parent,
    );
    const inner = ["us-east-1b", flaws.oneZone ? "us-east-1b" : "us-east-1c"].map((availabilityZone, i) => {
      const subnet = new aws.ec2.Subnet(
        `${name}Inner${i}`,
        { vpcId: vpc.id, cidrBlock: `10.${block}.${i + 1}.0/24`, availabilityZone },
        parent,
      );
      new aws.ec2.RouteTableAssociation(`${name}Assoc${i}`, { subnetId: subnet.id, routeTableId: table.id }, parent);
      return subnet.id;
    });
    this.netId = vpc.id;
    this.workloadSubnets = pulumi.all(inner);
    this.registerOutputs({ netId: this.netId, workloadSubnets: this.workloadSubnets });
  }
}

const openTo = (name: string, group: aws.ec2.SecurityGroup, peer: aws.ec2.SecurityGroup, port: number) => {
  const between = { ipProtocol: "tcp", fromPort: port, toPort: port };
  new aws.vpc.SecurityGroupEgressRule(`${name}Out`, {
    securityGroupId: peer.id,
    referencedSecurityGroupId: group.id,
    ...between,
  });
  new aws.vpc.SecurityGroupIngressRule(`${name}In`, {
    securityGroupId: group.id,
    referencedSecurityGroupId: peer.id,
    ...between,
  });
};

/** A REST API and an HTTP API in front of one service, without this project's components. */
export function plainProgram(flaws: Flaws = {}): void {
  const home = new Net("Home", "40", flaws);
  const away = new Net("Away", "41", flaws);
  const group = (name: string, net: Net) => new aws.ec2.SecurityGroup(name, { vpcId: net.netId, description: name });
  const linkNet = flaws.linkInOtherNetwork ? away : home;
  const [linkGroup, balancerGroup, taskGroup] = [
    group("LinkSg", linkNet),
    group("BalancerSg", home),
    group("TaskSg", home),
  ];
  openTo("LinkToBalancer", balancerGroup, linkGroup, 80);
  openTo("BalancerToTask", taskGroup, balancerGroup, 8080);
  // For the image, logs and secrets of the task, through NAT.
  new aws.vpc.SecurityGroupEgressRule("TaskOut", {
    securityGroupId: taskGroup.id,
    cidrIpv4: "0.0.0.0/0",
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
  });
  const balancer = new aws.lb.LoadBalancer("Front", {
    internal: !flaws.publicBalancer,
    subnets: home.workloadSubnets,
    securityGroups: [balancerGroup.id],
  });
  const blue = new aws.lb.TargetGroup("Blue", { port: 8080, protocol: "HTTP", targetType: "ip", vpcId: home.netId });
  const web = new aws.lb.Listener("Web", {
    loadBalancerArn: balancer.arn,
    port: 80,
    protocol: "HTTP",
    defaultActions: [{ type: "forward", forward: { targetGroups: [{ arn: blue.arn, weight: 1 }] } }],
  });
  if (flaws.portTwice) {
    new aws.lb.Listener("Again", {
      loadBalancerArn: balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "forward", targetGroupArn: blue.arn }],
    });
  }
  if (flaws.ingressFromAnywhere) {
    new aws.vpc.SecurityGroupIngressRule("Open", {
      securityGroupId: balancerGroup.id,
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 80,
      toPort: 80,
    });
  }
  const cluster = new aws.ecs.Cluster("Apps", {});
  const task = new aws.ecs.TaskDefinition("App", {
    family: "app",
    cpu: "256",
    memory: "512",
    networkMode: "awsvpc",
    requiresCompatibilities: ["FARGATE"],
    containerDefinitions: json([
      { name: "app", image: "public.ecr.aws/nginx/nginx:1.29", portMappings: [{ containerPort: 8080 }] },
    ]),
  });
  new aws.ecs.Service(
    "AppService",
    {
      cluster: cluster.arn,
      launchType: "FARGATE",
      taskDefinition: task.arn,
      desiredCount: 2,
      networkConfiguration: {
        subnets: home.workloadSubnets,
        securityGroups: [taskGroup.id],
        assignPublicIp: flaws.publicTasks ?? false,
      },
      loadBalancers: [{ targetGroupArn: blue.arn, containerName: "app", containerPort: 8080 }],
    },
    flaws.serviceDoesNotWait ? {} : { dependsOn: [web] },
  );
  const link = new aws.apigatewayv2.VpcLink("Way", {
    subnetIds: linkNet.workloadSubnets,
    securityGroupIds: [linkGroup.id],
  });
  for (let index = 0; flaws.elevenLinks && index < 10; index++) {
    const own = group(`SpareSg${index}`, home);
    new aws.apigatewayv2.VpcLink(`Spare${index}`, { subnetIds: home.workloadSubnets, securityGroupIds: [own.id] });
  }

  const rest = new aws.apigateway.RestApi("Rest", {});
  const method = new aws.apigateway.Method("Any", {
    restApi: rest.id,
    resourceId: rest.rootResourceId,
    httpMethod: "ANY",
    authorization: "NONE",
  });
  const onward = new aws.apigateway.Integration("Onward", {
    restApi: rest.id,
    resourceId: method.resourceId,
    httpMethod: method.httpMethod,
    type: "HTTP_PROXY",
    integrationHttpMethod: "ANY",
    connectionType: "VPC_LINK",
    connectionId: link.id,
    integrationTarget: flaws.listenerAsTarget ? web.arn : balancer.arn,
    uri: "http://app.internal:80/",
  });
  const deployment = new aws.apigateway.Deployment(
    "Deployment",
    { restApi: rest.id, triggers: { uri: onward.uri.apply((uri) => uri ?? "") } },
    { dependsOn: [method, onward] },
  );
  new aws.apigateway.Stage("Live", { restApi: rest.id, deployment: deployment.id, stageName: "live" });

  const http = new aws.apigatewayv2.Api("Http", { protocolType: "HTTP" });
  const proxied = new aws.apigatewayv2.Integration("Proxied", {
    apiId: http.id,
    integrationType: "HTTP_PROXY",
    integrationMethod: "ANY",
    connectionType: "VPC_LINK",
    connectionId: link.id,
    payloadFormatVersion: "1.0",
    integrationUri: flaws.loadBalancerAsUri ? balancer.arn : web.arn,
  });
  new aws.apigatewayv2.Route("Everything", {
    apiId: http.id,
    routeKey: "$default",
    target: pulumi.interpolate`integrations/${proxied.id}`,
  });
  new aws.apigatewayv2.Stage("Default", { apiId: http.id, name: "$default", autoDeploy: true });
}
