import { protocolOf } from "../graph/protocol";
import { isSet, known, readKeys } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/**
 * Headers that an HTTP API does not map.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
const reserved =
  /^(access-control-.*|apigw-.*|authorization|connection|content-encoding|content-length|content-location|forwarded|keep-alive|origin|proxy-authenticate|proxy-authorization|te|trailers|transfer-encoding|upgrade|via|x-amz-.*|x-amzn-.*|x-forwarded-for|x-forwarded-host|x-forwarded-proto)$/i;
const form = /^(?:(?:append|overwrite|remove):(?:header|querystring)\.[^\s]+|overwrite:path)$/;

function faultOf(key: string): string | undefined {
  if (!form.test(key)) return "is not a mapping of an HTTP API";
  const header = /:header\.(.+)$/.exec(key)?.[1];
  return header !== undefined && reserved.test(header) ? "names a reserved header" : undefined;
}

export const httpMappingAccepted = resourceRule({
  id: "http-mapping-accepted",
  displayName: "Parameter mappings have an accepted form",
  description:
    "A request parameter mapping of an HTTP API appends, overwrites or removes a header or query string that is not reserved, or overwrites the path.",
  remediation: "Use overwrite:path, or append:, overwrite: or remove: with header.NAME or querystring.NAME.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html",
  tags: ["wiring", "http-api"],
  hop: "integration",
  kinds: ["httpIntegration"],
  // An integration with an AWS service has other parameters.
  about: (graph, integration) => protocolOf(graph, integration) === "HTTP" && !isSet(integration, "integrationSubtype"),
  none: "the stack has no integration of an HTTP API",
  judge: (_, integration) =>
    (known(readKeys(integration, "requestParameters")) ?? []).flatMap((key) => {
      const fault = faultOf(key);
      return fault === undefined
        ? []
        : [violation(integration, `requestParameters of ${integration.name} have ${key}, which ${fault}`)];
    }),
});
