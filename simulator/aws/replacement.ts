import type { Properties } from "../values";

/**
 * Inputs that AWS cannot change on an existing resource, by type. If one changes, the provider replaces the resource.
 * `*` means every input. Source: the "Changing this forces a new resource" notes of https://www.pulumi.com/registry/packages/aws/
 */
const fixed: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/vpc:Vpc": ["cidrBlock", "instanceTenancy"],
  "aws:ec2/subnet:Subnet": ["vpcId", "cidrBlock", "availabilityZone"],
  "aws:ec2/routeTable:RouteTable": ["vpcId"],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ["subnetId"],
  "aws:ec2/route:Route": ["routeTableId", "destinationCidrBlock"],
  "aws:ec2/natGateway:NatGateway": ["subnetId", "allocationId"],
  "aws:ec2/securityGroup:SecurityGroup": ["vpcId", "name", "description"],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["securityGroupId"],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["securityGroupId"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["vpcId", "serviceName", "vpcEndpointType"],
  "aws:lb/loadBalancer:LoadBalancer": ["name", "internal", "loadBalancerType"],
  "aws:lb/listener:Listener": ["loadBalancerArn"],
  "aws:lb/listenerRule:ListenerRule": ["listenerArn"],
  "aws:lb/targetGroup:TargetGroup": ["name", "port", "protocol", "protocolVersion", "vpcId", "targetType"],
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": ["*"],
  "aws:apigateway/vpcLink:VpcLink": ["targetArn"],
  "aws:apigateway/resource:Resource": ["restApi"],
  "aws:apigateway/method:Method": ["restApi", "resourceId", "httpMethod"],
  "aws:apigateway/integration:Integration": ["restApi", "resourceId", "httpMethod", "type", "integrationHttpMethod"],
  "aws:apigateway/deployment:Deployment": ["restApi", "triggers"],
  "aws:apigateway/stage:Stage": ["restApi", "stageName"],
  "aws:apigatewayv2/api:Api": ["protocolType"],
  "aws:apigatewayv2/vpcLink:VpcLink": ["subnetIds", "securityGroupIds"],
  "aws:apigatewayv2/integration:Integration": ["apiId", "integrationType"],
  "aws:apigatewayv2/route:Route": ["apiId"],
  "aws:apigatewayv2/stage:Stage": ["apiId", "name"],
  "aws:ecs/cluster:Cluster": ["name"],
  "aws:ecs/service:Service": ["name", "cluster", "launchType"],
  "aws:ecs/taskDefinition:TaskDefinition": ["*"],
  "aws:iam/role:Role": ["name"],
  "aws:iam/rolePolicy:RolePolicy": ["role", "name"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["*"],
  "aws:cloudwatch/logGroup:LogGroup": ["name"],
  "aws:appautoscaling/target:Target": ["resourceId", "scalableDimension", "serviceNamespace"],
  "aws:appautoscaling/policy:Policy": ["name", "resourceId", "scalableDimension", "serviceNamespace"],
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": ["name", "vpc"],
  "aws:servicediscovery/service:Service": ["name", "namespaceId"],
};

const count = (value: unknown) => (Array.isArray(value) ? value.length : 0);

/**
 * Inputs of an NLB that can be updated in place only in some cases. The provider replaces an NLB unless the number of
 * its subnets grows. AWS cannot add the first security group to an NLB, nor remove the last one.
 * Source: https://www.pulumi.com/registry/packages/aws/api-docs/lb/loadbalancer/ (`subnets`, `securityGroups`)
 */
const ofNlb: Readonly<Record<string, (olds: Properties, news: Properties) => boolean>> = {
  subnets: (olds, news) => count(news["subnets"]) <= count(olds["subnets"]),
  securityGroups: (olds, news) => (count(olds["securityGroups"]) === 0) !== (count(news["securityGroups"]) === 0),
};

/** The changed inputs that force the provider to replace the resource. */
export function replacing(type: string, changed: readonly string[], olds: Properties, news: Properties): string[] {
  const keys = fixed[type] ?? [];
  const nlb = olds["loadBalancerType"] === "network" ? ofNlb : {};
  return changed.filter((key) => keys.includes("*") || keys.includes(key) || nlb[key]?.(olds, news) === true);
}
