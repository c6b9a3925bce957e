import { domainsOf, requiresClientCertificate } from "../graph/domains";
import { isKind } from "../graph/graph";
import { labelOf } from "../graph/label";
import { endpointTypeOf } from "../graph/protocol";
import { readBoolean } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { undetermined, violation } from "../rule";

export const mutualTlsNotBypassed = resourceRule({
  id: "mutual-tls-not-bypassed",
  displayName: "Mutual TLS cannot be bypassed",
  description:
    "An API behind a domain name with mutual TLS has no default endpoint, at which clients need no certificate.",
  severity: "critical",
  remediation: "Set disableExecuteApiEndpoint of the API to true; for a REST API it takes effect with a deployment.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html",
  tags: ["safety", "http-api", "rest-api"],
  hop: "stage",
  kinds: ["httpApi", "restApi", "webSocketApi"],
  about: (graph, api) => domainsOf(graph, api).some(requiresClientCertificate),
  none: "the stack maps no domain name with mutual TLS to an API",
  judge: (graph, api) => {
    const disabled = readBoolean(api, "disableExecuteApiEndpoint");
    const isPrivate = isKind(api, "restApi") && endpointTypeOf(api) === "PRIVATE";
    if (isPrivate || (disabled.kind === "known" && disabled.value)) return [];
    if (disabled.kind === "unknown") return [undetermined(api, `disableExecuteApiEndpoint of ${labelOf(api)}`)];
    const domain = domainsOf(graph, api).find(requiresClientCertificate);
    const wrong = `clients reach ${labelOf(api)} at its default endpoint without the certificate that domain name ${domain?.name ?? ""} requires`;
    return [violation(api, wrong)];
  },
});
