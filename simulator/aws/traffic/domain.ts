import type { AwsAccount } from "../account";
import type { Existing } from "../existing";
import { value } from "../existing";
import { unresolved } from "./dns";
import type { Entry } from "./entry";
import { httpApi, restApi } from "./entry";
import type { Outcome } from "./outcome";
import { answer } from "./outcome";
import type { Request } from "./types";

const domainTypes = ["aws:apigatewayv2/domainName:DomainName", "aws:apigateway/domainName:DomainName"];

/** Mappings of either provider and either generation of the API, with the names of their properties. */
const mappingTypes = {
  "aws-native:apigatewayv2:ApiMapping": { api: "apiId", stage: "stage", key: "apiMappingKey" },
  "aws:apigatewayv2/apiMapping:ApiMapping": { api: "apiId", stage: "stage", key: "apiMappingKey" },
  "aws:apigateway/basePathMapping:BasePathMapping": { api: "restApi", stage: "stageName", key: "basePath" },
} as const;

/** A mapping of a domain name. */
interface Mapping {
  readonly api: string;
  readonly stage: string;
  /** Segments of its key; none for the root. */
  readonly segments: readonly string[];
}

const mappingsOf = (account: AwsAccount, host: string): readonly Mapping[] =>
  Object.entries(mappingTypes).flatMap(([type, { api, stage, key }]) =>
    account.where(type, "domainName", host).map((mapping) => ({
      api: value(mapping, api),
      stage: value(mapping, stage),
      segments: value(mapping, key)
        .split("/")
        .filter((segment) => segment !== ""),
    })),
  );

/** An object among the outputs or inputs of a resource; the provider adds outputs to `domainNameConfiguration`. */
const part = ({ outputs, inputs }: Existing, key: string) =>
  (outputs[key] ?? inputs[key] ?? {}) as Readonly<Record<string, unknown>>;

/** Where the records of a domain name must point. */
function addressesOf(domain: Existing): { readonly target: string; readonly types: readonly string[] } {
  const [configuration, input] = [part(domain, "domainNameConfiguration"), domain.inputs["domainNameConfiguration"]];
  const found = configuration["targetDomainName"];
  const target = typeof found === "string" ? found : value(domain, "regionalDomainName");
  const { ipAddressType } = (input ?? part(domain, "endpointConfiguration")) as { readonly ipAddressType?: string };
  return { target, types: ipAddressType === "dualstack" ? ["A", "AAAA"] : ["A"] };
}

/** Why a domain name refuses a client; undefined if it does not. */
const refusedBy = (domain: Existing, { clientCertificate }: Request): Outcome | undefined =>
  domain.inputs["mutualTlsAuthentication"] === undefined || clientCertificate === "trusted"
    ? undefined
    : answer(403, "domain name", domain, '{"message":"Forbidden"}: the client has no trusted certificate');

/** The mapping with the longest key that the path begins with, by whole segments. */
function chooseMapping(mappings: readonly Mapping[], path: string): Mapping | undefined {
  const given = path.split("/").slice(1);
  return mappings
    .filter(({ segments }) => segments.every((segment, index) => segment === given[index]))
    .sort((left, right) => right.segments.length - left.segments.length)[0];
}

/**
 * Finds the API and stage that a domain name is mapped to. A domain name outside the account, which has a mapping in it,
 * belongs to another stack, with its records.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html (`/ping` and `/sping`),
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
 */
export function atDomain(account: AwsAccount, request: Request): Entry | Outcome {
  const { host, path } = request;
  const mappings = mappingsOf(account, host);
  const [domain] = domainTypes.flatMap((type) => account.where(type, "domainName", host));
  if (domain === undefined && mappings.length === 0)
    return answer(0, "domain name", host, "the account has no such domain name");
  const earlier = domain && (unresolved(account, host, addressesOf(domain)) ?? refusedBy(domain, request));
  if (earlier !== undefined) return earlier;
  if (path === "/ping" || path === "/sping")
    return answer(200, "domain name", domain ?? host, `API Gateway answers ${path} itself`);
  const mapping = chooseMapping(mappings, path);
  const api = mapping && [httpApi, restApi].flatMap((type) => account.where(type, "id", mapping.api))[0];
  if (mapping === undefined || api === undefined)
    return answer(403, "mapping", domain ?? host, `{"message":"Forbidden"}: no mapping for ${path}`);
  const base = mapping.segments.map((segment) => `/${segment}`).join("");
  // Whether `$request.path` has the base path is not documented. A service that depends on it fails here.
  return {
    kind: "entry",
    api,
    stage: mapping.stage,
    path: path.slice(base.length) || "/",
    requestPath: path,
    sentPath: path,
  };
}
