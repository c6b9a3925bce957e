import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();
const vpcId = config.require("vpcId");
const subnets = config.requireObject<string[]>("subnetIds");
const port = config.getNumber("port") ?? 8080;
const containerPort = config.getNumber("containerPort") ?? 8080;
const healthCheckPath = config.get("healthCheckPath") ?? "/";
const targetSecurityGroupId = config.require("targetSecurityGroupId");
const consumers = config.requireObject<string[]>("consumers");
const acceptedEndpoints = config.getObject<string[]>("acceptedEndpoints") ?? [];

const securityGroup = new aws.ec2.SecurityGroup("provider", { vpcId, description: "NLB of the endpoint service" });
const tcp = { ipProtocol: "tcp", fromPort: containerPort, toPort: containerPort };
new aws.vpc.SecurityGroupEgressRule("provider-to-tasks", {
  ...tcp,
  securityGroupId: securityGroup.id,
  referencedSecurityGroupId: targetSecurityGroupId,
});
new aws.vpc.SecurityGroupIngressRule("tasks-from-provider", {
  ...tcp,
  securityGroupId: targetSecurityGroupId,
  referencedSecurityGroupId: securityGroup.id,
});

const nlb = new aws.lb.LoadBalancer("provider", {
  internal: true,
  loadBalancerType: "network",
  subnets,
  // An NLB without a security group cannot get one later.
  securityGroups: [securityGroup.id],
  enableCrossZoneLoadBalancing: true,
  // Requests through PrivateLink have the private addresses of the consumer, which may be those of any other VPC. Who
  // connects is decided by the allowed principals and by acceptance:
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
  enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
});

// An ECS service registers its tasks here: loadBalancers: [{ targetGroupArn, containerName, containerPort }].
const targetGroup = new aws.lb.TargetGroup("provider", {
  vpcId,
  targetType: "ip",
  protocol: "TCP",
  port: containerPort,
  // The load balancers of the consumer check this path too, through the endpoint.
  healthCheck: { protocol: "HTTP", path: healthCheckPath, matcher: "200-399" },
  // An NLB sends new connections to a deregistered target for up to two minutes.
  deregistrationDelay: 120,
});
new aws.lb.Listener("provider", {
  loadBalancerArn: nlb.arn,
  port,
  protocol: "TCP",
  defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
});

const service = new aws.ec2.VpcEndpointService("provider", {
  networkLoadBalancerArns: [nlb.arn],
  acceptanceRequired: true,
});
for (const account of consumers)
  new aws.ec2.VpcEndpointServiceAllowedPrinciple(`consumer-${account}`, {
    vpcEndpointServiceId: service.id,
    principalArn: `arn:aws:iam::${account}:root`,
  });
for (const vpcEndpointId of acceptedEndpoints)
  new aws.ec2.VpcEndpointConnectionAccepter(vpcEndpointId, { vpcEndpointServiceId: service.id, vpcEndpointId });

/** `existing.endpointService.name` of the consumer. */
export const serviceName = service.serviceName;
/** Target group for the tasks of the service. */
export const targetGroupArn = targetGroup.arn;
