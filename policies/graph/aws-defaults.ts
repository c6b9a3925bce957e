/**
 * Values that AWS or the provider uses for a property that the program does not set. Rules and traces read defaults
 * only from here.
 */

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html */
export const defaultLoadBalancerType = "application";

/**
 * A load balancer without `internal` is internet-facing.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
 */
export const internalByDefault = false;

/**
 * NLBs only; an ALB always balances across zones, unless a target group turns it off.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#cross-zone-load-balancing
 */
export const nlbCrossZoneByDefault = false;

/**
 * NLBs with a security group only.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
export const defaultPrivateLinkEnforcement = "on";

/** Load balancers and target groups. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
export const defaultIpAddressType = "ipv4";

/** ALB listeners; NLB listeners must set it. https://www.pulumi.com/registry/packages/aws/api-docs/lb/listener/ */
export const defaultListenerProtocol = "HTTP";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
export const defaultTargetType = "instance";

/** The port at which a target receives requests. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
export const defaultHealthCheckPort = "traffic-port";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
export const defaultHealthCheckPath = "/";

/** Target groups of NLBs. https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html */
export const defaultNlbMatcher = "200-399";

/**
 * Protocol of the health check of a target group that sets none. With a `healthCheck` block, the provider sends HTTP.
 * Without one, AWS uses TCP for TCP, TLS and UDP target groups, but HTTP for targets of type `alb`, which do not
 * support TCP checks.
 * Sources: https://www.pulumi.com/registry/packages/aws/api-docs/lb/targetgroup/#targetgrouphealthcheck,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html,
 * https://github.com/aws/aws-cdk/issues/18422
 */
export const defaultHealthCheckProtocol = (group: {
  readonly protocol: string | undefined;
  readonly targetType: string;
  readonly block: "absent" | "present";
}): "HTTP" | "TCP" =>
  group.block === "present" || group.targetType === "alb" || /^HTTPS?$/.test(group.protocol ?? "") ? "HTTP" : "TCP";

/**
 * Whether targets see the address of the client instead of that of the NLB. It has no effect on PrivateLink traffic.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html
 */
export const preservesClientIpByDefault = (group: {
  readonly protocol: string | undefined;
  readonly targetType: string;
}): boolean => group.targetType !== "ip" || !/^(TCP|TLS)$/.test(group.protocol ?? "TCP");

/** https://www.pulumi.com/registry/packages/aws/api-docs/ecs/service/ */
export const publicIpByDefault = false;

/**
 * The provider sends 0 if the program sets none; the API itself has no default.
 * https://www.pulumi.com/registry/packages/aws/api-docs/ecs/service/
 */
export const defaultDesiredCount = 0;

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html */
export const defaultSchedulingStrategy = "REPLICA";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html */
export const defaultDeploymentController = "ECS";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
export const defaultDeploymentStrategy = "ROLLING";

/** `deploymentMaximumPercent`. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
export const defaultMaximumPercent = 200;

/**
 * Endpoint type of a REST API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html
 */
export const defaultEndpointOfRestApi = "EDGE";

/**
 * What an ALB does with users that are not authenticated.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html
 */
export const defaultOnUnauthenticated = "authenticate";

/**
 * The default security group of a VPC, which AWS uses for load balancers and tasks without a security group, allows
 * ingress from itself and all egress. A security group that the provider creates has no rule at all: the provider
 * removes the egress rule that AWS adds. `aws.ec2.DefaultSecurityGroup` removes all rules too.
 * Sources: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html,
 * https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/,
 * https://www.pulumi.com/registry/packages/aws/api-docs/ec2/defaultsecuritygroup/
 */
export const defaultGroupRules = {
  ingress: { self: true, blocks: [] },
  egress: { self: false, blocks: ["0.0.0.0/0", "::/0"] },
} as const;

/**
 * API Gateway integrations; such an integration uses no VPC link.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export const defaultConnectionType = "INTERNET";

/** Stages of HTTP APIs. https://www.pulumi.com/registry/packages/aws/api-docs/apigatewayv2/stage/ */
export const autoDeployByDefault = false;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html */
export const defaultEndpointType = "Gateway";

/**
 * Interface endpoints. The API's default is true, but the provider sends false if the program sets nothing.
 * https://github.com/hashicorp/terraform-provider-aws/pull/37715
 */
export const privateDnsByDefault = false;

/** Seconds. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html */
export const defaultDeregistrationDelay = 300;

/**
 * Timeout of an integration in milliseconds.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html (timeoutInMillis),
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html (TimeoutInMillis)
 */
export const defaultTimeoutMs = { http: 30_000, restOrWebSocket: 29_000 } as const;

/**
 * `idleTimeout` of an ALB in seconds.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
 */
export const defaultAlbIdleSeconds = 60;

/**
 * Security policy of an HTTPS or TLS listener. The console has another default.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export const defaultTlsPolicy = "ELBSecurityPolicy-2016-08";

/**
 * Security policy of a REST API with a Regional or edge-optimized endpoint; that of a private endpoint is TLS_1_2.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html
 */
export const defaultSecurityPolicyOfRestApi = "TLS_1_0";
