import { isKind } from "../graph/graph";
import { labelOf } from "../graph/label";
import type { Resource } from "../graph/resource";
import { known, readString } from "../graph/value";
import { resourceRule } from "../resource-rule";
import { violation } from "../rule";

/** Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html */
const accepted = /^[A-Za-z0-9$\-_.+!*'()/]*$/;
const longest = 300;

function faultOf(mapping: Resource, key: string): string | undefined {
  if (key === "/") return "which names no path: leave it out for the root of the domain name";
  if (!accepted.test(key)) return "which has a character other than letters, digits and $-_.+!*'()/";
  if (key.length > longest) return `which is longer than ${longest} characters`;
  return isKind(mapping, "basePathMapping") && key.includes("/")
    ? "but a BasePathMapping takes one level: use aws.apigatewayv2.ApiMapping for several"
    : undefined;
}

export const mappingKeyAccepted = resourceRule({
  id: "mapping-key-accepted",
  displayName: "Mapping keys have an accepted form",
  description:
    "The key of an API mapping is a path of accepted characters, and that of a base path mapping has one level.",
  remediation: "Use a key such as orders or v1/orders, without a slash before it.",
  url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html",
  tags: ["wiring", "http-api", "rest-api"],
  hop: "mapping",
  kinds: ["apiMapping", "basePathMapping"],
  none: "the stack maps no domain name to an API",
  judge: (_, mapping) => {
    const key = known(readString(mapping, isKind(mapping, "basePathMapping") ? "basePath" : "apiMappingKey")) ?? "";
    const fault = faultOf(mapping, key);
    return fault === undefined ? [] : [violation(mapping, `${labelOf(mapping)} has the key ${key}, ${fault}`)];
  },
});
