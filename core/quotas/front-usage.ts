import type { Plan } from "../plan";
import type { DomainNode } from "../plan-api";
import type { Usage } from "./counted";
import { counted, names } from "./counted";

/**
 * A mapping key of several levels: only these have a quota.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
const levels = ({ basePath = "", standby }: DomainNode) =>
  [basePath, standby?.basePath ?? ""].filter((path) => path.includes("/"));

function domainUsage(domain: DomainNode): Usage[] {
  return [
    counted("apigateway.customDomains", "account", domain.own === undefined ? [] : [`domain name ${domain.name}`]),
    counted("apigateway.mappingsPerDomain", `domain name ${domain.domainName}`, levels(domain)),
  ];
}

/**
 * Usage of the quotas of certificates and of the domain name. An issued certificate counts toward those of a year too,
 * and has one name. An existing one counts in the stack that issued it.
 */
export function frontUsage({ certificates, domain }: Plan): Usage[] {
  const issued = certificates.filter(({ kind }) => kind === "issued");
  const users = names(issued).map((name) => `certificate ${name}`);
  return [
    counted("acm.certificates", "account", users),
    counted("acm.certificatesPerYear", "account", users),
    ...issued.map(({ name, domainName }) => counted("acm.namesPerCertificate", `certificate ${name}`, [domainName])),
    ...(domain === undefined ? [] : domainUsage(domain)),
  ];
}
