import type { Properties } from "../values";
import { unknown } from "../values";

/**
 * Inputs that the provider cannot change on an existing resource, by type: if one changes, the provider replaces the
 * resource. A dot leads into an object, `[]` into every item of a list. The program's types without such an input are
 * absent. A change of `region` replaces every resource.
 * Source: `ForceNew` in the schemas of https://github.com/hashicorp/terraform-provider-aws/tree/main/internal/service
 */
const fixed: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/vpc:Vpc": ["cidrBlock", "instanceTenancy", "ipv4IpamPoolId", "ipv4NetmaskLength"],
  "aws:ec2/subnet:Subnet": ["vpcId", "cidrBlock", "availabilityZone", "availabilityZoneId", "ipv6Native", "outpostArn"],
  "aws:ec2/routeTable:RouteTable": ["vpcId"],
  "aws:ec2/routeTableAssociation:RouteTableAssociation": ["subnetId", "gatewayId"],
  "aws:ec2/route:Route": [
    "routeTableId",
    "destinationCidrBlock",
    "destinationIpv6CidrBlock",
    "destinationPrefixListId",
  ],
  "aws:ec2/eip:Eip": ["domain", "networkBorderGroup", "publicIpv4Pool"],
  "aws:ec2/natGateway:NatGateway": ["subnetId", "allocationId", "connectivityType", "privateIp"],
  "aws:ec2/securityGroup:SecurityGroup": ["vpcId", "name", "description"],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ["securityGroupId"],
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": ["securityGroupId"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["vpcId", "serviceName", "serviceRegion", "vpcEndpointType"],
  "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple": [
    ...["vpcEndpointServiceId", "principalArn"],
  ],
  "aws:ec2/vpcEndpointConnectionAccepter:VpcEndpointConnectionAccepter": ["vpcEndpointServiceId", "vpcEndpointId"],
  "aws:lb/loadBalancer:LoadBalancer": ["name", "internal", "loadBalancerType"],
  "aws:lb/listener:Listener": ["loadBalancerArn"],
  "aws:lb/listenerRule:ListenerRule": ["listenerArn"],
  "aws:lb/targetGroup:TargetGroup": [
    ...["name", "port", "protocol", "protocolVersion", "vpcId", "targetType", "ipAddressType"],
  ],
  "aws:lb/targetGroupAttachment:TargetGroupAttachment": ["*"],
  "aws:apigateway/vpcLink:VpcLink": ["targetArn"],
  "aws:apigateway/resource:Resource": ["restApi"],
  "aws:apigateway/method:Method": ["restApi", "resourceId", "httpMethod"],
  "aws:apigateway/integration:Integration": [
    ...["restApi", "resourceId", "httpMethod", "type", "integrationHttpMethod", "credentials", "passthroughBehavior"],
  ],
  "aws:apigateway/deployment:Deployment": ["restApi", "triggers", "variables"],
  "aws:apigateway/stage:Stage": ["restApi", "stageName"],
  "aws:apigateway/authorizer:Authorizer": ["restApi"],
  "aws:apigateway/methodResponse:MethodResponse": ["restApi", "resourceId", "httpMethod", "statusCode"],
  "aws:apigateway/integrationResponse:IntegrationResponse": ["restApi", "resourceId", "httpMethod", "statusCode"],
  "aws:apigateway/response:Response": ["restApiId", "responseType"],
  "aws:apigateway/methodSettings:MethodSettings": ["restApi", "stageName", "methodPath"],
  "aws:apigateway/apiKey:ApiKey": ["value"],
  "aws:apigateway/usagePlan:UsagePlan": ["productCode"],
  "aws:apigateway/usagePlanKey:UsagePlanKey": ["keyId", "keyType", "usagePlanId"],
  "aws:wafv2/webAclAssociation:WebAclAssociation": ["resourceArn", "webAclArn"],
  "aws:apigatewayv2/api:Api": ["protocolType"],
  "aws:apigatewayv2/authorizer:Authorizer": ["apiId"],
  "aws:apigatewayv2/vpcLink:VpcLink": ["subnetIds", "securityGroupIds"],
  "aws:apigatewayv2/integration:Integration": ["apiId", "integrationType", "integrationSubtype"],
  "aws:apigatewayv2/route:Route": ["apiId"],
  "aws:apigatewayv2/stage:Stage": ["apiId", "name"],
  "aws:apigatewayv2/domainName:DomainName": ["domainName"],
  "aws:apigatewayv2/apiMapping:ApiMapping": ["apiId", "domainName"],
  // Properties of the resource type that only its creation sets.
  "aws-native:apigatewayv2:ApiMapping": ["domainName"],
  "aws:apigateway/domainName:DomainName": ["domainName"],
  "aws:apigateway/basePathMapping:BasePathMapping": ["domainName"],
  "aws:acm/certificate:Certificate": [
    ...["domainName", "subjectAlternativeNames", "validationMethod", "validationOptions"],
    ...["keyAlgorithm", "certificateAuthorityArn"],
  ],
  "aws:acm/certificateValidation:CertificateValidation": ["certificateArn", "validationRecordFqdns"],
  "aws:route53/record:Record": ["zoneId", "name"],
  "aws:ecs/cluster:Cluster": ["name"],
  "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders": ["clusterName"],
  "aws:ecs/service:Service": ["name", "cluster", "launchType", "schedulingStrategy", "iamRole"],
  "aws:ecs/taskDefinition:TaskDefinition": ["*"],
  "aws:iam/role:Role": ["name", "path"],
  "aws:iam/rolePolicy:RolePolicy": ["role", "name"],
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["*"],
  "aws:cloudwatch/logGroup:LogGroup": ["name", "logGroupClass"],
  "aws:cloudwatch/metricAlarm:MetricAlarm": ["name"],
  "aws:cloudwatch/dashboard:Dashboard": ["dashboardName"],
  "aws:cloudwatch/eventRule:EventRule": ["name", "eventBusName"],
  "aws:cloudwatch/eventTarget:EventTarget": ["rule", "targetId", "eventBusName"],
  "aws:lambda/function:Function": ["name", "packageType"],
  "aws:lambda/permission:Permission": ["*"],
  "aws:scheduler/schedule:Schedule": ["name", "groupName"],
  "aws:servicequotas/serviceQuota:ServiceQuota": ["serviceCode", "quotaCode"],
  "aws:appautoscaling/target:Target": ["resourceId", "scalableDimension", "serviceNamespace"],
  "aws:appautoscaling/policy:Policy": ["name", "resourceId", "scalableDimension", "serviceNamespace"],
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": ["name", "vpc"],
  "aws:servicediscovery/httpNamespace:HttpNamespace": ["name", "description"],
  "aws:servicediscovery/service:Service": [
    ...["name", "namespaceId", "type", "healthCheckCustomConfig", "healthCheckConfig.type"],
    ...["dnsConfig.namespaceId", "dnsConfig.routingPolicy", "dnsConfig.dnsRecords[].type"],
  ],
};

/** Inputs that the provider changes in place although the type is `*` above. */
const inPlace = ["tags", "skipDestroy", "trackLatest"];

/** Inputs that the provider takes from AWS where the program sets none: leaving one out changes nothing. */
const computed = ["launchType"];

/** The values at a path of `fixed`: several if it leads into a list. An unknown value on the way is the value. */
function valuesAt(value: unknown, path: readonly string[]): readonly unknown[] {
  const [key, ...rest] = path;
  if (key === undefined || value === unknown) return [value];
  if (key.endsWith("[]")) {
    const items = valuesAt(value, [key.slice(0, -2)])[0];
    return Array.isArray(items) ? items.flatMap((item) => valuesAt(item, rest)) : [items];
  }
  return typeof value === "object" && value !== null ? valuesAt((value as Properties)[key], rest) : [undefined];
}

const text = (value: unknown) => JSON.stringify(value) as string | undefined;
const differ = (olds: Properties, news: Properties, path: string) =>
  text(valuesAt(olds, path.split("."))) !== text(valuesAt(news, path.split(".")));

/** The items of a list; undefined if the list or an item is unknown, since a preview cannot judge it then. */
function itemsOf(properties: Properties, key: string): readonly unknown[] | undefined {
  const value = properties[key] ?? [];
  return Array.isArray(value) && !value.includes(unknown) ? value : undefined;
}

/**
 * Inputs of an NLB that can be updated in place only in some cases. The provider replaces an NLB unless the number of
 * its subnets grows. AWS cannot add the first security group to an NLB, nor remove the last one. A list that is not
 * wholly known does not replace an NLB.
 * Source: `customizeDiffLoadBalancerNLB` in https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/elbv2/load_balancer.go
 */
const ofNlb: Readonly<Record<string, (olds: readonly unknown[], news: readonly unknown[]) => boolean>> = {
  subnets: (olds, news) => news.length <= olds.length,
  securityGroups: (olds, news) => (olds.length === 0) !== (news.length === 0),
};

function replacingNlb(olds: Properties, news: Properties): readonly string[] {
  if (olds["loadBalancerType"] !== "network") return [];
  return Object.keys(ofNlb).filter((key) => {
    const [before, after] = [itemsOf(olds, key), itemsOf(news, key)];
    return differ(olds, news, key) && before !== undefined && after !== undefined && ofNlb[key]?.(before, after);
  });
}

const authorizerType = "aws:apigateway/authorizer:Authorizer";

/**
 * An authorizer of a REST API becomes one for user pools, or another one again, only by replacement.
 * Source: `resourceAwsApiGatewayAuthorizerCustomizeDiff` in https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/apigateway/authorizer.go
 */
function replacingAuthorizer(olds: Properties, news: Properties): readonly string[] {
  const types = [olds["type"] ?? "TOKEN", news["type"] ?? "TOKEN"];
  return types[0] !== types[1] && types.includes("COGNITO_USER_POOLS") ? ["type"] : [];
}

/** The changed inputs that force the provider to replace the resource, as paths of `fixed`. */
export function replacing(type: string, olds: Properties, news: Properties): readonly string[] {
  const paths = fixed[type] ?? [];
  const all = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter((key) => !inPlace.includes(key));
  const candidates = paths.includes("*") ? all : [...paths, "region"];
  const isKept = (path: string) => computed.includes(path) && news[path] === undefined;
  return [
    ...candidates.filter((path) => differ(olds, news, path) && !isKept(path)),
    ...replacingNlb(olds, news),
    ...(type === authorizerType ? replacingAuthorizer(olds, news) : []),
  ];
}

/**
 * The provider's error about a change that it refuses before it asks AWS: of the capacity provider strategy of an ECS
 * service without a new deployment. It also refuses so to remove the strategy for a launch type.
 * Source: `capacityProviderStrategyCustomizeDiff` in https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/service.go
 */
export function refusedChange(type: string, olds: Properties, news: Properties): string | undefined {
  if (type !== "aws:ecs/service:Service" || news["forceNewDeployment"] === true) return undefined;
  return differ(olds, news, "capacityProviderStrategies")
    ? "force_new_deployment should be true when capacity_provider_strategy is being updated"
    : undefined;
}
