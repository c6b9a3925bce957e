import type { Settings } from "../../core/settings/settings";
import type { AwsAccount } from "../../simulator/aws/account";

/** Clients that use one URL of the API. */
export interface Client {
  readonly host: string;
  /** In front of the paths of the services, before and after the update: `/live`, or empty. One of them must answer. */
  readonly prefixes: readonly string[];
}

type Domain = NonNullable<Settings["domain"]>;

const isOpen = ({ domain }: Settings) => domain?.defaultEndpoint !== "closed";
const baseOf = ({ basePath }: Domain) => (basePath === undefined ? "" : `/${basePath}`);

/** The default endpoint of the only API of an account. */
function defaultEndpoint(account: AwsAccount): Client {
  const [stage] = account.of("aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage");
  const url = new URL(String(stage?.outputs["invokeUrl"]));
  return { host: url.host, prefixes: [url.pathname === "/" ? "" : url.pathname] };
}

/**
 * The clients whose requests an update must not lose. A URL is asked if the stack has it before and after. It is also
 * asked if it was the only one: then its clients could not leave it before the update. With another base path, the old or
 * the new one must answer, as with another path of a service.
 *
 * @param account - before the update
 */
export function clientsOf(before: Settings, after: Settings, account: AwsAccount): readonly Client[] {
  const { domain } = before;
  const endpoint = isOpen(before) && (isOpen(after) || domain === undefined) ? [defaultEndpoint(account)] : [];
  if (domain === undefined) return endpoint;
  const same = after.domain?.name === domain.name ? after.domain : undefined;
  if (same === undefined && isOpen(before)) return endpoint;
  const prefixes = [...new Set([baseOf(domain), baseOf(same ?? domain)])];
  return [...endpoint, { host: domain.name, prefixes }];
}
