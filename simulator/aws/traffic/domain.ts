import type { AwsAccount } from "../account";
import type { Existing } from "../existing";
import { value } from "../existing";
import type { Mapping } from "../mappings";
import { domainNamed, mappingsOf } from "../mappings";
import { unresolved } from "./dns";
import type { Entry } from "./entry";
import { httpApi, restApi } from "./entry";
import type { Answered } from "./outcome";
import { answer } from "./outcome";
import type { Request } from "./types";

/** Where the records of a domain name must point: an output of either type. */
function targetOf(domain: Existing): string {
  const { targetDomainName } = (domain.outputs["domainNameConfiguration"] ?? {}) as {
    readonly targetDomainName?: string;
  };
  return targetDomainName ?? value(domain, "regionalDomainName");
}

/** Why a domain name refuses a client; undefined if it does not. */
const refusedBy = (domain: Existing, { clientCertificate }: Request): Answered | undefined =>
  domain.inputs["mutualTlsAuthentication"] === undefined || clientCertificate === "trusted"
    ? undefined
    : answer(403, "domain name", domain, '{"message":"Forbidden"}: the client has no trusted certificate');

const segmentsOf = ({ key }: Mapping) => key.split("/").filter((segment) => segment !== "");

/** The mapping with the longest key that the path begins with, by whole segments. */
function chooseMapping(mappings: readonly Mapping[], path: string): Mapping | undefined {
  const given = path.split("/").slice(1);
  return mappings
    .filter((mapping) => segmentsOf(mapping).every((segment, index) => segment === given[index]))
    .sort((left, right) => segmentsOf(right).length - segmentsOf(left).length)[0];
}

/**
 * Finds the API and stage that a domain name is mapped to. A domain name outside the account, which has a mapping in it,
 * belongs to another stack, with its records.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html,
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html (`/ping` and `/sping`),
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
 */
export function atDomain(account: AwsAccount, request: Request): Entry | Answered {
  const { host, path } = request;
  const mappings = mappingsOf(account).filter(({ domainName }) => domainName === host.toLowerCase());
  const domain = domainNamed(account, host);
  if (domain === undefined && mappings.length === 0)
    return answer(0, "domain name", host, "the account has no such domain name");
  const earlier = domain && (unresolved(account, host, targetOf(domain)) ?? refusedBy(domain, request));
  if (earlier !== undefined) return earlier;
  if (path === "/ping" || path === "/sping")
    return answer(200, "domain name", domain ?? host, `API Gateway answers ${path} itself`);
  const mapping = chooseMapping(mappings, path);
  const api = mapping && [httpApi, restApi].flatMap((type) => account.where(type, "id", mapping.api))[0];
  if (mapping === undefined || api === undefined)
    return answer(403, "mapping", domain ?? host, `{"message":"Forbidden"}: no mapping for ${path}`);
  const base = segmentsOf(mapping)
    .map((segment) => `/${segment}`)
    .join("");
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
