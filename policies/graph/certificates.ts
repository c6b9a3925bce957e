import { groupBy, isKind, ofKind, perGraph } from "./graph";
import type { Graph } from "./graph";
import { referenceKey, resolve } from "./references";
import type { Reference, References } from "./references";
import type { Resource } from "./resource";
import { isSet, known, readElements, readString } from "./value";

/** Names of a certificate: of the request, or of a certificate that exists. */
export interface CertificateNames {
  /** In lower case; `*` for the first label of a wildcard. */
  readonly names: readonly string[];
  /** Whether these are all names of the certificate. */
  readonly exact: boolean;
}

/** Names of a certificate in the stack. The names of an imported certificate are in its body, so they are not exact. */
export function namesOf(certificate: Resource): CertificateNames {
  const path = "subjectAlternativeNames";
  const others = readElements(certificate, path);
  const values = [
    readString(certificate, "domainName"),
    ...(known(others) ?? []).map((element) => readString(certificate, element)),
  ];
  const [domain] = values;
  const names = values.flatMap((value) => (value.kind === "known" ? [value.value.toLowerCase()] : []));
  const exact = domain?.kind === "known" && others.kind !== "unknown" && values.every(({ kind }) => kind !== "unknown");
  return { names: [...new Set(names)], exact };
}

/**
 * Whether a name of a certificate covers a host name. A wildcard covers exactly one label.
 * Source: https://docs.aws.amazon.com/acm/latest/userguide/acm-concepts.html#concept-wildcard
 */
export function covers(certified: string, host: string): boolean {
  const [pattern, name] = [certified.toLowerCase(), host.toLowerCase()];
  if (!pattern.startsWith("*.")) return pattern === name;
  const dot = name.indexOf(".");
  return dot > 0 && name.slice(dot) === pattern.slice(1);
}

/** Whether a certificate is imported; ACM reads its names from its body. */
export const isImported = (certificate: Resource): boolean =>
  ["certificateBody", "privateKey", "privateKeyWo"].some((path) => isSet(certificate, path));

/** Whether a private certificate authority issues a certificate. */
export const isOfPrivateAuthority = (certificate: Resource): boolean => isSet(certificate, "certificateAuthorityArn");

/** Certificate that a certificate validation waits for. */
export const validatedBy = (graph: Graph, validation: Resource): Reference =>
  resolve(graph, validation, "certificateArn", "certificate");

/** Certificate at a property path, also if the value comes from a certificate validation. */
export function certificateAt(graph: Graph, owner: Resource, path: string): Reference {
  const found = resolve(graph, owner, path, "certificate", "certificateValidation");
  return found.kind === "resource" && isKind(found.resource, "certificateValidation")
    ? validatedBy(graph, found.resource)
    : found;
}

/** Path of the server certificate of a domain name of either type. */
export const domainCertificatePath = (domain: Resource): string => {
  if (isKind(domain, "httpDomainName")) return "domainNameConfiguration.certificateArn";
  return isSet(domain, "regionalCertificateArn") ? "regionalCertificateArn" : "certificateArn";
};

/** Server certificate of a domain name of either type. */
export const certificateOfDomain = (graph: Graph, domain: Resource): Reference =>
  certificateAt(graph, domain, domainCertificatePath(domain));

/** Listener of a further certificate. */
const listenerOfCertificate = (graph: Graph, further: Resource): Reference =>
  resolve(graph, further, "listenerArn", "listener");

const furtherCertificates = perGraph((graph) =>
  groupBy(
    ofKind(graph, "listenerCertificate"),
    (further) =>
      // One key for those of an undetermined listener, which may belong to each.
      referenceKey(listenerOfCertificate(graph, further)) ?? "undetermined",
  ),
);

/** Further certificates of a listener in the stack, without the default one. */
export const listenerCertificatesOf = (graph: Graph, listener: Resource): readonly Resource[] =>
  furtherCertificates(graph).get(listener.urn) ?? [];

/** The default certificate of a listener, if it has one, and its further certificates (SNI). */
export function certificatesOfListener(graph: Graph, listener: Resource): References {
  const further = listenerCertificatesOf(graph, listener);
  const references = [
    certificateAt(graph, listener, "certificateArn"),
    ...further.map((one) => certificateAt(graph, one, "certificateArn")),
  ].filter(({ kind }) => kind !== "absent");
  return { references, exact: !furtherCertificates(graph).has("undetermined") };
}

/**
 * Whether a server with these certificates can prove that it is the host. False only if no certificate bears the name,
 * and all their names are known; undefined if a certificate is outside the stack or its names are unknown.
 */
export function bearsName({ references, exact }: References, host: string): boolean | undefined {
  const all = references.map((reference) =>
    reference.kind === "resource" ? namesOf(reference.resource) : { names: [], exact: false },
  );
  if (all.some(({ names }) => names.some((name) => covers(name, host)))) return true;
  return exact && all.every((one) => one.exact) ? false : undefined;
}
