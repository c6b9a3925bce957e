import type { Given } from "../scene";
import { service, stackKeys } from "./services";

/** Keys of a stack with one service whose domain can be moved between an HTTP API and a REST API. */
export const switchKeys = ({ domain, hostedZone, ...given }: Given) =>
  stackKeys(given, 1, [service("web")], { standby: 5, domain: { name: domain }, hostedZone });

/** Keys of a stack with TLS to its ALB, for both kinds of API. The certificate has a name below the domain. */
export const tlsKeys = ({ domain = "", hostedZone, ...given }: Given) =>
  stackKeys(given, 1, [service("web")], { standby: 5, tls: { serverName: `internal.${domain}` }, hostedZone });

/** Keys of a REST API behind one NLB and VPC links V1. */
export const nlbKeys = (given: Given) => stackKeys(given, 3, [service("web")]);

/** Keys of an HTTP API in front of a service of another account. */
export const endpointKeys = ({ endpointService: name, ...given }: Given) =>
  stackKeys(given, 1, [{ name: "far", vpc: "live", existing: { endpointService: { name, port: 80 } } }]);
