import type { Properties } from "../values";
import type { Container } from "./containers";
import type { Shift } from "./strategy";

/** Health of a target in a target group, or of an instance in a Cloud Map service. */
export type TargetHealth = "initial" | "healthy" | "unhealthy" | "draining";

/** A revision of an ECS service: the inputs that start a deployment when they change. */
export interface ServiceRevision {
  /** 1 for the revision that the creation of the service deploys. */
  readonly number: number;
  /** The service's inputs that belong to the revision: `taskDefinition`, `loadBalancers`, `networkConfiguration` ... */
  readonly inputs: Properties;
  /** Containers of its task definition, as they were when the revision was created. */
  readonly containers: readonly Container[];
  /** By ARN of a target group that the inputs name: the one in which its tasks are. Absent if they are where the inputs say. */
  readonly placed?: Readonly<Record<string, string>>;
}

/**
 * A task of an ECS service. `PENDING`: starting; `ACTIVATING`: runs, not registered yet; `RUNNING`: registered;
 * `DEACTIVATING`: its targets drain; `STOPPED`: it answers no more, but requests are still sent to it. Any other stopped
 * task is absent.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */
export interface Task {
  readonly arn: string;
  /** Number of its revision. */
  readonly revision: number;
  readonly status: "PENDING" | "ACTIVATING" | "RUNNING" | "DEACTIVATING" | "STOPPED";
  /** Health by ARN of the target group or Cloud Map service that it is registered in. */
  readonly targets: Readonly<Record<string, TargetHealth>>;
}

/**
 * Status of a service deployment.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html
 */
type DeploymentStatus =
  "IN_PROGRESS" | "SUCCESSFUL" | "STOPPED" | "ROLLBACK_IN_PROGRESS" | "ROLLBACK_SUCCESSFUL" | "ROLLBACK_FAILED";

/** A deployment of an ECS service, or tasks that it starts and stops without one. */
export interface Deployment {
  /** ARN of the ECS service. */
  readonly service: string;
  /** Distinguishes the deployments of one service; counted from 1. */
  readonly number: number;
  /** `tasks`: no new revision; tasks are added, removed or replaced. */
  readonly kind: "revision" | "tasks";
  readonly status: DeploymentStatus;
  /** ECS's reason for a rollback, or for a status that ends the deployment; empty if it gives none. */
  readonly reason: string;
  /** Number of the revision that its tasks have in the end. */
  readonly target: number;
  /** Tasks that failed since the last healthy one. */
  readonly failures: number;
  /** Where requests are shifted, and how far it is; absent for a rolling deployment. */
  readonly shift?: Shift;
}

/** The live state of one ECS service. It is replaced, not changed, so that a snapshot may share it. */
export interface ServiceState {
  readonly urn: string;
  readonly desiredCount: number;
  /** Revisions that tasks, deployments or a rollback may use. */
  readonly revisions: readonly ServiceRevision[];
  /** Number of the revision of the last successful deployment: where a rollback goes. Undefined before the first one. */
  readonly completed: number | undefined;
  /** The latest deployment; others that it replaced are absent. */
  readonly deployment: Deployment;
  readonly tasks: readonly Task[];
  /** How many tasks the service has started. */
  readonly started: number;
}

/** New weights of target groups in an action that ECS governs. */
export interface Weighting {
  /** ARN of the listener rule or listener. */
  readonly at: string;
  /** Weight by ARN of the target group. */
  readonly weights: Readonly<Record<string, number>>;
}

/** One change of an ECS service between two states. */
export interface MicroStep {
  readonly state: ServiceState;
  /** What it changes in listener rules and listeners. */
  readonly weightings?: readonly Weighting[];
  /** What happened: `2 tasks of revision 3 registered`. */
  readonly what: string;
}

/** Whether a deployment has steps left. */
export const isActive = ({ status }: Deployment): boolean =>
  status === "IN_PROGRESS" || status === "ROLLBACK_IN_PROGRESS";
