import { flood } from "./edit";
import type { Operator } from "./edit";

/** One too many of everything that AWS counts. */
export const quotas: readonly Operator[] = [
  flood("V2 links", "vpc-links-v2-quota", "apigatewayv2/vpcLink:VpcLink", 10),
  flood("V1 links", "vpc-links-v1-quota", "apigateway/vpcLink:VpcLink", 20),
  flood("balancers", "albs-per-region-quota", "index:LoadBalancer$aws:lb/loadBalancer:LoadBalancer", 0),
  flood("listeners of a balancer", "listeners-per-nlb-quota", "lb/listener:Listener", 50, (one, index) => ({
    ...one,
    inputs: { ...one.inputs, port: 30_000 + index },
  })),
  flood("routes of an HTTP API", "routes-per-http-api-quota", "apigatewayv2/route:Route", 300),
  flood("integrations of an HTTP API", "integrations-per-http-api-quota", "apigatewayv2/integration:Integration", 300),
  flood("resources of a REST API", "resources-per-rest-api-quota", "apigateway/resource:Resource", 300),
  flood("rules of an ALB", "rules-per-alb-quota", "listenerRule:ListenerRule", 100, (one, index) => ({
    ...one,
    inputs: { ...one.inputs, priority: 40_000 + index },
  })),
  flood(
    "rules of a security group",
    "rules-per-security-group-quota",
    "securityGroupIngressRule:SecurityGroupIngressRule",
    60,
    (one, index) => ({
      ...one,
      inputs: { ...one.inputs, fromPort: 20_000 + index, toPort: 20_000 + index },
    }),
  ),
  flood("VPCs", "vpcs-per-region-quota", "ec2/vpc:Vpc", 5),
  flood("internet gateways", "internet-gateways-per-region-quota", "internetGateway:InternetGateway", 5),
  flood("elastic IPs", "elastic-ips-quota", "ec2/eip:Eip", 5),
];
