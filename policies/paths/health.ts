import { preservesClientIpByDefault } from "../graph/aws-defaults";
import { accessBetween } from "../graph/security-group-access";
import { isKind } from "../graph/graph";
import { healthCheckOf, targetTypeOf } from "../graph/health-checks";
import { labelOf } from "../graph/label";
import { balancerType } from "../graph/load-balancers";
import type { Resource } from "../graph/resource";
import { known, readBoolean, readString } from "../graph/value";
import { targetZones } from "../graph/target-zones";
import type { Trace, TraceContext, Unknown } from "./trace";
import { broken, step, withUnknown } from "./trace";

/** A target of a target group: the tasks of a service, an ALB, or an interface endpoint. */
export interface Target {
  readonly balancer: Resource;
  readonly group: Resource;
  readonly target: Resource;
  /** Port at which the target receives requests; undefined if it is unknown. */
  readonly port: number | undefined;
  /** The resource whose addresses the target sees in requests. */
  readonly seen: Resource;
}

type Verdict =
  | { readonly kind: "healthy" }
  | { readonly kind: "never"; readonly wrong: string; readonly fix: string }
  | { readonly kind: "unknown"; readonly needs: string };

const healthy: Verdict = { kind: "healthy" };

/** AWS does not accept a disabled check for targets other than Lambda functions. */
function enabled({ group }: Target): Verdict {
  if (known(readBoolean(group, "healthCheck.enabled")) !== false) return healthy;
  const wrong = `target group ${group.name} turns its health check off, which AWS rejects for target type ${targetTypeOf(group) ?? "ip"}`;
  return { kind: "never", wrong, fix: "Remove healthCheck.enabled, or set it to true." };
}

/**
 * A port that serves one of HTTP and HTTPS does not answer the other. A TCP check only connects, which ALBs do not
 * support.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
function protocolFits({ balancer, group }: Target): Verdict {
  const check = healthCheckOf(group);
  const serves = known(readString(group, "protocol"));
  const named = `the health check of target group ${group.name}`;
  if (balancerType(balancer) === "application" && check.protocol === "TCP") {
    return {
      kind: "never",
      wrong: `${named} uses TCP, which ALBs do not support`,
      fix: "Set healthCheck.protocol to HTTP.",
    };
  }
  if (check.port !== "traffic") return healthy;
  if (serves === "HTTP" && check.protocol === "HTTPS") {
    const wrong = `${named} uses HTTPS, but its targets serve HTTP at the same port`;
    return { kind: "never", wrong, fix: "Set healthCheck.protocol to HTTP." };
  }
  const said = known(readString(group, "healthCheck.protocol")) !== undefined;
  return (serves === "HTTPS" || serves === "TLS") && check.protocol === "HTTP" && said
    ? {
        kind: "unknown",
        needs: `whether targets of ${group.name} answer an HTTP health check at a port that serves ${serves}`,
      }
    : healthy;
}

/**
 * Health checks come from the addresses of the load balancer, also where targets see the address of the client.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
function portIsOpen({ graph }: TraceContext, { balancer, group, target, port, seen }: Target): Verdict {
  const check = healthCheckOf(group);
  const at = check.port === "traffic" ? port : check.port;
  if (at === undefined) {
    return port === undefined
      ? healthy
      : { kind: "unknown", needs: `the health check port of target group ${group.name}` };
  }
  // The trace checks the connection for requests itself.
  if (at === port && seen === balancer) return healthy;
  const [out, into] = [
    accessBetween(graph, balancer, "egress", target, at),
    accessBetween(graph, target, "ingress", balancer, at),
  ];
  if (out.kind === "no" || into.kind === "no") {
    const rule = out.kind === "no" ? `egress rule of ${labelOf(balancer)}` : `ingress rule of ${labelOf(target)}`;
    return {
      kind: "never",
      wrong: `the health check of target group ${group.name} uses port ${at}, which no ${rule} allows`,
      fix: `Allow TCP ${at} from ${labelOf(balancer)} to ${labelOf(target)}, or check the health at the port of the requests.`,
    };
  }
  const open = out.kind === "unknown" ? out : into;
  return open.kind === "unknown" ? { kind: "unknown", needs: open.why } : healthy;
}

/**
 * A load balancer sends no requests and no health checks to targets in zones that it is not enabled in.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-subnets.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html
 */
function zonesMeet({ graph }: TraceContext, { balancer, group, target }: Target): Verdict {
  // An ALB is one target without a zone.
  if (!isKind(target, "ecsService", "vpcEndpoint")) return healthy;
  const zones = targetZones(graph, balancer, group, target);
  if (zones.kind === "none") {
    const [placed, what] = isKind(target, "ecsService")
      ? [`tasks of ${labelOf(target)} run`, "the ECS service"]
      : [`the addresses of ${labelOf(target)} are`, "the endpoint"];
    return {
      kind: "never",
      wrong: `${placed} in ${zones.targets.join(", ")}, but ${labelOf(balancer)} is enabled only in ${zones.balancer.join(", ")}`,
      fix: `Give the load balancer and ${what} subnets in the same Availability Zones.`,
    };
  }
  return zones.kind === "unknown" ? { kind: "unknown", needs: zones.needs } : healthy;
}

/**
 * The resource whose addresses the targets see: the load balancer, or the client of an NLB that preserves client
 * addresses. It does not for clients on PrivateLink, which V1 links use.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
 *
 * @param client - the V2 link that calls the load balancer; undefined for a V1 link
 */
export function seenBy(group: Resource, balancer: Resource, client: Resource | undefined): Resource {
  if (client === undefined || balancerType(balancer) !== "network") return balancer;
  const preserved = readBoolean(group, "preserveClientIp");
  const protocol = known(readString(group, "protocol"));
  const targetType = targetTypeOf(group) ?? "ip";
  const keeps = preserved.kind === "absent" ? preservesClientIpByDefault({ protocol, targetType }) : known(preserved);
  return keeps === true ? client : balancer;
}

/** Continues at a target, unless its health check can never pass. */
export function whenHealthy(context: TraceContext, target: Target, next: () => Trace): Trace {
  const verdicts = [enabled(target), protocolFits(target), zonesMeet(context, target), portIsOpen(context, target)];
  for (const verdict of verdicts) {
    if (verdict.kind === "never") return broken("target group", target.group, verdict.wrong, verdict.fix);
  }
  const open = verdicts.flatMap((verdict): Unknown[] =>
    verdict.kind === "unknown" ? [{ ...step("target group", target.group), needs: verdict.needs }] : [],
  );
  return withUnknown(next(), ...open);
}
