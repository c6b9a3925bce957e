import type { Option } from "../../core/settings/settings";
import type { Timed } from "./durations";
import { secondsOf } from "./durations";

const resource = (type: string, inputs: Timed["inputs"] = {}): Timed => ({ type, custom: true, inputs });

const vpc = resource("aws:ec2/vpc:Vpc");
/** Private subnets take a second, beside the security group. */
const securityGroup = resource("aws:ec2/securityGroup:SecurityGroup");
const alb = resource("aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "application" });
const nlb = resource("aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "network" });
/** The target group does not need the load balancer. */
const listener = resource("aws:lb/listener:Listener");
const linkV1 = resource("aws:apigateway/vpcLink:VpcLink");
const restEnd = [
  resource("aws:apigateway/integration:Integration"),
  resource("aws:apigateway/deployment:Deployment"),
  resource("aws:apigateway/stage:Stage"),
];
const httpEnd = [resource("aws:apigatewayv2/integration:Integration"), resource("aws:apigatewayv2/route:Route")];

/**
 * What AWS forces to be created one after the other, written by hand for the services of the article: the longest of all
 * such chains. A listener needs its load balancer, an ECS service a listener of its target group, a V1 link its NLB, and a
 * deployment its integrations. A NAT gateway is ready 129 seconds after the start, before any load balancer.
 *
 * @param service - the ECS service. If an update waits for its tasks, integrations wait for it, on purpose: else requests
 *   would meet no task. If not, it takes no longer than what follows the listener anyway
 */
export function forcedChain(option: Option, service: Timed): readonly Timed[] {
  const waited = service.inputs["waitForSteadyState"] === true ? [service] : [];
  const toService = [vpc, securityGroup, alb, listener, ...waited];
  const toLink = [vpc, securityGroup, nlb, linkV1, ...restEnd];
  const chains: Readonly<Record<Option, readonly Timed[]>> = {
    1: [...toService, ...httpEnd],
    2: toLink,
    3: toLink,
    4: toLink,
    5: [...toService, ...restEnd],
  };
  return chains[option];
}

/** Seconds of a forced chain. */
export const forcedSeconds = (option: Option, service: Timed) =>
  forcedChain(option, service).reduce((sum, one) => sum + secondsOf(one), 0);
