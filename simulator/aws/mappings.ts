import type { Account, Existing } from "./existing";
import { value } from "./existing";

const domainTypes = ["aws:apigatewayv2/domainName:DomainName", "aws:apigateway/domainName:DomainName"];
const mappingTypes = [
  "aws:apigatewayv2/apiMapping:ApiMapping",
  "aws-native:apigatewayv2:ApiMapping",
  "aws:apigateway/basePathMapping:BasePathMapping",
];

/** A mapping of a domain name to a stage of an API, of any resource type. */
export interface Mapping {
  readonly resource: Existing;
  readonly domainName: string;
  /** Path under the domain without slashes around it; empty for its root. */
  readonly key: string;
  /** Id of the API, REST or HTTP. */
  readonly api: string;
  readonly stage: string;
}

/** Reads a mapping from a resource of one of its three types. */
export function asMapping(resource: Existing): Mapping {
  const either = (...keys: readonly string[]) => keys.map((key) => value(resource, key)).find((text) => text !== "");
  return {
    resource,
    domainName: value(resource, "domainName").toLowerCase(),
    key: either("apiMappingKey", "basePath") ?? "",
    api: either("apiId", "restApi") ?? "",
    stage: either("stage", "stageName") ?? "",
  };
}

/** All mappings of the account. */
export const mappingsOf = (account: Account): readonly Mapping[] => account.of(...mappingTypes).map(asMapping);

/** The domain name of the account that has this name, of either type; undefined if the stack does not have it. */
export const domainNamed = (account: Account, name: string): Existing | undefined =>
  account.of(...domainTypes).find((domain) => value(domain, "domainName").toLowerCase() === name.toLowerCase());
