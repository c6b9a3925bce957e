import type { Quota } from "../quota";
import { account, topology } from "../quota";

const docs = "https://docs.aws.amazon.com";
const apiRest = `${docs}/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html`;
const apiHttp = `${docs}/apigateway/latest/developerguide/http-api-quotas.html`;
const apiAll = `${docs}/apigateway/latest/developerguide/limits.html`;
/** It has the codes, and quotas that the developer guide leaves out. */
const apiReference = `${docs}/general/latest/gr/apigateway.html`;

/** Quotas of API Gateway. */
export const gatewayQuotas = {
  "apigateway.vpcLinksV1": topology("VPC links", "apigateway/L-A4C7274F", 20, "adjustable", apiRest),
  "apigateway.vpcLinksV2": topology("VPC links(V2)", "apigateway/L-608BDCD4", 10, "adjustable", apiHttp),
  "apigateway.subnetsPerVpcLinkV2": topology(
    "Subnets per VPC link(V2)",
    "apigateway/L-668C9B28",
    10,
    "adjustable",
    apiHttp,
  ),
  "apigateway.resourcesPerRestApi": topology("Resources per API", "apigateway/L-01C8A9E0", 300, "adjustable", apiRest),
  "apigateway.routesPerHttpApi": topology("Routes per HTTP API", "apigateway/L-65B5C802", 300, "adjustable", apiHttp),
  "apigateway.integrationsPerHttpApi": topology("Integrations per HTTP API", undefined, 300, "fixed", apiHttp),
  "apigateway.restIntegrationTimeoutMs": topology(
    "Maximum integration timeout in milliseconds",
    "apigateway/L-E5AE38E3",
    29_000,
    "adjustable",
    apiRest,
  ),
  "apigateway.httpIntegrationTimeoutMs": topology(
    "Maximum integration timeout of an HTTP API in milliseconds",
    undefined,
    30_000,
    "fixed",
    apiHttp,
  ),
  // Both kinds of API have this quota. AWS raises it by a support case, so it has no code.
  "apigateway.authorizersPerApi": topology("Authorizers per API", undefined, 10, "adjustable", apiHttp),
  "apigateway.audiencesPerAuthorizer": topology(
    "Audiences per authorizer of an HTTP API",
    undefined,
    50,
    "fixed",
    apiHttp,
  ),
  "apigateway.scopesPerRoute": topology("Scopes per route of an HTTP API", undefined, 10, "fixed", apiHttp),
  "apigateway.usagePlansPerKey": topology(
    "Usage plans per API key",
    "apigateway/L-985EB478",
    10,
    "adjustable",
    apiRest,
  ),
  // AWS's words, "API-stage throttle settings you can create in a usage plan", are read as: of all its stages together.
  "apigateway.throttlesPerUsagePlan": topology(
    "API Stage throttles in a usage plan",
    "apigateway/L-A9DBC573",
    20,
    "adjustable",
    apiReference,
  ),
  // HTTP and REST APIs count together: one Regional domain name maps both.
  "apigateway.mappingsPerDomain": topology(
    "API mappings with several levels per domain",
    undefined,
    200,
    "fixed",
    apiHttp,
  ),
  "apigateway.customDomains": account("Custom domain names", "apigateway/L-A93447B8", 120, "adjustable", apiRest),
  // Service Quotas has the code L-1D180A63 for it; AWS's reference has no link, because AWS does not raise it.
  "apigateway.apiKeys": account("API keys", "apigateway/L-1D180A63", 10_000, "fixed", apiReference),
  "apigateway.usagePlans": account("Usage plans", "apigateway/L-E8693075", 300, "adjustable", apiRest),
  // Newer Regions have 2,500 by default.
  "apigateway.requestsPerSecond": account("Throttle rate", "apigateway/L-8A5B8E43", 10_000, "adjustable", apiAll),
} as const satisfies Record<string, Quota>;
