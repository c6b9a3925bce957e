import type { ContainerBehaviour, Containers } from "./containers";
import { behaviourOf } from "./containers";
import type { Lookup } from "./existing";
import { texts, value } from "./existing";
import type { ServiceRevision } from "./live-state";
import { registrations, taskInterfaces } from "./revision";
import { blockedBy, interfacesOf } from "./security";

const listener = "aws:lb/listener:Listener";
const rule = "aws:lb/listenerRule:ListenerRule";

/** ARNs of the load balancers whose listeners or listener rules forward to a target group. */
export function loadBalancersOf(account: Lookup, group: string): readonly string[] {
  const of = (type: string, key: string) => account.of(type).filter(({ inputs }) => texts(inputs[key]).includes(group));
  return [
    ...of(listener, "defaultActions"),
    ...of(rule, "actions").flatMap((one) => account.where(listener, "arn", value(one, "listenerArn"))),
  ].map((one) => value(one, "loadBalancerArn"));
}

/** Whether a load balancer of the target group may connect to the task. Without one there are no health checks. */
function isReachable(account: Lookup, revision: ServiceRevision, group: string, port: number): boolean {
  const loadBalancers = loadBalancersOf(account, group).flatMap((arn) =>
    account.where("aws:lb/loadBalancer:LoadBalancer", "arn", arn),
  );
  return (
    loadBalancers.length === 0 ||
    loadBalancers.some((one) => blockedBy(account, interfacesOf(one), taskInterfaces(revision), port) === undefined)
  );
}

interface Check {
  readonly path?: string;
  readonly protocol?: string;
}

/**
 * Protocol of a health check; by default HTTP for an ALB and TCP for an NLB, whatever the protocol of the target group.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html
 */
const protocolOf = ({ protocol }: Check, group: string): string =>
  protocol ?? (["HTTP", "HTTPS"].includes(group) ? "HTTP" : "TCP");

/** Whether a container answers a health check at a port. A check by TCP only connects. */
function passes({ takes, answers }: ContainerBehaviour, check: Check, protocol: string, port: number): boolean {
  return protocol === "TCP" || (takes(protocol === "HTTPS" ? "TLS" : "HTTP", port) && answers(check.path ?? "/"));
}

/**
 * Whether a task of a revision passes the health check of a target group, or of its own containers. ECS reports the
 * health of the containers to Cloud Map.
 */
export function isTargetHealthy(
  account: Lookup,
  revision: ServiceRevision,
  target: string,
  containers: Containers,
): boolean {
  const behaviours = revision.containers.map((one) => ({ ...behaviourOf(one, containers), one }));
  if (behaviours.some(({ one, isHealthy }) => one.healthCheck !== undefined && !isHealthy)) return false;
  const [group] = account.where("aws:lb/targetGroup:TargetGroup", "arn", target);
  const registration = registrations(revision).find(({ arn }) => arn === target);
  if (group === undefined || registration === undefined) return true;
  const check = (group.inputs["healthCheck"] ?? {}) as Check;
  const listening = behaviours.find(({ listensOn }) => listensOn.includes(registration.port));
  if (listening === undefined || !isReachable(account, revision, target, registration.port)) return false;
  return passes(listening, check, protocolOf(check, value(group, "protocol")), registration.port);
}
