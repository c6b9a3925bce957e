import type { Settings } from "../../core/settings/settings";
import type { AwsAccount } from "../../simulator/aws/account";
import { nameOf } from "../../simulator/aws/account";

/** Clients that use one URL of the API. */
export interface Client {
  readonly host: string;
  /** In front of the paths of the services: `/live`, or empty. With two of them, one must answer. */
  readonly prefixes: readonly string[];
  /** Values of its API keys, by their names; those of keys that the update makes are not known yet. */
  readonly keys: Readonly<Record<string, string>>;
}

const baseOf = ({ domain }: Settings) => (domain?.basePath === undefined ? "" : `/${domain.basePath}`);

/** Values of the API keys of an account, by their names. */
const keysOf = (account: AwsAccount): Client["keys"] =>
  Object.fromEntries(
    account
      .of("aws:apigateway/apiKey:ApiKey")
      .map((key) => [nameOf(key.urn), String(key.outputs["value"] ?? key.inputs["value"])] as const),
  );

/** Clients that use the default endpoints of the APIs of an account. */
export function endpointsOf(account: AwsAccount): readonly Client[] {
  const keys = keysOf(account);
  return account.of("aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage").map(({ outputs }) => {
    const { host, pathname } = new URL(String(outputs["invokeUrl"]));
    return { host, prefixes: [pathname === "/" ? "" : pathname], keys };
  });
}

/** All URLs of a stack; `endpoint` is that of the default endpoint, if it is open. */
const urlsOf = (settings: Settings, endpoint: Omit<Client, "keys">): readonly Omit<Client, "keys">[] => [
  ...(settings.domain?.defaultEndpoint === "closed" ? [] : [endpoint]),
  ...(settings.domain === undefined ? [] : [{ host: settings.domain.name, prefixes: [baseOf(settings)] }]),
];

/**
 * The clients whose requests an update must not lose: those of the URLs that the stack has before and after. If there is
 * none, clients could leave no URL before the update, so all of them count; with another base path under the same domain
 * name, the old or the new one must answer, as with another path of a service.
 *
 * @param account - before the update
 */
export function clientsOf(before: Settings, after: Settings, account: AwsAccount): readonly Client[] {
  const [endpoint] = endpointsOf(account);
  if (endpoint === undefined) throw new Error("the account has no API");
  const [old, next] = [urlsOf(before, endpoint), urlsOf(after, endpoint)];
  const at = (host: string) => next.find((other) => other.host === host)?.prefixes ?? [];
  const kept = old.filter(({ host, prefixes }) => at(host)[0] === prefixes[0]);
  const urls =
    kept.length > 0 ? kept : old.map(({ host, prefixes }) => ({ host, prefixes: [...prefixes, ...at(host)] }));
  return urls.map((url) => ({ ...url, keys: endpoint.keys }));
}
