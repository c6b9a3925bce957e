import { isInZone } from "../../front";
import type { Problem } from "../../problem";
import { gatewayHealthPaths } from "../../reserved";
import type { Domain, Settings } from "../settings";

type Judge = (domain: Domain, settings: Settings) => readonly Problem[];

/** Keys of the domain name itself, which another stack has. */
function ownersKeys({ existing, ...domain }: Domain): readonly Problem[] {
  if (!existing) return [];
  const keys = [
    ...(domain.certificate === undefined ? [] : ["certificate"]),
    ...(domain.ipv6 ? ["ipv6"] : []),
    ...(domain.mutualTls === undefined ? [] : ["mutualTls"]),
  ];
  return keys.map((key) => ({
    where: `domain.${key}`,
    message: "is set, and domain.existing says that another stack has the domain name; it belongs to that stack",
    fix: `set it there and remove it here, or remove domain.existing`,
  }));
}

/** A name needs a certificate, and only a hosted zone that has the name can validate a new one. */
function certificateProblems({ name, certificate, existing }: Domain, { hostedZone }: Settings): readonly Problem[] {
  if (existing || certificate !== undefined) return [];
  const fix =
    "set domain.certificate to the ARN of an ACM certificate for that name, or hostedZone to the public hosted zone that has it";
  if (hostedZone === undefined)
    return [
      { where: "domain.certificate", message: `is missing, and so is hostedZone; ${name} has no certificate`, fix },
    ];
  if (isInZone(name, hostedZone.name)) return [];
  const message = `got ${name}, which is not in the hosted zone ${hostedZone.name}; no certificate can be validated there; allowed: ${hostedZone.name} and names that end in .${hostedZone.name}`;
  return [{ where: "domain.name", message, fix }];
}

/**
 * API Gateway uses certificates of its own Region.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-regional-api-custom-domain-create.html
 */
function regionProblems({ certificate, mutualTls }: Domain, { region }: Settings): readonly Problem[] {
  const arns = [
    ["certificate", certificate],
    ["mutualTls.ownershipCertificate", mutualTls?.ownershipCertificate],
  ] as const;
  return arns.flatMap(([key, arn]) => {
    const [, , , where = region] = arn?.split(":") ?? [];
    if (where === region || region === "") return [];
    const message = `got a certificate in ${where}; a Regional domain name uses certificates of its own Region, ${region}`;
    return [
      { where: `domain.${key}`, message, fix: `request or import the certificate in ${region}, and set its ARN` },
    ];
  });
}

/** With two different certificates for one name, the plan would have to ignore one. */
function sharedName({ name, certificate, existing }: Domain, { tls }: Settings): readonly Problem[] {
  if (existing || tls?.serverName !== name || tls.certificate === certificate) return [];
  const message = `is ${certificate ?? "not set"}, and tls.certificate is ${tls.certificate ?? "not set"}; both are for ${name}, and a stack has one certificate for a name`;
  return [{ where: "domain.certificate", message, fix: "set both to the same ARN, or remove both" }];
}

/**
 * Clients that present no certificate would use the execute-api URL.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
 */
function mutualTlsProblems({ defaultEndpoint, mutualTls, certificate, existing }: Domain): readonly Problem[] {
  if (mutualTls === undefined || existing) return [];
  const open: Problem = {
    where: "domain.defaultEndpoint",
    message: "got open, and domain.mutualTls is set; clients without a certificate would use the execute-api URL",
    fix: "remove defaultEndpoint, or add mutualTls when all clients use the domain",
  };
  const unused: Problem = {
    where: "domain.mutualTls.ownershipCertificate",
    message: "has no effect; the stack issues a public certificate for the name, which proves the ownership",
    fix: "remove it, or set domain.certificate to the imported or private certificate",
  };
  return [
    ...(defaultEndpoint === "open" ? [open] : []),
    ...(certificate === undefined && mutualTls.ownershipCertificate !== undefined ? [unused] : []),
  ];
}

/** API Gateway answers its own health check at the root of a domain. */
function basePathProblems({ basePath }: Domain): readonly Problem[] {
  if (basePath === undefined || !gatewayHealthPaths.includes(`/${basePath}`)) return [];
  const message = `got ${basePath}; API Gateway answers /${basePath} of a domain itself, so this request never reaches the API`;
  return [{ where: "domain.basePath", message, fix: "choose another base path" }];
}

const judges: readonly Judge[] = [
  ownersKeys,
  certificateProblems,
  regionProblems,
  sharedName,
  mutualTlsProblems,
  basePathProblems,
];

/** A hosted zone that nothing needs: records are those of a domain of the stack, and of certificates that it issues. */
function unusedZone({ domain, hostedZone, tls }: Settings): readonly Problem[] {
  const issues = tls !== undefined && tls.certificate === undefined;
  const hasRecords = domain !== undefined && !domain.existing;
  if (hostedZone === undefined || issues || hasRecords) return [];
  const reason =
    domain === undefined
      ? "the stack has no domain, and issues no certificate"
      : "another stack has the domain name and its records (domain.existing), and this one issues no certificate";
  return [{ where: "hostedZone", message: `has no effect; ${reason}`, fix: "remove it" }];
}

/** Problems of the domain, with the other keys that it depends on. */
export const domainProblems = (settings: Settings): readonly Problem[] => {
  const { domain } = settings;
  const own = domain === undefined ? [] : judges.flatMap((judge) => judge(domain, settings));
  return [...own, ...unusedZone(settings)];
};
