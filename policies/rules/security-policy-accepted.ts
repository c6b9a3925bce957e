import { certificateOfDomain, isImported, isOfPrivateAuthority } from "../graph/certificates";
import { endpointOf, isEnhanced, requiresClientCertificate, securityPolicyOf } from "../graph/domains";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { endpointTypeOf } from "../graph/protocol";
import { resourceOf } from "../graph/references";
import type { Resource } from "../graph/resource";
import { isSet } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

const endpointTypeOfEither = (resource: Resource) =>
  isKind(resource, "restApi") ? endpointTypeOf(resource) : endpointOf(resource);

/** Only domain names of edge-optimized endpoints take policies that end in `_EDGE`, and they take no other enhanced one. */
function policyFaults(resource: Resource): readonly string[] {
  const policy = securityPolicyOf(resource);
  if (policy === undefined || !isEnhanced(policy)) return [];
  const endpoint = endpointTypeOfEither(resource);
  const isForEdge = policy.endsWith("_EDGE");
  return [
    ...(isSet(resource, "endpointAccessMode") ? [] : [`security policy ${policy} without endpointAccessMode`]),
    ...(endpoint === undefined || isForEdge === (endpoint === "EDGE")
      ? []
      : [`security policy ${policy}, but endpoint type ${endpoint}`]),
  ];
}

/**
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html,
 * https://github.com/hashicorp/terraform-provider-aws/issues/35741 (`Missing ownershipVerificationCertificate`)
 */
function mutualTlsFaults(graph: Graph, domain: Resource): readonly string[] {
  if (isKind(domain, "restApi") || !requiresClientCertificate(domain)) return [];
  const [policy, endpoint] = [securityPolicyOf(domain), endpointOf(domain)];
  const certificate = resourceOf(certificateOfDomain(graph, domain));
  const isPrivate = certificate !== undefined && (isImported(certificate) || isOfPrivateAuthority(certificate));
  const proof = isKind(domain, "httpDomainName")
    ? "domainNameConfiguration.ownershipVerificationCertificateArn"
    : "ownershipVerificationCertificateArn";
  return [
    ...(policy === undefined || policy === "TLS_1_2" ? [] : [`mutual TLS with security policy ${policy}`]),
    ...(endpoint === undefined || endpoint === "REGIONAL" ? [] : [`mutual TLS with endpoint type ${endpoint}`]),
    ...(isPrivate && !isSet(domain, proof)
      ? ["mutual TLS with a certificate that ACM did not issue, and no ownershipVerificationCertificateArn"]
      : []),
  ];
}

/** It has no hop: AWS rejects the API or domain name, or leaves it as it was. */
export const securityPolicyAccepted = resourceRule({
  id: "security-policy-accepted",
  displayName: "Security policies fit their endpoint",
  description:
    "The security policy of a REST API or domain name fits its endpoint type, access mode and mutual TLS; AWS rejects it otherwise.",
  remediation:
    "Set endpointAccessMode with a policy that starts with SecurityPolicy_, and use TLS_1_2 on a Regional domain name with mutual TLS.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
  tags: ["wiring", "rest-api", "http-api"],
  kinds: ["restApi", "restDomainName", "httpDomainName"],
  none: "the stack has no REST API and no domain name",
  judge: (graph, resource) =>
    [...policyFaults(resource), ...mutualTlsFaults(graph, resource)].map((fault) =>
      violation(resource, `${labelOf(resource)} has ${fault}`),
    ),
});
