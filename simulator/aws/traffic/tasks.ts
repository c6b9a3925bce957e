import type { AwsAccount } from "../account";
import type { ContainerBehaviour } from "../containers";
import { behaviourOf } from "../containers";
import type { LiveTarget } from "../ecs";
import { texts } from "../existing";
import { registrations, taskInterfaces } from "../revision";
import type { Interfaces } from "../security";
import { blockedBy } from "../security";
import type { Outcome } from "./outcome";
import { answer, arrived, handshakeFailed, reset, timeout } from "./outcome";
import type { Transport } from "./tls";
import { bears, mismatch } from "./tls";

/** A request on its way to a task. */
interface ToTask {
  readonly path: string;
  /** Where the connection comes from. */
  readonly from: Interfaces;
  readonly transport: Transport;
}

/** What a container answers to a connection that it does not take; undefined if it takes it. */
function refusedBy(
  { takes, certificateNames }: ContainerBehaviour,
  service: string,
  port: number,
  transport: Transport,
): Outcome | undefined {
  if (transport === "plain")
    return takes("HTTP", port) ? undefined : reset("task", service, `the container takes only TLS on port ${port}`);
  if (!takes("TLS", port)) return handshakeFailed("task", service, `the container takes no TLS on port ${port}`);
  const { verified } = transport;
  return verified === undefined || bears(certificateNames, verified)
    ? undefined
    : handshakeFailed("task", service, mismatch(verified, certificateNames));
}

/** Sends a request to a task, to the port that it is registered with in `registeredIn`. */
export function toTask(
  account: AwsAccount,
  { path, from, transport }: ToTask,
  { service, task, revision }: LiveTarget,
  registeredIn: string,
): Outcome {
  if (task.status === "STOPPED")
    return reset(
      "task",
      service.urn,
      "the task has stopped, and still gets requests: its drain and stop are too short",
    );
  const port = registrations(revision).find(({ arn }) => arn === registeredIn)?.port ?? 0;
  const blocked = blockedBy(account, from, taskInterfaces(revision), port);
  if (blocked !== undefined) return timeout("security group", service.urn, blocked);
  const listening = revision.containers
    .map((one) => behaviourOf(one, account.containers))
    .find(({ listensOn }) => listensOn.includes(port));
  if (listening === undefined) return reset("task", service.urn, `no container listens on port ${port}`);
  const refused = refusedBy(listening, service.urn, port, transport);
  if (refused !== undefined) return refused;
  const status = listening.status(path);
  if (status !== 200) return answer(status, "task", service.urn, `revision ${revision.number} answered ${status}`);
  const [taskDefinition = ""] = texts(revision.inputs["taskDefinition"]);
  return arrived({ service: service.urn, revision: revision.number, taskDefinition, path });
}

/** The targets of an ALB that get requests: the healthy ones, or all others if none is healthy. */
export function eligible(targets: readonly LiveTarget[]): readonly LiveTarget[] {
  const healthy = targets.filter(({ health }) => health === "healthy");
  return healthy.length > 0 ? healthy : targets.filter(({ health }) => health === "unhealthy");
}

/**
 * The targets of an NLB, or the instances of a Cloud Map service, that get requests. Deregistered ones get some for a
 * while: https://github.com/aws/containers-roadmap/issues/470. They do not make up for missing ones.
 */
export function eligibleWithDraining(targets: readonly LiveTarget[]): readonly LiveTarget[] {
  const found = eligible(targets);
  return found.length === 0 ? [] : [...found, ...targets.filter(({ health }) => health === "draining")];
}
