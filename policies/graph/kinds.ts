/** One Pulumi type serves HTTP and WebSocket APIs; `protocols.ts` marks the types of WebSocket APIs with `#WEBSOCKET`. */
const tokens = {
  vpc: ["ec2/vpc:Vpc", "ec2/defaultVpc:DefaultVpc"],
  vpcBlock: ["ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation"],
  prefixList: ["ec2/managedPrefixList:ManagedPrefixList"],
  prefixListEntry: ["ec2/managedPrefixListEntry:ManagedPrefixListEntry"],
  subnet: ["ec2/subnet:Subnet", "ec2/defaultSubnet:DefaultSubnet"],
  securityGroup: ["ec2/securityGroup:SecurityGroup", "ec2/defaultSecurityGroup:DefaultSecurityGroup"],
  ingressRule: ["vpc/securityGroupIngressRule:SecurityGroupIngressRule"],
  egressRule: ["vpc/securityGroupEgressRule:SecurityGroupEgressRule"],
  securityGroupRule: ["ec2/securityGroupRule:SecurityGroupRule"],
  routeTable: ["ec2/routeTable:RouteTable", "ec2/defaultRouteTable:DefaultRouteTable"],
  mainRouteTable: ["ec2/mainRouteTableAssociation:MainRouteTableAssociation"],
  routeTableAssociation: ["ec2/routeTableAssociation:RouteTableAssociation"],
  vpcRoute: ["ec2/route:Route"],
  internetGateway: ["ec2/internetGateway:InternetGateway"],
  natGateway: ["ec2/natGateway:NatGateway"],
  elasticIp: ["ec2/eip:Eip"],
  vpcEndpoint: ["ec2/vpcEndpoint:VpcEndpoint"],
  endpointService: ["ec2/vpcEndpointService:VpcEndpointService"],
  endpointGroup: ["ec2/securityGroupAssociation:SecurityGroupAssociation"],
  loadBalancer: ["lb/loadBalancer:LoadBalancer"],
  listener: ["lb/listener:Listener"],
  listenerRule: ["lb/listenerRule:ListenerRule"],
  listenerCertificate: ["lb/listenerCertificate:ListenerCertificate"],
  targetGroup: ["lb/targetGroup:TargetGroup"],
  targetGroupAttachment: ["lb/targetGroupAttachment:TargetGroupAttachment"],
  vpcLinkV1: ["apigateway/vpcLink:VpcLink"],
  vpcLinkV2: ["apigatewayv2/vpcLink:VpcLink"],
  restApi: ["apigateway/restApi:RestApi"],
  restApiPut: ["apigateway/restApiPut:RestApiPut"],
  restResource: ["apigateway/resource:Resource"],
  restMethod: ["apigateway/method:Method"],
  restIntegration: ["apigateway/integration:Integration"],
  restMethodResponse: ["apigateway/methodResponse:MethodResponse"],
  restIntegrationResponse: ["apigateway/integrationResponse:IntegrationResponse"],
  restDeployment: ["apigateway/deployment:Deployment"],
  restStage: ["apigateway/stage:Stage"],
  restGatewayResponse: ["apigateway/response:Response"],
  httpApi: ["apigatewayv2/api:Api"],
  httpRoute: ["apigatewayv2/route:Route"],
  httpIntegration: ["apigatewayv2/integration:Integration"],
  httpDeployment: ["apigatewayv2/deployment:Deployment"],
  httpStage: ["apigatewayv2/stage:Stage"],
  webSocketApi: ["apigatewayv2/api:Api#WEBSOCKET"],
  webSocketRoute: ["apigatewayv2/route:Route#WEBSOCKET"],
  webSocketIntegration: ["apigatewayv2/integration:Integration#WEBSOCKET"],
  webSocketDeployment: ["apigatewayv2/deployment:Deployment#WEBSOCKET"],
  webSocketStage: ["apigatewayv2/stage:Stage#WEBSOCKET"],
  ecsCluster: ["ecs/cluster:Cluster"],
  ecsService: ["ecs/service:Service"],
  taskDefinition: ["ecs/taskDefinition:TaskDefinition"],
  metricAlarm: ["cloudwatch/metricAlarm:MetricAlarm"],
  scalableTarget: ["appautoscaling/target:Target"],
  scalingPolicy: ["appautoscaling/policy:Policy"],
  privateDnsNamespace: ["servicediscovery/privateDnsNamespace:PrivateDnsNamespace"],
  httpNamespace: ["servicediscovery/httpNamespace:HttpNamespace"],
  discoveryService: ["servicediscovery/service:Service"],
  apiMapping: ["apigatewayv2/apiMapping:ApiMapping", "aws-native:apigatewayv2:ApiMapping"],
  basePathMapping: ["apigateway/basePathMapping:BasePathMapping"],
  routingRule: ["apigatewayv2/routingRule:RoutingRule"],
  httpDomainName: ["apigatewayv2/domainName:DomainName"],
  restDomainName: ["apigateway/domainName:DomainName"],
  certificate: ["acm/certificate:Certificate"],
  certificateValidation: ["acm/certificateValidation:CertificateValidation"],
  hostedZone: ["route53/zone:Zone"],
  record: ["route53/record:Record"],
  httpAuthorizer: ["apigatewayv2/authorizer:Authorizer"],
  restAuthorizer: ["apigateway/authorizer:Authorizer"],
  restMethodSettings: ["apigateway/methodSettings:MethodSettings"],
  restApiPolicy: ["apigateway/restApiPolicy:RestApiPolicy"],
  usagePlan: ["apigateway/usagePlan:UsagePlan"],
  usagePlanKey: ["apigateway/usagePlanKey:UsagePlanKey"],
  apiKey: ["apigateway/apiKey:ApiKey"],
  gatewayAccount: ["apigateway/account:Account"],
  webAclAssociation: ["wafv2/webAclAssociation:WebAclAssociation", "wafregional/webAclAssociation:WebAclAssociation"],
  secret: ["secretsmanager/secret:Secret"],
  secretVersion: ["secretsmanager/secretVersion:SecretVersion"],
  ssmParameter: ["ssm/parameter:Parameter"],
  bucket: ["s3/bucket:Bucket", "s3/bucketV2:BucketV2"],
  bucketPolicy: ["s3/bucketPolicy:BucketPolicy"],
  kmsKey: ["kms/key:Key"],
  kmsKeyPolicy: ["kms/keyPolicy:KeyPolicy"],
  kmsGrant: ["kms/grant:Grant"],
  iamRole: ["iam/role:Role"],
  rolePolicy: ["iam/rolePolicy:RolePolicy"],
  iamPolicy: ["iam/policy:Policy"],
  policyAttachment: [
    "iam/policyAttachment:PolicyAttachment",
    "iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
  ],
  rolePolicyAttachment: ["iam/rolePolicyAttachment:RolePolicyAttachment"],
} as const satisfies Record<string, readonly string[]>;

/** Kind of a resource, the same for all aliases of its type. */
export type Kind = keyof typeof tokens;

/** Other modules under which the provider offers the load balancer types. */
const balancerModules = ["alb", "applicationloadbalancing", "elasticloadbalancingv2"];

/** Token with its package; tokens of `aws` are written without it. */
const inPackage = (token: string) => (token.startsWith("aws-native:") ? token : `aws:${token}`);

const kinds = new Map<string, Kind>(
  (Object.entries(tokens) as [Kind, readonly string[]][]).flatMap(([kind, types]) =>
    types.flatMap((type) => {
      const aliases = type.startsWith("lb/") ? balancerModules.map((module) => type.replace("lb/", `${module}/`)) : [];
      return [type, ...aliases].map((token): [string, Kind] => [inPackage(token), kind]);
    }),
  ),
);

/** Kind of a type token; undefined for types that no rule checks. */
export const kindOf = (type: string): Kind | undefined => kinds.get(type);
