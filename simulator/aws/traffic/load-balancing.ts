import type { AwsAccount } from "../account";
import type { Existing } from "../existing";
import { isNetwork, value } from "../existing";
import { blockedBy, interfacesOf } from "../security";
import { addressesIn, toAddress } from "./endpoints";
import type { Forwarded } from "./forwarded";
import type { Action } from "./listener-rules";
import { choose, forwardedTo } from "./listener-rules";
import type { Outcome } from "./outcome";
import { answer, notModelled, reset, through, timeout, worst } from "./outcome";
import { eligible, eligibleWithDraining, toTask } from "./tasks";
import type { Transport } from "./tls";
import type { Passed } from "./types";
import { isPassedThrough, refusedBy, transportOf } from "./tls";

/** A request that a listener has taken. `transport` is undefined if the load balancer ends the connection itself. */
type Taken = Omit<Forwarded, "transport"> & { readonly transport: Transport | undefined };

const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer";

const results = { reset: "refused", timeout: "silent", handshake: "target TLS" } as const;

/** What became of a request that a load balancer sent to a target. */
const passedAt = (at: Existing, outcome: Outcome, targetGroup: string): Passed => ({
  loadBalancer: value(at, "arn"),
  targetGroup,
  ...(outcome.kind === "answer" ? { result: "target", status: outcome.status } : { result: results[outcome.kind] }),
});

/** A request that a load balancer decided alone. */
const decidedAt = (at: Existing, outcome: Outcome): Outcome =>
  through(outcome, {
    loadBalancer: value(at, "arn"),
    ...(outcome.kind === "answer" ? { result: "own", status: outcome.status } : { result: "client TLS" }),
  });

/** An ALB answers for a target that does not: 502 if it refuses the connection, 504 if it does not answer. */
function asAlb(outcome: Outcome): Outcome {
  if (outcome.kind === "answer") return outcome;
  const { kind, hop, resource, reason } = outcome;
  return answer(kind === "timeout" ? 504 : 502, hop, resource, reason);
}

/** An NLB that ends TLS closes the client's connection if its own to the target fails. */
function asNlb(outcome: Outcome, { transport }: Taken): Outcome {
  if (outcome.kind !== "handshake" || transport !== undefined) return outcome;
  const { hop, resource, reason } = outcome;
  return reset(hop, resource, reason);
}

/**
 * An NLB sends to the ALB of a target group what it gets. The health check needs a listener of the ALB with the port and
 * protocol of the check. That an NLB sends no request to an ALB that fails it is a doubt.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/application-load-balancer-target.html
 */
function toAlb(account: AwsAccount, group: Existing, request: Forwarded): Outcome {
  const arn = value(group, "arn");
  const [target] = account.where("aws:lb/targetGroupAttachment:TargetGroupAttachment", "targetGroupArn", arn);
  if (target === undefined) return reset("target group", group, "the target group has no target");
  const [alb, port] = [value(target, "targetId"), value(target, "port") || value(group, "port")];
  const check = (group.inputs["healthCheck"] ?? {}) as { readonly port?: string; readonly protocol?: string };
  const [checkPort, protocol] = [Number(check.port) ? String(check.port) : port, check.protocol ?? "HTTP"];
  const listener = account
    .where("aws:lb/listener:Listener", "loadBalancerArn", alb)
    .find((one) => value(one, "port") === checkPort);
  const isHealthy = listener === undefined ? checkPort === port : value(listener, "protocol") === protocol;
  if (!isHealthy)
    return reset("target group", group, `the ALB is unhealthy: health checks use ${protocol} on port ${checkPort}`);
  return toLoadBalancer(account, alb, Number(port), request);
}

/**
 * An ALB answers 503 for a target group without targets; an NLB resets the connection. With unhealthy targets only, both
 * use all of them.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html
 */
function toTargetGroup(account: AwsAccount, at: Existing, arn: string, request: Taken): Outcome {
  const [group] = account.where("aws:lb/targetGroup:TargetGroup", "arn", arn);
  if (group === undefined) return notModelled("target group", arn, "a target group that is not in the account");
  const sent = { ...request, from: interfacesOf(at), transport: request.transport ?? transportOf(group) };
  if (value(group, "targetType") === "alb") {
    const outcome = toAlb(account, group, sent);
    return through(outcome, passedAt(at, outcome, arn));
  }
  const answered = (outcome: Outcome, more: Pick<Passed, "toUnhealthy"> = {}) =>
    through(isNetwork(at) ? asNlb(outcome, request) : asAlb(outcome), { ...passedAt(at, outcome, arn), ...more });
  const addresses = addressesIn(account, arn);
  const checked = addresses.filter(({ id }) => !account.outside.initialAddresses?.includes(id));
  if (checked.length > 0)
    return worst(checked.map((address) => answered(toAddress(account, address, sent, toLoadBalancer))));
  const registered = account.ecs.targetsOf(arn);
  const targets = isNetwork(at) ? eligibleWithDraining(registered) : eligible(registered);
  if (targets.length === 0) {
    const reason =
      registered.length + addresses.length === 0
        ? "the target group has no target"
        : "no target of the target group is in service yet";
    const refused = isNetwork(at) ? reset("target group", group, reason) : answer(503, "target group", group, reason);
    return through(refused, { loadBalancer: value(at, "arn"), targetGroup: arn, result: "no target" });
  }
  return worst(
    targets.map((target) =>
      answered(toTask(account, sent, target, arn), target.health === "unhealthy" ? { toUnhealthy: true } : {}),
    ),
  );
}

function perform(account: AwsAccount, at: Existing, decidedBy: Existing, action: Action, request: Taken): Outcome {
  const hop = decidedBy.type.endsWith(":ListenerRule") ? "listener rule" : "listener";
  const own = (status: number, reason: string) => decidedAt(at, answer(status, hop, decidedBy, reason));
  switch (action.type) {
    case "forward": {
      const groups = forwardedTo(action);
      if (groups.length === 0) return own(503, "no target group has a weight above 0");
      return worst(groups.map((arn) => toTargetGroup(account, at, arn, request)));
    }
    case "fixed-response":
      return own(Number(action.fixedResponse?.statusCode ?? 200), "the action is a fixed response");
    case "redirect":
      return own(action.redirect?.statusCode === "HTTP_302" ? 302 : 301, "the action is a redirect");
    default:
      return notModelled(hop, decidedBy, `action ${action.type ?? ""}`);
  }
}

function toListener(account: AwsAccount, at: Existing, listener: Existing, request: Forwarded): Outcome {
  const refused = refusedBy(account, listener, request.transport);
  if (refused !== undefined) return decidedAt(at, refused);
  const { decidedBy, action, path, unknown } = choose(account, listener, request);
  if (unknown !== undefined) return notModelled("listener rule", decidedBy, unknown);
  if (action === undefined) return notModelled("listener", decidedBy, "a listener without an action");
  const transport = isPassedThrough(listener) ? request.transport : undefined;
  return perform(account, at, decidedBy, action, { ...request, path, transport });
}

/** Sends a request to a port of a load balancer. */
export function toLoadBalancer(account: AwsAccount, arn: string, port: number, request: Forwarded): Outcome {
  const [at] = account.where(loadBalancerType, "arn", arn);
  if (at === undefined) return notModelled("load balancer", arn, "a load balancer that is not in the account");
  const blocked = request.from && blockedBy(account, request.from, interfacesOf(at), port);
  if (blocked !== undefined) return timeout("security group", at, blocked);
  const listener = account
    .where("aws:lb/listener:Listener", "loadBalancerArn", arn)
    .find((one) => value(one, "port") === String(port));
  return listener === undefined
    ? reset("listener", at, `the load balancer has no listener on port ${port}`)
    : toListener(account, at, listener, request);
}
