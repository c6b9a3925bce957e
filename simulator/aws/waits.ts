import type { AwsAccount } from "./account";
import type { Existing } from "./existing";
import { value } from "./existing";
import { isActive } from "./live-state";

/** AWS accepted the call, but the provider waited for the resource in vain. The resource exists. */
export class WaitError extends Error {}

/** The provider's default timeout of an ECS service, for create and update. */
const defaultMinutes = 20;

/** A duration as Go writes it: `1h5m0s`. */
const goDuration = (minutes: number) =>
  minutes < 60 ? `${minutes}m0s` : `${Math.floor(minutes / 60)}h${minutes % 60}m0s`;

/** What the provider says after its timeout. */
const timedOut = (minutes: number) =>
  `timeout while waiting for state to become 'tfSTABLE' (last state: 'tfPENDING', timeout: ${goDuration(minutes)})`;

/** The provider follows a deployment only if the service states its controller; otherwise it counts tasks. */
const followsDeployment = ({ inputs }: Existing) =>
  (inputs["deploymentController"] as { readonly type?: string } | undefined)?.type === "ECS";

/**
 * Waits for a created or updated resource as the provider does: for an ECS service with `waitForSteadyState` until its
 * deployment has ended, with its bake time. For all other resources the account's call is enough.
 * Source: `statusServiceWaitForStable` in
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/service.go
 *
 * @param before - number of the service's deployment before the call
 * @param minutes - timeout of the call; only the waits of a deployment take time here
 * @throws WaitError with the provider's own message
 */
export function waitFor(
  account: AwsAccount,
  resource: Existing,
  call: "create" | "update",
  before: number | undefined,
  minutes = defaultMinutes,
): void {
  if (resource.type !== "aws:ecs/service:Service" || resource.inputs["waitForSteadyState"] !== true) return;
  const arn = value(resource, "arn");
  const deployment = account.ecs.get(arn)?.deployment;
  if (deployment === undefined) return;
  const { kind, number, status, reason } = account.finish(deployment, minutes);
  const failed = (message: string) => new WaitError(`waiting for ECS Service (${arn}) ${call}: ${message}`);
  if (isActive({ ...deployment, status })) throw failed(timedOut(minutes));
  const isFollowed = followsDeployment(resource) && kind === "revision" && number !== before;
  if (isFollowed && status !== "SUCCESSFUL") throw failed(reason || "Deployment failed");
  // A rollback that succeeds leaves one deployment with as many tasks as desired.
  if (!isFollowed && ["STOPPED", "ROLLBACK_FAILED"].includes(status)) throw failed(timedOut(minutes));
}
