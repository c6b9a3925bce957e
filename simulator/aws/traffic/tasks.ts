import type { AwsAccount } from "../account";
import { behaviourOf } from "../containers";
import type { LiveTarget } from "../ecs";
import { texts } from "../existing";
import { registrations, taskInterfaces } from "../revision";
import type { Interfaces } from "../security";
import { blockedBy } from "../security";
import type { Outcome } from "./outcome";
import { arrived, reset, timeout } from "./outcome";

/** Sends a request to a task, to the port that it is registered with in `registeredIn`. */
export function toTask(
  account: AwsAccount,
  from: Interfaces,
  { service, revision }: LiveTarget,
  registeredIn: string,
  path: string,
): Outcome {
  const port = registrations(revision).find(({ arn }) => arn === registeredIn)?.port ?? 0;
  const blocked = blockedBy(account, from, taskInterfaces(revision), port);
  if (blocked !== undefined) return timeout("security group", service.urn, blocked);
  const listens = revision.containers.some((one) => behaviourOf(one, account.containers).listensOn.includes(port));
  if (!listens) return reset("task", service.urn, `no container listens on port ${port}`);
  const [taskDefinition = ""] = texts(revision.inputs["taskDefinition"]);
  return arrived({ service: service.urn, revision: revision.number, taskDefinition, path });
}

/** The targets that get requests: the healthy ones, or all others if none is healthy. */
export function eligible(targets: readonly LiveTarget[]): readonly LiveTarget[] {
  const healthy = targets.filter(({ health }) => health === "healthy");
  return healthy.length > 0 ? healthy : targets.filter(({ health }) => health === "unhealthy");
}
