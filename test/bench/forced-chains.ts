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

/** Integrations wait until the tasks are healthy, on purpose: requests would meet no task. */
const service = resource("aws:ecs/service:Service", { waitForSteadyState: true });

const toTasks = [vpc, securityGroup, alb, listener, service];
const toLinkV1 = [vpc, securityGroup, nlb, linkV1, ...restEnd];

/**
 * What AWS forces to be created one after the other, and what the program waits for on purpose, written by hand for the
 * services of the article: the longest of all such chains. A listener needs its load balancer, an ECS service a listener of
 * its target group, a V1 link its NLB, and a deployment its integrations. A NAT gateway is ready 129 seconds after the
 * start, before any load balancer; tasks behind an NLB are healthy before its V1 link exists.
 */
const chains: Readonly<Record<Option, readonly Timed[]>> = {
  1: [...toTasks, ...httpEnd],
  2: toLinkV1,
  3: toLinkV1,
  4: toLinkV1,
  5: [...toTasks, ...restEnd],
};

/** Seconds of the forced chain of an option. */
export const forcedSeconds = (option: Option) => chains[option].reduce((sum, one) => sum + secondsOf(one), 0);
