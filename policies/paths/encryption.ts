import { verifiedName } from "../graph/called-listeners";
import { bearsName, certificatesOfListener, isImported, isOfPrivateAuthority, namesOf } from "../graph/certificates";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { protocolOfListener } from "../graph/load-balancers";
import { referenceKey, resourcesIn } from "../graph/references";
import type { References } from "../graph/references";
import type { Resource } from "../graph/resource";
import { isSet, known, readBoolean, readUpper } from "../graph/value";
import type { Connection } from "./trace";

/** Whether a caller speaks TLS, and the name that it verifies; undefined values are unknown. */
export interface Tls {
  readonly secure: boolean | undefined;
  readonly serverName: string | undefined;
  /** Whether it accepts certificates of private authorities; undefined if that is unknown or not documented. */
  readonly acceptsPrivate?: boolean | undefined;
}

interface Fault {
  readonly wrong: string;
  readonly fix: string;
}

const plainText: Tls = { secure: false, serverName: undefined };

/** Only REST APIs have a switch for private authorities. */
function acceptsPrivate(integration: Resource): boolean | undefined {
  const skips = readBoolean(integration, "tlsConfig.insecureSkipVerification");
  return isKind(integration, "restIntegration") && skips.kind !== "unknown" ? known(skips) === true : undefined;
}

/** How an integration calls; AWS does not document what `tlsConfig` of an HTTP API without a name does. */
export function tlsOf(graph: Graph, integration: Resource): Tls {
  const name = verifiedName(graph, integration);
  if (name.kind === "known" && name.value !== "") {
    const serverName = /[${}]/.test(name.value) ? undefined : name.value;
    return { secure: true, serverName, acceptsPrivate: acceptsPrivate(integration) };
  }
  const isHttpApi = isKind(integration, "httpIntegration");
  if (name.kind === "unknown") return { secure: isHttpApi ? true : undefined, serverName: undefined };
  return isHttpApi && isSet(integration, "tlsConfig") ? { secure: undefined, serverName: undefined } : plainText;
}

/** Whether a name is on one of several certificates. */
export type NameVerdict =
  | { readonly kind: "yes"; readonly certificate: string; readonly isPrivate: boolean }
  | { readonly kind: "no"; readonly names: string }
  | { readonly kind: "assumed"; readonly certificate: string }
  | { readonly kind: "unknown"; readonly needs: string };

/**
 * Names under which AWS serves, for which no public authority issues a certificate to others.
 * Source: https://docs.aws.amazon.com/acm/latest/userguide/setup-domain.html
 */
const isOfAws = (host: string) => /\.(amazonaws\.com|amazonaws\.com\.cn|on\.aws)$/i.test(host);

/**
 * Whether a certificate has a name. One outside the stack is assumed to have it, because nothing in a stack can show it.
 *
 * @param owner - the listener or domain name that presents the certificates
 */
export function nameOn(certificates: References, host: string, owner: Resource): NameVerdict {
  const found = certificates.references.flatMap((reference) =>
    bearsName({ references: [reference], exact: true }, host) === true && reference.kind === "resource"
      ? [reference.resource]
      : [],
  );
  // A server shows one of the certificates with the name, so a public one does not help if another is private.
  const certificate = found.find(isOfPrivateAuthority) ?? found[0];
  if (certificate !== undefined)
    return { kind: "yes", certificate: certificate.name, isPrivate: isOfPrivateAuthority(certificate) };
  const own = resourcesIn(certificates.references);
  if (bearsName(certificates, host) === false) {
    const names = own.map((one) => `certificate ${one.name} has ${namesOf(one).names.join(", ") || "no name"}`);
    return { kind: "no", names: names.join(", and ") };
  }
  // The names of an imported certificate are in its body, which is not read.
  const open = own.find((one) => !namesOf(one).exact && !isImported(one));
  if (open !== undefined) return { kind: "unknown", needs: `the names of certificate ${open.name}` };
  const [imported] = own.filter(isImported).map(({ name }) => `certificate ${name}`);
  const outside = certificates.references.find(({ kind }) => kind !== "resource");
  const named = imported ?? (outside && referenceKey(outside)) ?? `the certificate of ${labelOf(owner)}`;
  if (isOfAws(host)) {
    return { kind: "unknown", needs: `whether ${named} has the name ${host}, which public authorities do not certify` };
  }
  return { kind: "assumed", certificate: named };
}

/** What happens where a caller meets a listener. */
interface Meeting {
  readonly connection: Connection;
  readonly fault?: Fault;
  /** How the listener calls its targets, if its target groups do not encrypt again. */
  readonly after: Tls;
  readonly open: readonly string[];
  readonly assumed: readonly string[];
}

/**
 * What stops a REST API at a certificate of a private authority. AWS documents the authorities that API Gateway trusts
 * for REST APIs only.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-supported-certificate-authorities-for-http-endpoints.html
 */
function distrust(certificate: string, { acceptsPrivate: accepts }: Tls): Pick<Meeting, "fault" | "open"> {
  if (accepts === true) return { open: [] };
  if (accepts === undefined)
    return { open: [`whether API Gateway trusts the private authority of certificate ${certificate}`] };
  const wrong = `certificate ${certificate} is of a private authority, which API Gateway does not trust`;
  const fix = "Use a certificate that ACM issues publicly, or set tlsConfig.insecureSkipVerification.";
  return { fault: { wrong, fix }, open: [] };
}

/** The listener ends TLS: the name that the caller verifies has to be on one of its certificates. */
function endTls(graph: Graph, listener: Resource, tls: Tls): Meeting {
  const { secure, serverName } = tls;
  const ended = { after: plainText, open: [], assumed: [] };
  if (secure !== true) return { connection: { encryption: "unknown" }, ...ended };
  if (serverName === undefined) {
    const open = [`the name that API Gateway verifies on the certificate of listener ${listener.name}`];
    return { connection: { encryption: "verified" }, ...ended, open };
  }
  const verdict = nameOn(certificatesOfListener(graph, listener), serverName, listener);
  const connection: Connection = { encryption: "verified", verifies: serverName };
  switch (verdict.kind) {
    case "yes":
      return {
        connection: { ...connection, certificate: verdict.certificate },
        ...ended,
        ...(verdict.isPrivate ? distrust(verdict.certificate, tls) : {}),
      };
    case "no": {
      const wrong = `API Gateway verifies the name ${serverName}, but ${verdict.names}`;
      const fix = `Verify a name of the certificate of listener ${listener.name}, or give it one for ${serverName}.`;
      return { connection, ...ended, fault: { wrong, fix } };
    }
    case "assumed": {
      const assumed = [`${verdict.certificate} has the name ${serverName}`];
      return { connection: { ...connection, certificate: verdict.certificate }, ...ended, assumed };
    }
    case "unknown":
      return { connection, ...ended, open: [verdict.needs] };
  }
}

const plainConnection = ({ secure, serverName }: Tls): Connection =>
  secure === undefined
    ? { encryption: "unknown" }
    : secure
      ? { encryption: "passed", ...(serverName === undefined ? {} : { verifies: serverName }) }
      : { encryption: "none" };

/**
 * A listener ends TLS (HTTPS, TLS), passes on what it gets (TCP), or takes plain HTTP only.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
 */
export function toListener(graph: Graph, listener: Resource, tls: Tls): Meeting {
  const protocol = protocolOfListener(listener)?.toUpperCase() ?? "HTTP";
  const ends = protocol === "HTTPS" || protocol === "TLS";
  const isMismatch = ends ? tls.secure === false : tls.secure === true && protocol === "HTTP";
  if (isMismatch || protocol === "UDP") {
    const wrong = `listener ${listener.name} uses ${protocol}, but is called with ${tls.secure === true ? "https" : "http"}`;
    const fix = "Use https for HTTPS and TLS listeners, http for other listeners.";
    return { connection: plainConnection(tls), after: tls, open: [], assumed: [], fault: { wrong, fix } };
  }
  if (ends) return endTls(graph, listener, tls);
  const after = protocol === "HTTP" ? plainText : tls;
  return { connection: plainConnection(tls), after, open: [], assumed: [] };
}

/**
 * Why an NLB refuses to forward from a TCP listener to a target group; undefined if it does not.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html
 */
export function refusedGroup(listener: Resource | undefined, group: Resource): Fault | undefined {
  const isTcp = listener !== undefined && protocolOfListener(listener)?.toUpperCase() === "TCP";
  if (!isTcp || known(readUpper(group, "protocol")) !== "TLS") return undefined;
  const wrong = `listener ${listener.name} uses TCP, which cannot forward to target group ${group.name} with protocol TLS`;
  return { wrong, fix: "Use a TLS listener, or a target group with protocol TCP." };
}

/** How a load balancer calls the tasks of a target group: it verifies no certificate of a task. */
export function toTasks(group: Resource, tls: Tls): Connection {
  const protocol = known(readUpper(group, "protocol"));
  if (protocol === "HTTPS" || protocol === "TLS") return { encryption: "unverified" };
  if (protocol === undefined || tls.secure === undefined) return { encryption: "unknown" };
  return protocol === "HTTP" ? { encryption: "none" } : toContainer(tls);
}

/** A caller and a container without a load balancer that ends TLS between them. */
export function toContainer({ secure, serverName }: Tls): Connection {
  if (secure === undefined) return { encryption: "unknown" };
  if (!secure) return { encryption: "none" };
  return { encryption: "verified", ...(serverName === undefined ? {} : { verifies: serverName }) };
}

/** What is needed of a container that ends TLS itself; undefined if it does not. */
export const containerNeeds = (service: Resource, { encryption, verifies }: Connection): string | undefined =>
  encryption === "verified"
    ? `the certificate of the tasks of ECS service ${service.name}, which has to be public and have the name ${verifies ?? "that API Gateway verifies"}`
    : undefined;
