import type { Containers } from "./containers";
import { behaviourOf } from "./containers";
import type { Lookup } from "./existing";
import { texts, value } from "./existing";
import type { ServiceRevision } from "./live-state";
import { registrations, taskInterfaces } from "./revision";
import { blockedBy, interfacesOf } from "./security";

const listener = "aws:lb/listener:Listener";
const rule = "aws:lb/listenerRule:ListenerRule";

/** ARNs of the load balancers whose listeners or listener rules forward to a target group. */
function loadBalancersOf(account: Lookup, group: string): readonly string[] {
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
  const check = (group.inputs["healthCheck"] ?? {}) as { readonly path?: string; readonly protocol?: string };
  const listening = behaviours.find(({ listensOn }) => listensOn.includes(registration.port));
  if (listening === undefined || !isReachable(account, revision, target, registration.port)) return false;
  const protocol = check.protocol ?? value(group, "protocol");
  if (["TCP", "TLS"].includes(protocol)) return true;
  return (
    listening.takes(protocol === "HTTPS" ? "TLS" : "HTTP", registration.port) && listening.answers(check.path ?? "/")
  );
}
