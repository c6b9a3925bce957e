import { actions, operationPermissions, serviceLinkedRole } from "./permissions-operation";
import { markdownTable } from "./table";

const apiGateway = actions("apigateway", "DELETE GET PATCH POST PUT");
const ec2 = (names: string) => actions("ec2", names);
const balancing = (names: string) => actions("elasticloadbalancing", names);
const tags = "CreateTags DeleteTags";
/** The provider deletes network interfaces that a deleted load balancer, group or subnet leaves behind. */
const interfaces = "DeleteNetworkInterface DescribeNetworkInterfaces DetachNetworkInterface";

/**
 * Actions of the deploying role for each resource type of the program. Tests compare them with the permissions that
 * CloudFormation names for its resource types, and with AWS's list of actions. They were not tried in an account.
 * Reference: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const permissions: Readonly<Record<string, readonly string[]>> = {
  "aws:acm/certificate:Certificate": [
    ...actions("acm", "AddTagsToCertificate DeleteCertificate DescribeCertificate ListTagsForCertificate"),
    ...actions("acm", "RemoveTagsFromCertificate RequestCertificate UpdateCertificateOptions"),
  ],
  // The provider reads the certificate until it is issued.
  "aws:acm/certificateValidation:CertificateValidation": ["acm:DescribeCertificate"],
  // API Gateway gets the role by which REST APIs write logs.
  "aws:apigateway/account:Account": [...apiGateway, ...actions("iam", "GetRole PassRole")],
  "aws:apigateway/apiKey:ApiKey": apiGateway,
  "aws:apigateway/authorizer:Authorizer": apiGateway,
  "aws:apigateway/deployment:Deployment": apiGateway,
  "aws:apigateway/integration:Integration": apiGateway,
  "aws:apigateway/integrationResponse:IntegrationResponse": apiGateway,
  "aws:apigateway/method:Method": apiGateway,
  "aws:apigateway/methodResponse:MethodResponse": apiGateway,
  "aws:apigateway/methodSettings:MethodSettings": apiGateway,
  "aws:apigateway/resource:Resource": apiGateway,
  "aws:apigateway/response:Response": apiGateway,
  "aws:apigateway/restApi:RestApi": apiGateway,
  // Tracing by X-Ray creates a service-linked role.
  // Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enabling-xray.html
  "aws:apigateway/stage:Stage": [...apiGateway, serviceLinkedRole],
  "aws:apigateway/usagePlan:UsagePlan": apiGateway,
  "aws:apigateway/usagePlanKey:UsagePlanKey": apiGateway,
  // A V1 link creates an endpoint service with the permissions of the caller.
  // Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-private-integration.html
  "aws:apigateway/vpcLink:VpcLink": [
    ...apiGateway,
    ...ec2("CreateVpcEndpointServiceConfiguration DeleteVpcEndpointServiceConfigurations"),
    ...ec2("DescribeVpcEndpointServiceConfigurations ModifyVpcEndpointServicePermissions"),
    ...balancing("DescribeLoadBalancers"),
  ],
  "aws:apigatewayv2/api:Api": apiGateway,
  "aws:apigatewayv2/authorizer:Authorizer": apiGateway,
  // API Gateway reads the truststore of mutual TLS with the permissions of the caller.
  // Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html,
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/security_iam_service-with-iam.html
  "aws:apigatewayv2/domainName:DomainName": [
    ...apiGateway,
    ...actions("apigateway", "AddCertificateToDomain RemoveCertificateFromDomain"),
    ...actions("s3", "GetObject GetObjectVersion"),
  ],
  "aws:apigatewayv2/integration:Integration": apiGateway,
  "aws:apigatewayv2/route:Route": apiGateway,
  // An HTTP API delivers its access log with the permissions of the caller.
  // Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
  "aws:apigatewayv2/stage:Stage": [
    ...apiGateway,
    ...actions("logs", "CreateLogDelivery DeleteLogDelivery DescribeLogGroups DescribeResourcePolicies"),
    ...actions("logs", "GetLogDelivery ListLogDeliveries PutResourcePolicy UpdateLogDelivery"),
  ],
  // A service-linked role creates the network interfaces of a V2 link.
  // Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/using-service-linked-roles.html
  "aws:apigatewayv2/vpcLink:VpcLink": [...apiGateway, serviceLinkedRole],
  // A target-tracking policy creates, changes and deletes its alarms with the permissions of the caller.
  // Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/auto-scaling-IAM.html
  "aws:appautoscaling/policy:Policy": [
    ...actions("application-autoscaling", "DeleteScalingPolicy DescribeScalingPolicies PutScalingPolicy"),
    ...actions("cloudwatch", "DeleteAlarms DescribeAlarms PutMetricAlarm"),
  ],
  "aws:appautoscaling/target:Target": [
    ...actions("application-autoscaling", "DeregisterScalableTarget DescribeScalableTargets ListTagsForResource"),
    ...actions("application-autoscaling", "RegisterScalableTarget TagResource UntagResource"),
    ...actions("ecs", "DescribeServices UpdateService"),
    serviceLinkedRole,
  ],
  "aws:cloudwatch/logGroup:LogGroup": [
    ...actions("logs", "CreateLogGroup DeleteLogGroup DescribeLogGroups ListTagsForResource PutRetentionPolicy"),
    ...actions("logs", "TagResource UntagResource"),
  ],
  "aws:ec2/eip:Eip": ec2(
    `AllocateAddress DescribeAddresses DescribeAddressesAttribute DisassociateAddress ReleaseAddress ${tags}`,
  ),
  "aws:ec2/internetGateway:InternetGateway": ec2(
    `AttachInternetGateway CreateInternetGateway DeleteInternetGateway DescribeInternetGateways DetachInternetGateway ${tags}`,
  ),
  "aws:ec2/natGateway:NatGateway": ec2(`CreateNatGateway DeleteNatGateway DescribeNatGateways ${tags}`),
  "aws:ec2/route:Route": ec2("CreateRoute DeleteRoute DescribeRouteTables ReplaceRoute"),
  "aws:ec2/routeTable:RouteTable": ec2(`CreateRouteTable DeleteRouteTable DescribeRouteTables ${tags}`),
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ec2(
    "AssociateRouteTable DescribeRouteTables DisassociateRouteTable ReplaceRouteTableAssociation",
  ),
  "aws:ec2/securityGroup:SecurityGroup": ec2(
    `CreateSecurityGroup DeleteSecurityGroup DescribeSecurityGroups RevokeSecurityGroupEgress ${tags} ${interfaces}`,
  ),
  "aws:ec2/subnet:Subnet": ec2(`CreateSubnet DeleteSubnet DescribeSubnets ModifySubnetAttribute ${tags} ${interfaces}`),
  "aws:ec2/vpc:Vpc": [
    ...ec2(`CreateVpc DeleteVpc DescribeVpcAttribute DescribeVpcs ModifyVpcAttribute ${tags}`),
    ...ec2("DescribeNetworkAcls DescribeRouteTables DescribeSecurityGroups"),
  ],
  // The provider reads the addresses of an interface endpoint from its network interfaces.
  "aws:ec2/vpcEndpoint:VpcEndpoint": [
    ...ec2(`CreateVpcEndpoint DeleteVpcEndpoints DescribePrefixLists DescribeVpcEndpoints ModifyVpcEndpoint ${tags}`),
    ...ec2("DescribeNetworkInterfaces"),
    "route53:AssociateVPCWithHostedZone",
  ],
  "aws:ecs/cluster:Cluster": [
    ...actions("ecs", "CreateCluster DeleteCluster DescribeClusters ListTagsForResource TagResource UntagResource"),
    "ecs:UpdateCluster",
    serviceLinkedRole,
  ],
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": [
    ...actions("ecs", "DescribeClusters PutClusterCapacityProviders"),
    serviceLinkedRole,
  ],
  // The actions on deployments let the provider wait until a service is stable.
  "aws:ecs/service:Service": [
    ...actions("ecs", "CreateService DeleteService DescribeServices TagResource UntagResource UpdateService"),
    ...actions("ecs", "DescribeServiceDeployments ListServiceDeployments ListTagsForResource"),
    // ECS gets the roles by which it moves requests and calls hooks.
    "iam:PassRole",
  ],
  "aws:ecs/taskDefinition:TaskDefinition": [
    ...actions("ecs", "DeregisterTaskDefinition DescribeTaskDefinition RegisterTaskDefinition"),
    ...actions("ecs", "ListTagsForResource TagResource UntagResource"),
    "iam:PassRole",
  ],
  "aws:iam/role:Role": [
    ...actions("iam", "CreateRole DeleteRole GetRole ListAttachedRolePolicies ListInstanceProfilesForRole"),
    ...actions("iam", "ListRolePolicies TagRole UntagRole UpdateAssumeRolePolicy"),
  ],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": actions(
    "iam",
    "AttachRolePolicy DetachRolePolicy ListAttachedRolePolicies",
  ),
  "aws:iam/rolePolicy:RolePolicy": actions("iam", "DeleteRolePolicy GetRolePolicy PutRolePolicy"),
  "aws:lb/listener:Listener": [
    ...balancing("AddTags CreateListener DeleteListener DescribeListenerAttributes DescribeListeners DescribeTags"),
    ...balancing("ModifyListener ModifyListenerAttributes RemoveTags"),
  ],
  "aws:lb/listenerRule:ListenerRule": balancing(
    "AddTags CreateRule DeleteRule DescribeRules DescribeTags ModifyRule RemoveTags SetRulePriorities",
  ),
  "aws:lb/loadBalancer:LoadBalancer": [
    ...balancing("AddTags CreateLoadBalancer DeleteLoadBalancer DescribeCapacityReservation RemoveTags"),
    ...balancing("DescribeLoadBalancerAttributes DescribeLoadBalancers DescribeTags"),
    ...balancing("ModifyLoadBalancerAttributes SetSecurityGroups SetSubnets"),
    ...ec2(`DescribeSecurityGroups DescribeSubnets DescribeVpcs ${interfaces}`),
    serviceLinkedRole,
  ],
  "aws:lb/targetGroup:TargetGroup": [
    ...balancing("AddTags CreateTargetGroup DeleteTargetGroup DescribeTags DescribeTargetGroupAttributes"),
    ...balancing("DescribeTargetGroups ModifyTargetGroup ModifyTargetGroupAttributes RemoveTags"),
  ],
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": balancing(
    "DeregisterTargets DescribeTargetHealth RegisterTargets",
  ),
  "aws:route53/record:Record": actions(
    "route53",
    "ChangeResourceRecordSets GetChange GetHostedZone ListHostedZones ListResourceRecordSets",
  ),
  // Cloud Map uses Route 53 with the permissions of the caller.
  // Source: https://docs.aws.amazon.com/cloud-map/latest/dg/cloud-map-api-permissions-ref.html
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": [
    ...actions("servicediscovery", "CreatePrivateDnsNamespace DeleteNamespace GetNamespace GetOperation"),
    ...actions("servicediscovery", "ListTagsForResource TagResource UntagResource"),
    ...actions("route53", "CreateHostedZone DeleteHostedZone GetHostedZone ListHostedZonesByName"),
    ...ec2("DescribeRegions DescribeVpcs"),
  ],
  "aws:servicediscovery/httpNamespace:HttpNamespace": [
    ...actions("servicediscovery", "CreateHttpNamespace DeleteNamespace GetNamespace GetOperation"),
    ...actions("servicediscovery", "ListTagsForResource TagResource UntagResource"),
  ],
  // With `forceDestroy`, the provider deregisters the instances of a service before it deletes the service.
  "aws:servicediscovery/service:Service": [
    ...actions("servicediscovery", "CreateService DeleteService DeregisterInstance GetOperation GetService"),
    ...actions("servicediscovery", "ListInstances ListTagsForResource TagResource UntagResource UpdateService"),
    ...actions("route53", "DeleteHealthCheck GetHealthCheck UpdateHealthCheck"),
  ],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ec2(
    `AuthorizeSecurityGroupEgress DescribeSecurityGroupRules ModifySecurityGroupRules RevokeSecurityGroupEgress ${tags}`,
  ),
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ec2(
    `AuthorizeSecurityGroupIngress DescribeSecurityGroupRules ModifySecurityGroupRules RevokeSecurityGroupIngress ${tags}`,
  ),
  // Source: https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
  "aws:wafv2/webAclAssociation:WebAclAssociation": [
    ...actions("wafv2", "AssociateWebACL DisassociateWebACL GetWebACL GetWebACLForResource"),
    "apigateway:SetWebACL",
  ],
  // Cloud Control calls API Gateway with the permissions of the caller.
  // Source: https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/security.html
  "aws-native:apigatewayv2:ApiMapping": [
    ...apiGateway,
    ...actions("cloudformation", "CancelResourceRequest CreateResource DeleteResource GetResource"),
    ...actions("cloudformation", "GetResourceRequestStatus ListResources UpdateResource"),
  ],
  ...operationPermissions,
};

/** Actions of data sources: names of zones, and the id of the account. */
export const reads = ["ec2:DescribeAvailabilityZones", "sts:GetCallerIdentity"];

/**
 * Actions on the bucket of a state that is stored in S3: an update writes the state and a lock, and deletes the lock.
 * Source: https://github.com/pulumi/pulumi/tree/master/pkg/backend/diy (`backend.go`, `lock.go`)
 */
export const bucketActions = actions("s3", "DeleteObject GetObject ListBucket PutObject");

/**
 * Actions on a key of KMS: the first two if it encrypts the bucket, the first and the last if it is the secrets provider
 * of the stack (`awskms://`).
 * Sources: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html,
 * https://www.pulumi.com/docs/iac/concepts/secrets/
 */
export const keyActions = actions("kms", "Decrypt GenerateDataKey Encrypt");

const coded = (list: readonly string[]) => list.map((action) => `\`${action}\``).join(", ");

/** All actions of the deploying role by service, and those for a state in a bucket, as two Markdown tables. */
export function permissionsTable(): string {
  const all = [...new Set([...Object.values(permissions).flat(), ...reads])].sort();
  const services = [...new Set(all.map((action) => action.split(":")[0] ?? ""))];
  const rows = services.map((service) => [service, coded(all.filter((action) => action.startsWith(`${service}:`)))]);
  const state = [
    ["the bucket and its objects", coded(bucketActions)],
    ["the key of the bucket, or of the secrets provider `awskms://`", coded(keyActions)],
  ];
  return [
    markdownTable({ head: ["service", "actions"], rows }),
    "If the state is stored in S3, the role also needs:",
    markdownTable({ head: ["for", "actions"], rows: state }),
  ].join("\n\n");
}
