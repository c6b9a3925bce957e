import { markdownTable } from "./table";

/**
 * Actions of the deploying role for each resource type of the program. Neither compared action by action with the AWS
 * reference nor tested on an account. Reference: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const apiGateway = ["apigateway:DELETE", "apigateway:GET", "apigateway:PATCH", "apigateway:POST", "apigateway:PUT"];
const balancing = (...actions: readonly string[]) => actions.map((action) => `elasticloadbalancing:${action}`);
const network = (...actions: readonly string[]) => actions.map((action) => `ec2:${action}`);

export const permissions: Readonly<Record<string, readonly string[]>> = {
  "aws:apigateway/deployment:Deployment": apiGateway,
  "aws:apigateway/integration:Integration": apiGateway,
  "aws:apigateway/method:Method": apiGateway,
  "aws:apigateway/resource:Resource": apiGateway,
  "aws:apigateway/restApi:RestApi": apiGateway,
  "aws:apigateway/stage:Stage": apiGateway,
  // A V1 link creates an endpoint service with the permissions of the caller.
  // Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
  "aws:apigateway/vpcLink:VpcLink": [
    ...apiGateway,
    ...network(
      "CreateVpcEndpointServiceConfiguration",
      "DeleteVpcEndpointServiceConfigurations",
      "DescribeVpcEndpointServiceConfigurations",
      "ModifyVpcEndpointServicePermissions",
    ),
    ...balancing("DescribeLoadBalancers"),
  ],
  "aws:apigatewayv2/api:Api": apiGateway,
  "aws:apigatewayv2/integration:Integration": apiGateway,
  "aws:apigatewayv2/route:Route": apiGateway,
  "aws:apigatewayv2/stage:Stage": apiGateway,
  // A service-linked role creates the network interfaces of a V2 link.
  // Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/using-service-linked-roles.html
  "aws:apigatewayv2/vpcLink:VpcLink": [...apiGateway, "iam:CreateServiceLinkedRole"],
  "aws:appautoscaling/policy:Policy": ["DeleteScalingPolicy", "DescribeScalingPolicies", "PutScalingPolicy"].map(
    (action) => `application-autoscaling:${action}`,
  ),
  "aws:appautoscaling/target:Target": [
    "application-autoscaling:DeregisterScalableTarget",
    "application-autoscaling:DescribeScalableTargets",
    "application-autoscaling:ListTagsForResource",
    "application-autoscaling:RegisterScalableTarget",
    "application-autoscaling:TagResource",
    "iam:CreateServiceLinkedRole",
  ],
  "aws:cloudwatch/logGroup:LogGroup": [
    "CreateLogGroup",
    "DeleteLogGroup",
    "DescribeLogGroups",
    "ListTagsForResource",
    "PutRetentionPolicy",
    "TagResource",
  ].map((action) => `logs:${action}`),
  "aws:ec2/eip:Eip": network(
    "AllocateAddress",
    "CreateTags",
    "DescribeAddresses",
    "DescribeAddressesAttribute",
    "DisassociateAddress",
    "ReleaseAddress",
  ),
  "aws:ec2/internetGateway:InternetGateway": network(
    "AttachInternetGateway",
    "CreateInternetGateway",
    "CreateTags",
    "DeleteInternetGateway",
    "DescribeInternetGateways",
    "DetachInternetGateway",
  ),
  "aws:ec2/natGateway:NatGateway": network("CreateNatGateway", "CreateTags", "DeleteNatGateway", "DescribeNatGateways"),
  "aws:ec2/route:Route": network("CreateRoute", "DeleteRoute", "DescribeRouteTables", "ReplaceRoute"),
  "aws:ec2/routeTable:RouteTable": network("CreateRouteTable", "CreateTags", "DeleteRouteTable", "DescribeRouteTables"),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": network(
    "AssociateRouteTable",
    "DescribeRouteTables",
    "DisassociateRouteTable",
    "ReplaceRouteTableAssociation",
  ),
  "aws:ec2/securityGroup:SecurityGroup": network(
    "CreateSecurityGroup",
    "CreateTags",
    "DeleteSecurityGroup",
    "DescribeNetworkInterfaces",
    "DescribeSecurityGroups",
    "RevokeSecurityGroupEgress",
  ),
  "aws:ec2/subnet:Subnet": network(
    "CreateSubnet",
    "CreateTags",
    "DeleteSubnet",
    "DescribeNetworkInterfaces",
    "DescribeSubnets",
    "ModifySubnetAttribute",
  ),
  "aws:ec2/vpc:Vpc": network(
    "CreateTags",
    "CreateVpc",
    "DeleteVpc",
    "DescribeNetworkAcls",
    "DescribeRouteTables",
    "DescribeSecurityGroups",
    "DescribeVpcAttribute",
    "DescribeVpcs",
    "ModifyVpcAttribute",
  ),
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    ...network(
      "CreateTags",
      "CreateVpcEndpoint",
      "DeleteVpcEndpoints",
      "DescribePrefixLists",
      "DescribeVpcEndpoints",
      "ModifyVpcEndpoint",
    ),
    "route53:AssociateVPCWithHostedZone",
  ],
  "aws:ecs/cluster:Cluster": [
    "ecs:CreateCluster",
    "ecs:DeleteCluster",
    "ecs:DescribeClusters",
    "ecs:TagResource",
    "iam:CreateServiceLinkedRole",
  ],
  "aws:ecs/service:Service": ["CreateService", "DeleteService", "DescribeServices", "TagResource", "UpdateService"].map(
    (action) => `ecs:${action}`,
  ),
  "aws:ecs/taskDefinition:TaskDefinition": [
    "ecs:DeregisterTaskDefinition",
    "ecs:DescribeTaskDefinition",
    "ecs:RegisterTaskDefinition",
    "ecs:TagResource",
    "iam:PassRole",
  ],
  "aws:iam/role:Role": [
    "CreateRole",
    "DeleteRole",
    "GetRole",
    "ListAttachedRolePolicies",
    "ListInstanceProfilesForRole",
    "ListRolePolicies",
    "TagRole",
    "UpdateAssumeRolePolicy",
  ].map((action) => `iam:${action}`),
  "aws:iam/rolePolicy:RolePolicy": ["iam:DeleteRolePolicy", "iam:GetRolePolicy", "iam:PutRolePolicy"],
  "aws:lb/listener:Listener": balancing(
    "AddTags",
    "CreateListener",
    "DeleteListener",
    "DescribeListenerAttributes",
    "DescribeListeners",
    "DescribeTags",
    "ModifyListener",
    "ModifyListenerAttributes",
  ),
  "aws:lb/listenerRule:ListenerRule": balancing(
    "AddTags",
    "CreateRule",
    "DeleteRule",
    "DescribeRules",
    "DescribeTags",
    "ModifyRule",
    "SetRulePriorities",
  ),
  "aws:lb/loadBalancer:LoadBalancer": [
    ...balancing(
      "AddTags",
      "CreateLoadBalancer",
      "DeleteLoadBalancer",
      "DescribeCapacityReservation",
      "DescribeLoadBalancerAttributes",
      "DescribeLoadBalancers",
      "DescribeTags",
      "ModifyLoadBalancerAttributes",
      "SetSecurityGroups",
      "SetSubnets",
    ),
    ...network("DescribeNetworkInterfaces", "DescribeSecurityGroups", "DescribeSubnets", "DescribeVpcs"),
    "iam:CreateServiceLinkedRole",
  ],
  "aws:lb/targetGroup:TargetGroup": balancing(
    "AddTags",
    "CreateTargetGroup",
    "DeleteTargetGroup",
    "DescribeTags",
    "DescribeTargetGroupAttributes",
    "DescribeTargetGroups",
    "ModifyTargetGroup",
    "ModifyTargetGroupAttributes",
  ),
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": balancing(
    "DeregisterTargets",
    "DescribeTargetHealth",
    "RegisterTargets",
  ),
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": [
    ...["CreatePrivateDnsNamespace", "DeleteNamespace", "GetNamespace", "GetOperation", "ListTagsForResource"].map(
      (action) => `servicediscovery:${action}`,
    ),
    "servicediscovery:TagResource",
    ...["CreateHostedZone", "DeleteHostedZone", "GetHostedZone", "ListHostedZonesByName"].map(
      (action) => `route53:${action}`,
    ),
    ...network("DescribeVpcs"),
  ],
  "aws:servicediscovery/service:Service": [
    "CreateService",
    "DeleteService",
    "GetService",
    "ListInstances",
    "ListTagsForResource",
    "TagResource",
    "UpdateService",
  ].map((action) => `servicediscovery:${action}`),
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": network(
    "AuthorizeSecurityGroupEgress",
    "CreateTags",
    "DescribeSecurityGroupRules",
    "ModifySecurityGroupRules",
    "RevokeSecurityGroupEgress",
  ),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": network(
    "AuthorizeSecurityGroupIngress",
    "CreateTags",
    "DescribeSecurityGroupRules",
    "ModifySecurityGroupRules",
    "RevokeSecurityGroupIngress",
  ),
};

/** Actions of data sources: names of zones, and the id of the account. */
const reads = ["ec2:DescribeAvailabilityZones", "sts:GetCallerIdentity"];

/** All actions of the deploying role by service, as a Markdown table. */
export function permissionsTable(): string {
  const actions = [...new Set([...Object.values(permissions).flat(), ...reads])].sort();
  const services = [...new Set(actions.map((action) => action.split(":")[0] ?? ""))];
  const rows = services.map((service) => {
    const own = actions.filter((action) => action.startsWith(`${service}:`)).map((action) => `\`${action}\``);
    return [service, own.join(", ")];
  });
  return markdownTable({ head: ["service", "actions"], rows });
}
