import { isInZone } from "./front";
import { gatewayHealthPaths } from "./reserved";
import type { Domain, Settings } from "./settings/settings";

/** The record that a user makes where the stack makes none. */
function recordNote({ name, existing }: Domain, { hostedZone }: Settings): readonly string[] {
  if (existing || (hostedZone !== undefined && isInZone(name, hostedZone.name))) return [];
  return [
    `domain: the stack creates no DNS record for ${name}, because ${hostedZone === undefined ? "hostedZone is not set" : `it is not in ${hostedZone.name}`}; create a CNAME record from ${name} to the output domainTarget where its DNS is (at the root of a zone, an alias record of your DNS provider)`,
  ];
}

const closedNote = ({ defaultEndpoint, name }: Domain): readonly string[] =>
  defaultEndpoint === "open"
    ? []
    : [
        `domain: the execute-api URL of the API answers 403; if clients still use it, set \`domain.defaultEndpoint: open\` until they use ${name}`,
      ];

/** The one path at the root that no service receives. Below a base path, API Gateway has no such path. */
function healthNote({ basePath }: Domain, { services }: Settings): readonly string[] {
  const [root] = services.filter(({ path, retired }) => path === "/" && !retired);
  if (root === undefined || basePath !== undefined) return [];
  return [
    `domain: ${root.name} does not receive ${gatewayHealthPaths.join(" and ")} at the domain; API Gateway answers them itself`,
  ];
}

/** Notes on the domain of a stack. */
export const domainNotes = (settings: Settings): readonly string[] => {
  const { domain } = settings;
  if (domain === undefined) return [];
  return [...recordNote(domain, settings), ...closedNote(domain), ...healthNote(domain, settings)];
};
