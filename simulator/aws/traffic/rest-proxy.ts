import type { AwsAccount } from "../account";
import type { DeployedIntegration, Existing } from "../existing";
import { texts, value } from "../existing";
import { interfacesOf } from "../security";
import { throughLink } from "./http-api";
import type { Forwarded } from "./forwarded";
import { toLoadBalancer } from "./load-balancing";
import type { Outcome } from "./outcome";
import { notModelled } from "./outcome";
import { transportTo } from "./tls";
import type { Request } from "./types";

const input = ({ inputs }: DeployedIntegration, key: string) => {
  const found = inputs[key];
  return typeof found === "string" ? found : "";
};

/** Server name, port and path of the `uri`, with the path parameters that the integration maps. */
function parseUri(integration: DeployedIntegration, parameters: Readonly<Record<string, string>>) {
  const mapping = (integration.inputs["requestParameters"] ?? {}) as Readonly<Record<string, string>>;
  const [, scheme, host, port, path = ""] =
    /^(https?):\/\/([^/:]+)(?::(\d+))?(\/.*)?$/.exec(input(integration, "uri")) ?? [];
  if (scheme === undefined) return undefined;
  const filled = path.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const source = mapping[`integration.request.path.${name}`] ?? "";
    return parameters[source.replace("method.request.path.", "")] ?? whole;
  });
  const isTls = scheme === "https";
  return {
    transport: transportTo(isTls ? host : undefined),
    port: Number(port ?? (isTls ? 443 : 80)),
    path: filled || "/",
  };
}

/**
 * A VPC link V1 uses PrivateLink: an NLB that enforces its security groups on it admits API Gateway's addresses only by
 * a rule for all addresses.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
function throughPrivateLink(account: AwsAccount, link: Existing, port: number, request: Omit<Forwarded, "from">) {
  const [nlb = ""] = texts(link.inputs["targetArn"]);
  const [at] = account.where("aws:lb/loadBalancer:LoadBalancer", "arn", nlb);
  const isEnforced = at !== undefined && value(at, "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic") !== "off";
  const from = isEnforced ? { groups: [], subnets: [] } : undefined;
  return toLoadBalancer(account, nlb, port, { ...request, from });
}

/** Follows a request from a proxy integration of a REST API through its VPC link. */
export function toProxy(
  account: AwsAccount,
  integration: DeployedIntegration,
  { method, headers = {} }: Request,
  parameters: Readonly<Record<string, string>>,
): Outcome {
  const uri = parseUri(integration, parameters);
  if (uri === undefined) return notModelled("integration", integration.urn, "an integration without an HTTP uri");
  const request = { method, headers, path: uri.path, transport: uri.transport };
  const [v1] = account.where("aws:apigateway/vpcLink:VpcLink", "id", integration.link);
  if (v1 !== undefined) return throughPrivateLink(account, v1, uri.port, request);
  const [v2] = account.where("aws:apigatewayv2/vpcLink:VpcLink", "id", integration.link);
  if (v2 === undefined)
    return notModelled("integration", integration.urn, "an integration without a VPC link of the account");
  const from = interfacesOf(v2);
  return throughLink(account, v2, input(integration, "integrationTarget"), uri.port, { ...request, from });
}
