import type { BalancerNode, Plan } from "./plan";
import type { ApiNode, CertificateNode, DomainNode } from "./plan-api";
import type { Option, Settings } from "./settings/settings";

/** Name of the API of an option, so that a stack can have the APIs of two options. */
export const apiName = (option: Option): string => `option-${option}`;

/** Whether a name is a hosted zone's own or below it; DNS does not distinguish capitals. */
export const isInZone = (name: string, zone: string): boolean =>
  `.${name.toLowerCase()}`.endsWith(`.${zone.toLowerCase()}`);

/** A certificate for a name. A validation rejects a name without a certificate and without a hosted zone. */
function certificate(domainName: string, arn: string | undefined, { hostedZone }: Settings): CertificateNode {
  const names = { name: domainName, domainName };
  return arn === undefined
    ? { kind: "issued", ...names, hostedZone: hostedZone?.id ?? "" }
    : { kind: "existing", ...names, arn };
}

const hasCertificate = (balancer: BalancerNode) =>
  balancer.kind === "own" && balancer.listeners.some((listener) => listener.certificate !== undefined);

/**
 * Certificates of a stack, each name once: ACM has the same validation record for every certificate of a name. One for
 * load balancers is left out if no listener of the stack has it.
 */
export function certificatesOf(settings: Settings, balancers: readonly BalancerNode[]): readonly CertificateNode[] {
  const { tls, domain } = settings;
  const isUsed = balancers.some(hasCertificate);
  const all = [
    ...(tls === undefined || !isUsed ? [] : [certificate(tls.serverName, tls.certificate, settings)]),
    ...(domain === undefined || domain.existing ? [] : [certificate(domain.name, domain.certificate, settings)]),
  ];
  return [...new Map(all.map((node) => [node.name, node])).values()];
}

/**
 * Whether the execute-api URL of the API is closed. That of both APIs is open while there is a standby, so that it can be
 * tried; with mutual TLS they stay closed, because they would admit clients without a certificate.
 */
export const endpointOf = ({ domain, standby }: Settings): Pick<ApiNode, "defaultEndpoint"> =>
  domain?.defaultEndpoint === "closed" && (standby === undefined || domain.mutualTls !== undefined)
    ? { defaultEndpoint: "closed" }
    : {};

/** Path under a domain with mutual TLS, where the API that stands by can be tried. */
const standbyPath = "standby";

/** The domain of a plan, mapped to the API of the option. */
export function domainOf({ domain, hostedZone, option, standby }: Settings): Pick<Plan, "domain"> {
  if (domain === undefined) return {};
  const { name, basePath, existing, ipv6, mutualTls } = domain;
  const zone = hostedZone !== undefined && isInZone(name, hostedZone.name) ? { hostedZone: hostedZone.id } : {};
  const own = { certificate: name, ...zone, ipv6, ...(mutualTls === undefined ? {} : { mutualTls }) };
  const node: DomainNode = {
    name,
    domainName: name,
    api: apiName(option),
    ...(basePath === undefined ? {} : { basePath }),
    ...(standby === undefined || mutualTls === undefined
      ? {}
      : { standby: { api: apiName(standby), basePath: standbyPath } }),
    ...(existing ? {} : { own }),
  };
  return { domain: node };
}
