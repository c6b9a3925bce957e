import { calledListeners, endsTls, readersOf, verifiedName } from "../graph/called-listeners";
import { bearsName, certificateOfDomain, certificatesOfListener, isImported, namesOf } from "../graph/certificates";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { resourcesIn } from "../graph/references";
import type { References } from "../graph/references";
import type { Resource } from "../graph/resource";
import { readString } from "../graph/value";
import type { Value } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";
import type { Finding } from "../rule";

/** A name that a client verifies, and the certificates that the server may show. */
interface Check {
  readonly name: Value<string>;
  /** What verifies the name, as messages say it. */
  readonly whose: string;
  readonly certificates: References;
}

function checksOf(graph: Graph, resource: Resource): readonly Check[] {
  if (isKind(resource, "httpDomainName", "restDomainName")) {
    const certificates = { references: [certificateOfDomain(graph, resource)], exact: true };
    return [{ name: readString(resource, "domainName"), whose: `${labelOf(resource)} is for`, certificates }];
  }
  return calledListeners(graph, resource)
    .flatMap((listener) => readersOf(graph, listener))
    .filter((listener) => endsTls(listener) === true)
    .map((listener) => ({
      name: verifiedName(graph, resource),
      whose: `${resource.name} verifies`,
      certificates: certificatesOfListener(graph, listener),
    }));
}

function judge(resource: Resource, { name, whose, certificates }: Check): readonly Finding[] {
  const own = resourcesIn(certificates.references);
  if (name.kind === "unknown") return [undetermined(resource, `the server name of ${labelOf(resource)}`)];
  if (name.kind === "absent") return [];
  const found = bearsName(certificates, name.value);
  if (found === false) {
    const names = own.flatMap((certificate) => namesOf(certificate).names);
    const wrong = `${whose} ${name.value}, but the certificate ${own[0]?.name ?? ""} is for ${names.join(", ")}`;
    return [violation(resource, wrong)];
  }
  const hidden = own.length < certificates.references.length || own.some(isImported);
  return found === true || hidden ? [] : [undetermined(resource, `the names of certificate ${own[0]?.name ?? ""}`)];
}

/** Certificates outside the stack and imported ones do not show their names, so the rule says nothing about them. */
export const serverNameOnCertificate = resourceRule({
  id: "server-name-on-certificate",
  displayName: "Server names are on the certificate",
  description:
    "The name that a private integration verifies, and the name of a custom domain, is a name of the certificate that is shown.",
  severity: "critical",
  remediation: "Use a name of the certificate, or request a certificate for this name.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  tags: ["wiring", "http-api", "rest-api"],
  hop: "listener",
  kinds: ["httpIntegration", "restIntegration", "webSocketIntegration", "httpDomainName", "restDomainName"],
  about: (graph, resource) =>
    checksOf(graph, resource).some(({ certificates }) => resourcesIn(certificates.references).length > 0),
  none: "nothing in the stack uses a certificate of the stack",
  judge: (graph, resource) =>
    checksOf(graph, resource)
      .filter(({ certificates }) => resourcesIn(certificates.references).length > 0)
      .flatMap((check) => judge(resource, check)),
});
