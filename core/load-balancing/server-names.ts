import type { Endpoint } from "../plan-api";
import type { ServiceSettings, Settings } from "../settings/settings";

/** Name that API Gateway verifies before it sends requests to a service; undefined without TLS. */
export const serverNameOf = ({ tls }: Pick<Settings, "tls">, { runtime }: ServiceSettings): string | undefined =>
  runtime.kind === "existing" ? runtime.balancer.serverName : tls?.serverName;

/** The endpoint of a service with the name that API Gateway verifies there. */
export function verifiedEndpoint(
  settings: Pick<Settings, "tls">,
  service: ServiceSettings,
  endpoint: Endpoint,
): Endpoint {
  const serverName = serverNameOf(settings, service);
  return endpoint.kind === "listener" && serverName !== undefined ? { ...endpoint, serverName } : endpoint;
}
