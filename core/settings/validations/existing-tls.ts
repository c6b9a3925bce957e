import type { Problem } from "../../problem";
import type { ExistingBalancer, Settings } from "../settings";
import { isNameOfAws, ownName } from "./tls";

/** A fault of an existing load balancer, with the key of the service that it is at. */
export type Fault = Pick<Problem, "message" | "fix"> & { readonly key: string };

export const isAlb = ({ arn }: ExistingBalancer): boolean => arn.includes(":loadbalancer/app/");

/** Protocols of listeners that end TLS. */
const endsTls = ({ protocol }: ExistingBalancer) => protocol === "HTTPS" || protocol === "TLS";

function protocolFault(balancer: ExistingBalancer): Fault | undefined {
  const allowed = isAlb(balancer) ? ["HTTP", "HTTPS"] : ["TCP", "TLS"];
  if (allowed.includes(balancer.protocol)) return undefined;
  return {
    key: "existing.protocol",
    message: `got ${balancer.protocol}; allowed for this type of load balancer: ${allowed.join(", ")}`,
    fix: `set ${allowed.join(" or ")}, or correct the ARN`,
  };
}

/** A listener in plain text, where the stack wants TLS. */
function plainFault(balancer: ExistingBalancer): Fault {
  const { protocol } = balancer;
  const key = "existing.protocol";
  const message = `got ${protocol}; with tls, the listeners of existing load balancers take TLS too`;
  return isAlb(balancer)
    ? { key, message, fix: "name its HTTPS listener and set existing.serverName, or remove tls" }
    : {
        key,
        message: `${message}, or pass it on to targets that do`,
        fix: "name its TLS listener and set existing.serverName; or, if the targets end TLS, only set existing.serverName; or remove tls",
      };
}

/** A server name that is missing, has no effect, or can be on no certificate. */
function serverNameFault(balancer: ExistingBalancer): Fault | undefined {
  const { protocol, serverName } = balancer;
  const key = "existing.serverName";
  if (serverName === undefined)
    return endsTls(balancer)
      ? {
          key,
          message: `is missing; API Gateway verifies a name on the certificate of a listener with protocol ${protocol}`,
          fix: "add a name that is on the certificate of the listener",
        }
      : undefined;
  if (protocol === "HTTP")
    return {
      key,
      message: `got ${JSON.stringify(serverName)}; has no effect on a listener with protocol HTTP`,
      fix: "remove it, or name the HTTPS listener of the load balancer",
    };
  return isNameOfAws(serverName)
    ? {
        key,
        message: `got ${JSON.stringify(serverName)}, a name of AWS, for which no public certificate is issued`,
        fix: ownName,
      }
    : undefined;
}

/**
 * What is wrong with the protocol and server name of an existing listener. TLS ends at an HTTPS or TLS listener, or
 * behind a TCP listener that passes it on; API Gateway verifies the server name in each case.
 */
export function listenerTlsFault({ tls }: Settings, balancer: ExistingBalancer): Fault | undefined {
  const fault = protocolFault(balancer) ?? serverNameFault(balancer);
  if (fault !== undefined || tls === undefined || balancer.serverName !== undefined) return fault;
  return plainFault(balancer);
}
