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
 * Whether the API that stands by can be tried at the domain only. Open execute-api URLs would admit clients without the
 * certificate that mutual TLS requires, and only the stack of an existing domain name knows whether it has mutual TLS.
 */
export const triesAtDomain = ({ domain, standby }: Settings): boolean =>
  standby !== undefined && domain?.defaultEndpoint === "closed" && (domain.mutualTls !== undefined || domain.existing);

/** Whether the execute-api URL of the API is closed. Those of both APIs are open while there is a standby. */
export const endpointOf = (settings: Settings): Pick<ApiNode, "defaultEndpoint"> =>
  settings.domain?.defaultEndpoint === "closed" && (settings.standby === undefined || triesAtDomain(settings))
    ? { defaultEndpoint: "closed" }
    : {};

/** Path below that of a mapping where the API that stands by can be tried: one that no service has. */
function trialPath({ services, domain }: Settings): string {
  const paths = services.flatMap(({ path, publicPaths }) => [path, ...publicPaths]);
  const taken = new Set(paths.map((path) => path.split("/")[1]));
  let name = "standby";
  for (let number = 2; taken.has(name); number += 1) name = `standby-${number}`;
  return domain?.basePath === undefined ? name : `${domain.basePath}/${name}`;
}

/** Path under the domain where requests to an API may begin; undefined if they begin at the root only. */
export const pathBelowDomain = (domain: DomainNode | undefined): string | undefined =>
  domain?.basePath ?? domain?.standby?.basePath;

/** The domain of a plan, mapped to the API of the option. */
export function domainOf(settings: Settings): Pick<Plan, "domain"> {
  const { domain, hostedZone, option, standby } = settings;
  if (domain === undefined) return {};
  const { name, basePath, existing, ipv6, mutualTls } = domain;
  const zone = hostedZone !== undefined && isInZone(name, hostedZone.name) ? { hostedZone: hostedZone.id } : {};
  const own = { certificate: name, ...zone, ipv6, ...(mutualTls === undefined ? {} : { mutualTls }) };
  const trial =
    standby === undefined || !triesAtDomain(settings)
      ? {}
      : { standby: { api: apiName(standby), basePath: trialPath(settings) } };
  const node: DomainNode = {
    name,
    domainName: name,
    api: apiName(option),
    ...(basePath === undefined ? {} : { basePath }),
    ...trial,
    ...(existing ? {} : { own }),
  };
  return { domain: node };
}
