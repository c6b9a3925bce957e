import { typeOf } from "../../simulator/aws/account";
import { startsDeployment } from "../../simulator/aws/revision";
import type { CapturedResource } from "../../simulator/run";
import type { OrderedCall } from "../../simulator/schedules/call";

/**
 * Seconds from ECS's first task until the service is steady: 60 to place the task, attach its network interface and load its
 * image, which is our guess, and three health checks 30 seconds apart, the default of a service. The provider waits so long
 * only with `waitForSteadyState`.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
const steadyStateSeconds = 60 + 3 * 30;

/**
 * Seconds in which AWS creates a resource, as public logs of deployments show: medians, of ten logs for NAT gateways (85 to
 * 125), six for ALBs (135 to 187), three for NLBs (142 to 161) and ten for public subnets, whose address assignment the
 * provider sets in a second call.
 * V1 links "typically take 2-4 minutes": https://docs.aws.amazon.com/apigateway/latest/api/API_CreateVpcLink.html
 * V2 links take "a few minutes", of which 150 seconds is our guess:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html
 * VPCs with DNS host names take two calls, which is the 12 seconds. The others are guesses.
 */
const seconds: Readonly<Record<string, number>> = {
  "aws:ec2/vpc:Vpc": 12,
  "aws:ec2/natGateway:NatGateway": 105,
  "aws:ec2/vpcEndpoint:VpcEndpoint": 60,
  "aws:ec2/securityGroup:SecurityGroup": 2,
  "aws:ecs/cluster:Cluster": 10,
  "aws:ecs/service:Service": 2,
  "aws:apigateway/vpcLink:VpcLink": 180,
  "aws:apigatewayv2/vpcLink:VpcLink": 150,
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": 45,
  "aws:iam/role:Role": 1,
};
const otherSeconds = 1;

/** The part of a resource that decides how long AWS takes. */
export type Timed = Pick<CapturedResource, "type" | "custom" | "inputs">;

/** Seconds in which AWS creates a resource; 0 for components and providers. */
export function secondsOf({ type, custom, inputs }: Timed): number {
  if (!custom || !type.startsWith("aws:")) return 0;
  if (type === "aws:lb/loadBalancer:LoadBalancer") return inputs["loadBalancerType"] === "network" ? 150 : 155;
  if (type === "aws:ec2/subnet:Subnet") return inputs["mapPublicIpOnLaunch"] === true ? 11 : 1;
  if (type === "aws:ecs/service:Service" && inputs["waitForSteadyState"] === true) return steadyStateSeconds;
  return seconds[type] ?? otherSeconds;
}

/**
 * Seconds in which AWS deletes a resource, read on 2026-11-27: 37 for a V1 link, as the sweeper of
 * https://github.com/hashicorp/terraform-provider-aws/pull/7665 logs for four of them; in public logs 40 and 47 for NLBs,
 * 15, 16, 30 and 153 for ALBs, and 5 for a security group whose load balancer has just gone. 60 for a V2 link, whose network
 * interfaces go too, is our guess, as are the others.
 */
const deleteSeconds: Readonly<Record<string, number>> = {
  "aws:apigateway/vpcLink:VpcLink": 37,
  "aws:apigatewayv2/vpcLink:VpcLink": 60,
  "aws:ec2/securityGroup:SecurityGroup": 5,
};

/** A request of Cloud Control to change a mapping, which the provider asks for until it has succeeded: our guess. */
const mappingSeconds = 10;

const isNlb = (arn: unknown) => String(arn).includes(":loadbalancer/net/");

/**
 * Seconds that a call of an update takes.
 *
 * @param drainSeconds - how long the target groups of an ECS service drain: a deployment ends when old tasks have gone
 */
export function secondsOfCall(call: OrderedCall, drainSeconds: number): number {
  const { operation, urn, id, olds, inputs } = call;
  const type = typeOf(urn);
  if (type === "aws-native:apigatewayv2:ApiMapping") return mappingSeconds;
  if (operation === "create") return secondsOf({ type, custom: true, inputs });
  if (operation === "delete") {
    if (type === "aws:lb/loadBalancer:LoadBalancer") return isNlb(id) ? 44 : 23;
    return deleteSeconds[type] ?? otherSeconds;
  }
  const isDeployed = type === "aws:ecs/service:Service" && startsDeployment(olds, inputs);
  return isDeployed && inputs["waitForSteadyState"] === true ? steadyStateSeconds + drainSeconds : otherSeconds;
}
