import type { Plan } from "./plan";
import { targetGroups } from "./plan-queries";
import type { Settings } from "./settings/settings";

/** Services whose tasks get requests in clear text from a load balancer, each once. */
function inClearText(plan: Plan): readonly string[] {
  const names = targetGroups(plan).flatMap(({ targetGroup: { target, protocol } }) =>
    target.kind === "service" && (protocol === "HTTP" || protocol === "TCP") ? [target.service] : [],
  );
  return [...new Set(names)];
}

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
export function tlsNotes(plan: Plan, settings: Settings): readonly string[] {
  const [clear, foreign] = [inClearText(plan), foreignNames(settings)];
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
