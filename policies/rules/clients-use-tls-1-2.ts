import { apisOfDomain, securityPolicyOf } from "../graph/domains";
import { defaultSecurityPolicyOfRestApi } from "../graph/aws-defaults";
import { isKind } from "../graph/graph";
import type { Graph } from "../graph/graph";
import { labelOf } from "../graph/label";
import { endpointTypeOf } from "../graph/protocol";
import type { Resource } from "../graph/resource";
import { known, readBoolean, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

/** Whether clients use an endpoint of the API itself. The endpoint of a private API accepts only TLS 1.2 and later. */
const hasPublicEndpoint = (api: Resource) =>
  endpointTypeOf(api) !== "PRIVATE" && known(readBoolean(api, "disableExecuteApiEndpoint")) !== true;

/** A mapped HTTP API needs TLS 1.2, which another rule reports. */
const isForRestOnly = (graph: Graph, domain: Resource) =>
  apisOfDomain(graph, domain).every((api) => isKind(api, "restApi"));

/** Without a stated policy, only the default of APIs is documented, not that of domain names. */
export const clientsUseTls12 = resourceRule({
  id: "clients-use-tls-1-2",
  displayName: "REST endpoints require TLS 1.2",
  description: "The endpoint of a REST API and its domain name accept TLS 1.2 and later only.",
  severity: "medium",
  enforcement: "advisory",
  remediation:
    "Set securityPolicy to SecurityPolicy_TLS13_1_2_2021_06 with endpointAccessMode BASIC, or to TLS_1_2; clients that use TLS 1.0 or 1.1 are cut off.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies.html",
  tags: ["safety", "rest-api"],
  kinds: ["restApi", "restDomainName"],
  about: (graph, resource) =>
    isKind(resource, "restApi") ? hasPublicEndpoint(resource) : isForRestOnly(graph, resource),
  none: "the stack has no REST API with a public endpoint",
  judge: (_, resource) => {
    const stated = readString(resource, "securityPolicy");
    if (stated.kind === "unknown") return [undetermined(resource, `securityPolicy of ${labelOf(resource)}`)];
    const policy =
      securityPolicyOf(resource) ?? (isKind(resource, "restApi") ? defaultSecurityPolicyOfRestApi : undefined);
    if (policy !== "TLS_1_0") return [];
    const by = stated.kind === "known" ? policy : `${policy}, the default`;
    return [violation(resource, `${labelOf(resource)} accepts TLS 1.0 by its security policy ${by}`)];
  },
});
