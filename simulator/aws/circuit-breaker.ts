import type { Deployment, MicroStep, ServiceState } from "./live-state";

/** How a service reacts to tasks that fail. */
export interface CircuitBreaker {
  readonly enable: boolean;
  readonly rollback: boolean;
}

/**
 * How many failed tasks trigger the circuit breaker: half of the desired tasks, at least 3 and at most 200.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
const breakerThreshold = (desiredCount: number) => Math.min(200, Math.max(3, Math.ceil(desiredCount / 2)));

/** Ends a deployment. */
export const ended = (state: ServiceState, status: Deployment["status"], reason: string): MicroStep => ({
  state: { ...state, deployment: { ...state.deployment, status, reason } },
  what: reason === "" ? `deployment ${state.deployment.number} is ${status}` : reason,
});

/** Source of the messages: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ecs/service_test.go */
const rolledBack = "Service deployment rolled back because the circuit breaker threshold was exceeded.";
const noCandidate = "No rollback candidate was found to run the rollback.";

/** Goes back to the last completed revision, for ECS's reason. Without one the rollback fails. */
export function rollBack(state: ServiceState, reason: string): MicroStep {
  const { deployment, completed } = state;
  if (completed === undefined) return ended(state, "ROLLBACK_FAILED", noCandidate);
  return {
    state: {
      ...state,
      deployment: { ...deployment, status: "ROLLBACK_IN_PROGRESS", reason, target: completed, failures: 0 },
    },
    what: `rollback to revision ${completed} started`,
  };
}

/** What the circuit breaker does once the threshold is reached. */
export function fail(state: ServiceState, circuitBreaker: CircuitBreaker): MicroStep {
  const { status, reason } = state.deployment;
  if (status === "ROLLBACK_IN_PROGRESS") return ended(state, "ROLLBACK_FAILED", reason);
  return circuitBreaker.rollback ? rollBack(state, rolledBack) : ended(state, "STOPPED", "");
}

/** Whether enough tasks have failed for the circuit breaker. */
export const isBroken = ({ deployment, desiredCount }: ServiceState) =>
  deployment.failures >= breakerThreshold(desiredCount);

/** Whether failed tasks end the deployment. */
export const isWatched = ({ deployment }: ServiceState, circuitBreaker: CircuitBreaker) =>
  deployment.kind === "revision" && (deployment.status === "ROLLBACK_IN_PROGRESS" || circuitBreaker.enable);
