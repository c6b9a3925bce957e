import { countPerRegion } from "./account-counting";
import type { Item } from "./account-counting";
import { certificateAt, listenerCertificatesOf, namesOf } from "./graph/certificates";
import { ofKind } from "./graph/graph";
import type { Graph } from "./graph/graph";
import { referenceKey } from "./graph/references";
import type { Resource } from "./graph/resource";
import type { UsedBalancer } from "./graph/used-balancers";
import { isSet, known, readElements } from "./graph/value";

/** Listeners with a default certificate. */
const tlsListeners = ({ listeners }: UsedBalancer) => listeners.filter((listener) => isSet(listener, "certificateArn"));

/** Further certificates of all listeners of a load balancer, each once per listener. */
const further = (graph: Graph, { listeners }: UsedBalancer): number =>
  listeners.reduce((sum, listener) => {
    const ofListener = listenerCertificatesOf(graph, listener);
    return (
      sum + new Set(ofListener.map((one) => referenceKey(certificateAt(graph, one, "certificateArn")) ?? one)).size
    );
  }, 0);

/**
 * Certificates on an ALB, without the default certificate of each listener.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
 */
export const certificatesOnAlb = (graph: Graph, balancer: UsedBalancer) => ({ used: further(graph, balancer) });

/**
 * Certificates on an NLB, with the default certificate of each listener: AWS's page does not leave them out, as the one
 * for ALBs does. Whether they count is not confirmed.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html
 */
export const certificatesOnNlb = (graph: Graph, balancer: UsedBalancer) => ({
  used: tlsListeners(balancer).length + further(graph, balancer),
});

/**
 * Whether ACM issues a certificate. Imported ones and those of a private authority have other quotas.
 * Source: https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
 */
export const isIssued = (certificate: Resource): boolean =>
  !isSet(certificate, "certificateBody") && !isSet(certificate, "certificateAuthorityArn");

/** Counts the certificates that ACM issues, per Region. */
export const issuedCertificates = (graph: Graph) =>
  countPerRegion(
    graph,
    "ACM certificates",
    ofKind(graph, "certificate")
      .filter(isIssued)
      .map((resource): Item => ({ resource, amount: 1 })),
  );

/** Number of names of a certificate; if some are unknown, a repeated one counts twice. */
export function namesOn(certificate: Resource): number {
  const { names, exact } = namesOf(certificate);
  return exact ? names.length : 1 + (known(readElements(certificate, "subjectAlternativeNames")) ?? []).length;
}
