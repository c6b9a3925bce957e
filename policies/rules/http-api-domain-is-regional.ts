import { domainOf, endpointOf, isEnhanced, mappedApis, securityPolicyOf } from "../graph/domains";
import { isKind } from "../graph/graph";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/**
 * For WebSocket APIs, see
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-custom-domain-names.html
 */
export const httpApiDomainIsRegional = resourceRule({
  id: "http-api-domain-is-regional",
  displayName: "Domains of HTTP and WebSocket APIs are Regional",
  description:
    "A domain name that is mapped to an HTTP or WebSocket API has a Regional endpoint and security policy TLS_1_2.",
  remediation: "Use an aws.apigatewayv2.DomainName with endpointType REGIONAL and securityPolicy TLS_1_2.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html",
  tags: ["wiring", "http-api"],
  hop: "mapping",
  kinds: ["apiMapping"],
  about: (graph, mapping) => mappedApis(graph, mapping).some((api) => isKind(api, "httpApi", "webSocketApi")),
  none: "the stack maps no domain name to an HTTP or WebSocket API",
  judge: (graph, mapping) => {
    const domain = domainOf(graph, mapping);
    if (domain === undefined) return [];
    const [endpoint, policy] = [endpointOf(domain), securityPolicyOf(domain)];
    const faults = [
      ...(endpoint === undefined || endpoint === "REGIONAL" ? [] : [`has endpoint type ${endpoint}`]),
      ...(policy === "TLS_1_0" ? ["allows TLS 1.0"] : []),
      ...(policy !== undefined && isEnhanced(policy) ? [`has security policy ${policy}`] : []),
    ];
    return faults.length === 0
      ? []
      : [
          violation(
            mapping,
            `${mapping.name} maps an HTTP or WebSocket API to domain ${domain.name}, which ${faults.join(" and ")}`,
          ),
        ];
  },
});
