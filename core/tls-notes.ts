import { isRunning } from "./load-balancing/load-balancing";
import type { Settings } from "./settings/settings";

/**
 * Services whose tasks get requests in clear text from a load balancer. The target group of a standby gets none, nor do
 * those of a retired service. With `tls`, no service is on Cloud Map.
 */
const inClearText = ({ services }: Settings): readonly string[] =>
  services
    .filter(isRunning)
    .filter(({ retired, runtime }) => !retired && !runtime.task.containerTls)
    .map(({ name }) => name);

/** Server names whose certificates the stack does not issue, each once. */
function foreignNames({ tls, services }: Settings): readonly string[] {
  const existing = services.flatMap(({ runtime }) =>
    runtime.kind === "existing" && runtime.balancer.serverName !== undefined ? [runtime.balancer.serverName] : [],
  );
  return [...new Set([...(tls?.certificate === undefined ? [] : [tls.serverName]), ...existing])];
}

/**
 * What is encrypted between API Gateway and the tasks, and what is not; and what the certificates that the stack does not
 * issue have to be.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-supported-certificate-authorities-for-http-endpoints.html
 */
export function tlsNotes(settings: Settings): readonly string[] {
  const [clear, foreign] = [inClearText(settings), foreignNames(settings)];
  return [
    ...(settings.tls === undefined || clear.length === 0
      ? []
      : [
          `tls: requests are encrypted from API Gateway to the load balancers, and not from there to the tasks of ${clear.join(", ")}; containerTls of a service encrypts them there too`,
        ]),
    ...(foreign.length === 0
      ? []
      : [
          `${foreign.join(", ")}: API Gateway trusts certificates of public authorities only; with one of a private authority, or a self-signed one, requests fail with status 500`,
        ]),
  ];
}
