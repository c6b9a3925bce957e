/** The resource types of CloudFormation that do what a resource type of the program does. */
export const cloudFormationTypes: Readonly<Record<string, readonly string[]>> = {
  "aws:acm/certificate:Certificate": ["AWS::CertificateManager::Certificate"],
  // CloudFormation waits for the validation as part of the certificate.
  "aws:acm/certificateValidation:CertificateValidation": ["AWS::CertificateManager::Certificate"],
  "aws:apigateway/account:Account": ["AWS::ApiGateway::Account"],
  "aws:apigateway/apiKey:ApiKey": ["AWS::ApiGateway::ApiKey"],
  "aws:apigateway/deployment:Deployment": ["AWS::ApiGateway::Deployment"],
  "aws:apigateway/integration:Integration": ["AWS::ApiGateway::Method"],
  "aws:apigateway/method:Method": ["AWS::ApiGateway::Method"],
  "aws:apigateway/resource:Resource": ["AWS::ApiGateway::Resource"],
  "aws:apigateway/restApi:RestApi": ["AWS::ApiGateway::RestApi"],
  "aws:apigateway/stage:Stage": ["AWS::ApiGateway::Stage"],
  "aws:apigateway/usagePlan:UsagePlan": ["AWS::ApiGateway::UsagePlan"],
  "aws:apigateway/usagePlanKey:UsagePlanKey": ["AWS::ApiGateway::UsagePlanKey"],
  "aws:apigateway/vpcLink:VpcLink": ["AWS::ApiGateway::VpcLink"],
  "aws:apigatewayv2/api:Api": ["AWS::ApiGatewayV2::Api"],
  "aws:apigatewayv2/authorizer:Authorizer": ["AWS::ApiGatewayV2::Authorizer"],
  "aws:apigatewayv2/domainName:DomainName": ["AWS::ApiGatewayV2::DomainName"],
  "aws:apigatewayv2/integration:Integration": ["AWS::ApiGatewayV2::Integration"],
  "aws:apigatewayv2/route:Route": ["AWS::ApiGatewayV2::Route"],
  "aws:apigatewayv2/stage:Stage": ["AWS::ApiGatewayV2::Stage"],
  "aws:apigatewayv2/vpcLink:VpcLink": ["AWS::ApiGatewayV2::VpcLink"],
  "aws:appautoscaling/policy:Policy": ["AWS::ApplicationAutoScaling::ScalingPolicy"],
  "aws:appautoscaling/target:Target": ["AWS::ApplicationAutoScaling::ScalableTarget"],
  "aws:cloudwatch/logGroup:LogGroup": ["AWS::Logs::LogGroup"],
  "aws:ec2/eip:Eip": ["AWS::EC2::EIP"],
  "aws:ec2/internetGateway:InternetGateway": ["AWS::EC2::InternetGateway", "AWS::EC2::VPCGatewayAttachment"],
  "aws:ec2/natGateway:NatGateway": ["AWS::EC2::NatGateway"],
  "aws:ec2/route:Route": ["AWS::EC2::Route"],
  "aws:ec2/routeTable:RouteTable": ["AWS::EC2::RouteTable"],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ["AWS::EC2::SubnetRouteTableAssociation"],
  "aws:ec2/securityGroup:SecurityGroup": ["AWS::EC2::SecurityGroup"],
  "aws:ec2/subnet:Subnet": ["AWS::EC2::Subnet"],
  "aws:ec2/vpc:Vpc": ["AWS::EC2::VPC"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["AWS::EC2::VPCEndpoint"],
  "aws:ecs/cluster:Cluster": ["AWS::ECS::Cluster"],
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": ["AWS::ECS::ClusterCapacityProviderAssociations"],
  "aws:ecs/service:Service": ["AWS::ECS::Service"],
  "aws:ecs/taskDefinition:TaskDefinition": ["AWS::ECS::TaskDefinition"],
  "aws:iam/role:Role": ["AWS::IAM::Role"],
  "aws:iam/rolePolicy:RolePolicy": ["AWS::IAM::RolePolicy"],
  // A property of the role in CloudFormation.
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["AWS::IAM::Role"],
  "aws:lb/listener:Listener": ["AWS::ElasticLoadBalancingV2::Listener"],
  "aws:lb/listenerRule:ListenerRule": ["AWS::ElasticLoadBalancingV2::ListenerRule"],
  "aws:lb/loadBalancer:LoadBalancer": ["AWS::ElasticLoadBalancingV2::LoadBalancer"],
  "aws:lb/targetGroup:TargetGroup": ["AWS::ElasticLoadBalancingV2::TargetGroup"],
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": ["AWS::ElasticLoadBalancingV2::TargetGroup"],
  "aws:route53/record:Record": ["AWS::Route53::RecordSet"],
  "aws:servicediscovery/httpNamespace:HttpNamespace": ["AWS::ServiceDiscovery::HttpNamespace"],
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": ["AWS::ServiceDiscovery::PrivateDnsNamespace"],
  "aws:servicediscovery/service:Service": ["AWS::ServiceDiscovery::Service"],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["AWS::EC2::SecurityGroupEgress"],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["AWS::EC2::SecurityGroupIngress"],
  "aws-native:apigatewayv2:ApiMapping": ["AWS::ApiGatewayV2::ApiMapping"],
};

const of = (service: string, names: string) => names.split(" ").map((name) => `${service}:${name}`);

/** Permissions that CloudFormation names and the deploying role does not need, by the reason. */
export const notNeeded: Readonly<Record<string, readonly string[]>> = {
  "not an action of IAM": [
    ...of("apigateway", "TagResource UntagResource unTagResource"),
    ...of("s3", "REST.PUT.OBJECT getObject"),
    "vpc-lattice:DescribeServiceNetworkVpcEndpointAssociation",
  ],
  "for a property that the program never sets": [
    ...of("acm-pca", "GetCertificate IssueCertificate"),
    "apigateway:UpdateRestApiPolicy",
    ...of("application-autoscaling", "DeleteScheduledAction DescribeScheduledActions PutScheduledAction"),
    "cognito-idp:DescribeUserPoolClient",
    ...of("ec2", "AcceptAddressTransfer AssignPrivateNatGatewayAddress AssociateAddress AssociateNatGatewayAddress"),
    ...of("ec2", "AssociateSubnetCidrBlock AttachVpnGateway CreateVpcEncryptionControl DescribeIpamPools"),
    ...of("ec2", "DescribeVpcEncryptionControls DescribeVpnGateways DetachVpnGateway DisassociateNatGatewayAddress"),
    ...of("ec2", "DisassociateSubnetCidrBlock ModifyVpcTenancy UnassignPrivateNatGatewayAddress"),
    ...of("ecs", "PutAccountSetting PutAccountSettingDefault StopServiceDeployment"),
    ...of("ecs", "DescribeCapacityProviders UpdateCluster UpdateClusterSettings"),
    ...of("elasticloadbalancing", "ModifyCapacityReservation ModifyIpPools SetIpAddressType"),
    "firehose:TagDeliveryStream",
    ...of("iam", "DeleteRolePermissionsBoundary PutRolePermissionsBoundary"),
    ...of("iam", "UpdateRole UpdateRoleDescription"),
    "kms:DescribeKey",
    ...of("logs", "AssociateKmsKey DeleteDataProtectionPolicy DeleteIndexPolicy"),
    ...of("logs", "DeleteResourcePolicy DeleteRetentionPolicy DescribeIndexPolicies"),
    ...of("logs", "DisassociateKmsKey GetDataProtectionPolicy PutBearerTokenAuthentication PutDataProtectionPolicy"),
    ...of("logs", "PutIndexPolicy PutLogGroupDeletionProtection"),
    ...of("servicediscovery", "DeleteServiceAttributes GetServiceAttributes UpdateHttpNamespace"),
    ...of("servicediscovery", "UpdatePrivateDnsNamespace UpdateServiceAttributes"),
    "vpc-lattice:CreateServiceNetworkVpcEndpointAssociation",
    "vpce:AllowMultiRegion",
  ],
  "for services other than ECS that scale": [
    ...of(
      "lambda",
      "DeleteProvisionedConcurrencyConfig GetProvisionedConcurrencyConfig PutProvisionedConcurrencyConfig",
    ),
  ],
  "for predictive scaling": ["cloudwatch:GetMetricData"],
  // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_security_group_ingress_rule.go
  "the provider calls ModifySecurityGroupRules instead": [
    ...of("ec2", "UpdateSecurityGroupRuleDescriptionsEgress UpdateSecurityGroupRuleDescriptionsIngress"),
  ],
  "service-linked roles are kept": of("iam", "DeleteServiceLinkedRole GetServiceLinkedRoleDeletionStatus"),
  "a look-up of CloudFormation's own": ["ec2:DescribeInstances", "servicediscovery:ListServices"],
};

const provider = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service";

/** Actions that the deploying role needs and CloudFormation does not name, by their source. */
export const beyondCloudFormation: Readonly<Record<string, readonly string[]>> = {
  "https://docs.aws.amazon.com/cloudcontrolapi/latest/userguide/security.html": [
    ...of("cloudformation", "CancelResourceRequest CreateResource DeleteResource GetResource"),
    ...of("cloudformation", "GetResourceRequestStatus ListResources UpdateResource"),
  ],
  "https://docs.aws.amazon.com/cloud-map/latest/dg/cloud-map-api-permissions-ref.html": [
    "servicediscovery:DeregisterInstance",
    ...of("route53", "DeleteHealthCheck GetHealthCheck UpdateHealthCheck"),
  ],
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html": of(
    "logs",
    "DeleteLogDelivery GetLogDelivery ListLogDeliveries UpdateLogDelivery",
  ),
  [`${provider}/servicediscovery/service.go`]: ["servicediscovery:ListInstances"],
  [`${provider}/elbv2/load_balancer.go`]: of("ec2", "DeleteNetworkInterface DetachNetworkInterface"),
  [`${provider}/ec2/ec2_eip.go`]: ["ec2:DescribeAddressesAttribute"],
  [`${provider}/ec2/vpc_endpoint.go`]: ["ec2:DescribePrefixLists"],
  [`${provider}/ec2/vpc_security_group_ingress_rule.go`]: ["ec2:ModifySecurityGroupRules"],
  [`${provider}/iam/role.go`]: ["iam:ListInstanceProfilesForRole"],
  "data sources of the program and of the provider": ["ec2:DescribeAvailabilityZones", "sts:GetCallerIdentity"],
  // An action that is missing stops an update; one too many is harmless.
  "no source was found": of("route53", "AssociateVPCWithHostedZone DeleteHostedZone"),
};
