import type { AwsAccount } from "../account";
import { certificateState } from "../certificate-states";
import type { Existing } from "../existing";
import { hasTls, value } from "../existing";
import type { Outcome } from "./outcome";
import { answer, handshakeFailed } from "./outcome";

/**
 * What a client sends over its connection: plain HTTP, or HTTP in TLS. `verified` is the name that the certificate must
 * bear; load balancers verify none:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
 */
export type Transport = "plain" | { readonly verified: string | undefined };

/** What API Gateway sends: TLS if there is a name to verify. */
export const transportTo = (serverName: string | undefined): Transport =>
  serverName === undefined ? "plain" : { verified: serverName };

/** What a load balancer sends to the targets of a group, if it has ended the connection of its client. */
export const transportOf = (targetGroup: Existing): Transport =>
  hasTls(targetGroup) ? { verified: undefined } : "plain";

/** A listener that sends the client's connection on to the targets as it is, with its TLS. */
export const isPassedThrough = (listener: Existing): boolean =>
  ["TCP", "TCP_UDP"].includes(value(listener, "protocol"));

/** Whether a certificate with these names is valid for a host. `*` stands for one label. */
export function bears(names: readonly string[], host: string): boolean {
  const [first = "", ...parents] = host.toLowerCase().split(".");
  const wildcard = first === "" ? undefined : ["*", ...parents].join(".");
  return names.map((name) => name.toLowerCase()).some((name) => name === host.toLowerCase() || name === wildcard);
}

/** Why API Gateway refuses a certificate, in the words of its execution log. */
export const mismatch = (host: string, [common = ""]: readonly string[]): string =>
  `Host name '${host}' does not match the certificate subject provided by the peer (CN=${common})`;

/**
 * Why API Gateway refuses the certificate of a listener. One outside the account may have any name, unless a test
 * states its names; one that is not issued is refused with the listener.
 */
function refusedCertificate(account: AwsAccount, listener: Existing, host: string): string | undefined {
  const { names } = certificateState(account, value(listener, "certificateArn"));
  return names === undefined || bears(names, host) ? undefined : mismatch(host, names);
}

/**
 * What a listener answers to a connection that it cannot take; undefined if it takes it. A listener that passes TLS
 * through takes every connection.
 * Source: https://repost.aws/knowledge-center/api-gateway-private-integration-errors (plain HTTP to HTTPS and TLS)
 */
export function refusedBy(account: AwsAccount, listener: Existing, transport: Transport): Outcome | undefined {
  if (isPassedThrough(listener)) return undefined;
  const endsTls = hasTls(listener);
  if (transport === "plain")
    return endsTls ? answer(400, "listener", listener, "The plain HTTP request was sent to HTTPS port") : undefined;
  if (!endsTls)
    return handshakeFailed("listener", listener, `TLS to a listener with protocol ${value(listener, "protocol")}`);
  if (transport.verified === undefined) return undefined;
  const refused = refusedCertificate(account, listener, transport.verified);
  return refused === undefined ? undefined : handshakeFailed("listener", listener, refused);
}
