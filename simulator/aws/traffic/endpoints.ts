import type { AwsAccount } from "../account";
import { connectionOf, endpointAt, endpointServiceOf } from "../endpoint-services";
import type { Existing } from "../existing";
import { list, value } from "../existing";
import { blockedBy, interfacesOf } from "../security";
import type { Forwarded } from "./forwarded";
import type { Outcome } from "./outcome";
import { arrived, handshakeFailed, notModelled, reset, timeout } from "./outcome";

/** Sends a request to a port of a load balancer. */
type Send = (account: AwsAccount, loadBalancer: string, port: number, request: Forwarded) => Outcome;

/** Registrations of addresses in a target group. */
export const addressesIn = (account: AwsAccount, group: string): readonly Existing[] =>
  account.where("aws:lb/targetGroupAttachment:TargetGroupAttachment", "targetGroupArn", group);

/** The answer of an endpoint service that no stack of the account has. */
function outside(account: AwsAccount, endpoint: Existing, port: number, { path, transport }: Forwarded): Outcome {
  const stated = account.outside.endpointServices?.[value(endpoint, "serviceName")];
  if (stated === undefined) return notModelled("endpoint", endpoint, "the provider of an endpoint service");
  const takes = stated.listens[port];
  if (takes === undefined) return reset("endpoint", endpoint, `the provider has no listener on port ${port}`);
  if (takes === "TLS" && transport === "plain")
    return reset("endpoint", endpoint, `the provider takes only TLS on port ${port}`);
  if (takes === "plain" && transport !== "plain")
    return handshakeFailed("endpoint", endpoint, `the provider takes no TLS on port ${port}`);
  return arrived({ service: endpoint.urn, revision: 0, taskDefinition: "", path });
}

/**
 * Whether the provider's NLB checks its security groups. Without the attribute it does; then the addresses of the client,
 * here the load balancer of the consumer, have to be admitted.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
const enforces = (nlb: Existing) =>
  list(nlb, "securityGroups").length > 0 &&
  value(nlb, "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic") !== "off";

/**
 * Sends a request to an address that a target group has, which is one of an interface endpoint. What an endpoint does with
 * connections that its provider has not accepted is a doubt: here they get no answer.
 */
export function toAddress(account: AwsAccount, registration: Existing, request: Forwarded, send: Send): Outcome {
  const endpoint = endpointAt(account, value(registration, "targetId"));
  if (endpoint === undefined) return timeout("target group", registration, "nothing in the account has the address");
  const port = Number(value(registration, "port"));
  const blocked = request.from && blockedBy(account, request.from, interfacesOf(endpoint), port);
  if (blocked !== undefined) return timeout("security group", endpoint, blocked);
  const connection = connectionOf(account, endpoint);
  if (connection !== "accepted")
    return timeout("endpoint", endpoint, `the connection of the endpoint is ${connection}`);
  const service = endpointServiceOf(account, value(endpoint, "serviceName"));
  if (service === undefined) return outside(account, endpoint, port, request);
  const [arn = ""] = list(service, "networkLoadBalancerArns");
  const [nlb] = account.where("aws:lb/loadBalancer:LoadBalancer", "arn", arn);
  const from = nlb !== undefined && enforces(nlb) && request.from ? { ...request.from, groups: [] } : undefined;
  return send(account, arn, port, { ...request, from });
}
