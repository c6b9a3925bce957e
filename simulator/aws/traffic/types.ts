/** A request of a client to an API. */
export interface Request {
  /** Host name, such as `a1b2c3d4e5.execute-api.us-east-1.amazonaws.com`. */
  readonly host: string;
  readonly method: string;
  /** Path with the name of the stage, as the client sends it. */
  readonly path: string;
}

/** The hop that decided an answer. */
export type Hop =
  | "API"
  | "stage"
  | "route"
  | "integration"
  | "VPC link"
  | "Cloud Map service"
  | "load balancer"
  | "listener"
  | "listener rule"
  | "target group"
  | "security group"
  | "task";

/** The task that received a request. */
export interface Arrival {
  /** URN of the ECS service. */
  readonly service: string;
  /** Number of the revision. */
  readonly revision: number;
  /** ARN of the task definition. */
  readonly taskDefinition: string;
  /** The path that the container sees. */
  readonly path: string;
}

/** The answer to a request. */
export interface Answer {
  /** HTTP status; 0 if the simulator does not know it. */
  readonly status: number;
  /** The hop that decided. */
  readonly hop: Hop;
  /** URN or id of its resource. */
  readonly resource: string;
  readonly reason: string;
  /** The task that answered; only with status 200. */
  readonly arrival?: Arrival;
}
