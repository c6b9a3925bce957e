import { endpointOf, isInZone } from "./front";
import { gatewayHealthPaths } from "./reserved";
import type { Domain, Settings } from "./settings/settings";
import { topologyTraits } from "./topology-traits";

/** The record that a user makes where the stack makes none. */
function recordNote({ name, existing }: Domain, { hostedZone }: Settings): readonly string[] {
  if (existing || (hostedZone !== undefined && isInZone(name, hostedZone.name))) return [];
  return [
    `domain: the stack creates no DNS record for ${name}, because ${hostedZone === undefined ? "hostedZone is not set" : `it is not in ${hostedZone.name}`}; create a CNAME record from ${name} to the output domainTarget where its DNS is (at the root of a zone, an alias record of your DNS provider)`,
  ];
}

/**
 * A closed default endpoint answers 404 for an HTTP API and 403 for a REST API.
 * Source: https://repost.aws/knowledge-center/api-gateway-disable-endpoint
 */
function closedNote({ name, mutualTls }: Domain, settings: Settings): readonly string[] {
  if (endpointOf(settings).defaultEndpoint === undefined) return [];
  // Beside mutual TLS it cannot be open.
  const wayOut =
    mutualTls === undefined
      ? `if clients still use it, set \`domain.defaultEndpoint: open\` until they use ${name}`
      : `if clients still use it, add mutualTls in a later update, when they use ${name}`;
  return [
    `domain: the execute-api URL of the API is closed and answers ${topologyTraits[settings.option].api === "http" ? 404 : 403}; ${wayOut}`,
  ];
}

/** The one path at the root that no service receives. Below a base path, API Gateway has no such path. */
function healthNote({ basePath }: Domain, { services }: Settings): readonly string[] {
  const [root] = services.filter(({ path, retired }) => path === "/" && !retired);
  if (root === undefined || basePath !== undefined) return [];
  return [
    `domain: ${root.name} does not receive ${gatewayHealthPaths.join(" and ")} at the domain; API Gateway answers them itself`,
  ];
}

/**
 * AWS reserves the two paths for "root-level resources" of an API with a domain, and does not say what holds below them.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
const belowHealthNotes = ({ services }: Settings): readonly string[] =>
  services
    .filter(({ path, retired }) => !retired && gatewayHealthPaths.some((health) => path.startsWith(`${health}/`)))
    .map(
      ({ name, path }) =>
        `domain: ${name} has the path ${path}; API Gateway reserves /${path.split("/")[1] ?? ""} for its own health check, and AWS does not say whether requests below it reach the API; try one, or choose another path`,
    );

/** Notes on the domain of a stack. */
export const domainNotes = (settings: Settings): readonly string[] => {
  const { domain } = settings;
  if (domain === undefined) return [];
  return [
    ...recordNote(domain, settings),
    ...closedNote(domain, settings),
    ...healthNote(domain, settings),
    ...belowHealthNotes(settings),
  ];
};
