import { certificateAt, domainCertificatePath, validatedBy } from "../graph/certificates";
import { waitsFor } from "../graph/dependencies";
import { isKind, resourceAt } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { isSet } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** The certificate of the stack that a resource uses, if ACM issues it after a validation. */
function requested(graph: Graph, user: Resource): Resource | undefined {
  const path = isKind(user, "httpDomainName", "restDomainName") ? domainCertificatePath(user) : "certificateArn";
  const certificate = resourceOf(certificateAt(graph, user, path));
  // An imported certificate and one of a private CA are issued at once.
  return certificate !== undefined &&
    isSet(certificate, "validationMethod") &&
    !isSet(certificate, "certificateAuthorityArn")
    ? certificate
    : undefined;
}

/** Whether a resource waits for a validation of a certificate, or for one of an unknown certificate. */
const isValidated = (graph: Graph, user: Resource, certificate: Resource) =>
  [...waitsFor(graph, user)]
    .flatMap((urn) => resourceAt(graph, urn) ?? [])
    .filter((awaited) => isKind(awaited, "certificateValidation"))
    .some((validation) => [undefined, certificate].includes(resourceOf(validatedBy(graph, validation))));

/**
 * It has no hop: a later update creates what the first one rejects, once the certificate is issued.
 * What AWS says: https://github.com/hashicorp/terraform-provider-aws/issues/41789
 */
export const certificateValidatedBeforeUse = resourceRule({
  id: "certificate-validated-before-use",
  displayName: "Certificates are validated before use",
  description:
    "A listener or domain name with a certificate of the stack waits for its validation; AWS rejects a certificate that is not issued.",
  remediation: "Use certificateArn of an aws.acm.CertificateValidation instead of the ARN of the certificate.",
  url: "https://www.pulumi.com/registry/packages/aws/api-docs/acm/certificatevalidation/",
  tags: ["wiring", "listener"],
  kinds: ["listener", "listenerCertificate", "httpDomainName", "restDomainName"],
  about: (graph, user) => requested(graph, user) !== undefined,
  none: "no listener or domain name uses a certificate that the stack requests",
  judge: (graph, user) => {
    const certificate = requested(graph, user);
    if (certificate === undefined || isValidated(graph, user, certificate)) return [];
    return [
      violation(user, `${labelOf(user)} may be created before certificate ${certificate.name} is validated and issued`),
    ];
  },
});
