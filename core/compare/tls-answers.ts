import { isBalanced, isExisting } from "../load-balancing/load-balancing";
import { serverNameOf } from "../load-balancing/server-names";
import { servingPlace } from "../settings/places";
import type { ServiceSettings, Settings } from "../settings/settings";
import { topologyTraits } from "../topology-traits";
import type { Answer } from "./answer";
import { condition, doubt, no, yes } from "./answer";

const guide = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const httpPrivate = `${guide}/http-api-develop-integrations-private.html`;
const restPrivate = `${guide}/set-up-private-integration.html`;

const names = (services: readonly ServiceSettings[]) => services.map(({ name }) => name).join(", ");

const onCloudMap = (service: ServiceSettings) =>
  service.runtime.kind === "task" && servingPlace(service).balancer === "cloudMap";

/** Whether every connection from API Gateway to a load balancer is encrypted. */
export function encryption(settings: Settings): Answer {
  const { option, services } = settings;
  const source = topologyTraits[option].api === "http" ? httpPrivate : restPrivate;
  // Options without Cloud Map refuse the service.
  const unable = services.filter(onCloudMap);
  if (unable.length > 0)
    return no(`${names(unable)}: nothing ends TLS before a container behind Cloud Map; use an ALB or NLB`, source);
  const plain = services.filter((service) => serverNameOf(settings, service) === undefined);
  const own = plain.filter(isBalanced);
  const existing = plain.filter(isExisting);
  const steps = [
    ...(own.length === 0 ? [] : ["set tls: { serverName }"]),
    ...(existing.length === 0
      ? []
      : [`name an HTTPS or TLS listener and its serverName in existing (${names(existing)})`]),
  ];
  return steps.length === 0 ? yes : condition(steps.join(" and "), source);
}

/** Whether TLS of API Gateway ends in the service: only a TCP listener passes it through. */
const passesThrough = ({ runtime }: ServiceSettings) =>
  runtime.kind === "existing" && runtime.balancer.protocol === "TCP" && runtime.balancer.serverName !== undefined;

/**
 * Whether the services end the TLS connections of API Gateway. The load balancers of the stack end them. AWS describes
 * targets that end TLS behind the NLB of an HTTP API and of a VPC link V1, and is silent about REST APIs with links V2.
 */
export function passThrough({ option, services }: Settings): Answer {
  const { api, linkVersion } = topologyTraits[option];
  const ended = services.filter((service) => !passesThrough(service));
  if (ended.length > 0)
    return condition(
      `only an existing NLB passes TLS through: name a TCP listener and its serverName in existing (${names(ended)}); the load balancers of the stack end TLS, and with containerTls they open a second TLS connection to the task`,
      api === "http" ? httpPrivate : `${guide}/set-up-nlb-for-vpclink-using-console.html`,
    );
  if (api === "rest" && linkVersion === 2)
    return doubt("AWS documents no TLS pass-through of REST APIs with VPC links V2: try it first", restPrivate);
  return yes;
}
