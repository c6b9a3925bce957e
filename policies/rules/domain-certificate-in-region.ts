import { certificateOfDomain } from "../graph/certificates";
import { endpointOf } from "../graph/domains";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { placeOf } from "../graph/places";
import type { Reference } from "../graph/references";
import { refersToOtherRegion } from "../graph/regions";
import type { Resource } from "../graph/resource";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** Edge-optimized domain names belong to CloudFront, which takes certificates of this Region. */
const regionOfEdge = "us-east-1";

function regionOf(graph: Graph, certificate: Reference): string | undefined {
  if (certificate.kind === "resource") return placeOf(graph, certificate.resource).region;
  return certificate.kind === "id" ? certificate.id.split(":")[3] : undefined;
}

function faultOf(graph: Graph, domain: Resource): string | undefined {
  const certificate = certificateOfDomain(graph, domain);
  const endpoint = endpointOf(domain);
  if (endpoint === "REGIONAL") return refersToOtherRegion(graph, domain, certificate);
  const region = endpoint === "EDGE" ? regionOf(graph, certificate) : undefined;
  return region === undefined || region === regionOfEdge
    ? undefined
    : `${labelOf(domain)} is edge-optimized, but its certificate is in Region ${region}`;
}

export const domainCertificateInRegion = resourceRule({
  id: "domain-certificate-in-region",
  displayName: "Domain names have a certificate of their Region",
  description:
    "The certificate of a Regional domain name is in its Region, and that of an edge-optimized domain name in us-east-1.",
  remediation: "Request the certificate with a provider of the Region of the domain name, or of us-east-1 for EDGE.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-specify-certificate-for-custom-domain-name.html",
  tags: ["wiring", "http-api", "rest-api"],
  hop: "domain",
  kinds: ["httpDomainName", "restDomainName"],
  none: "the stack has no domain name",
  judge: (graph, domain) => {
    const wrong = faultOf(graph, domain);
    return wrong === undefined ? [] : [violation(domain, wrong)];
  },
});
