/** A request of a client to an API. */
export interface Request {
  /** Host name: a custom domain name, or one such as `a1b2c3d4e5.execute-api.us-east-1.amazonaws.com`. */
  readonly host: string;
  readonly method: string;
  /** Path as the client sends it, with the name of the stage or the base path of the domain. */
  readonly path: string;
  /** Whether the client has a certificate that the truststore of the domain name trusts; without it, none. */
  readonly clientCertificate?: "trusted" | "untrusted";
}

/** The hop that decided an answer. */
export type Hop =
  | "DNS"
  | "domain name"
  | "mapping"
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
  /** HTTP status; 0 if no request reaches AWS, or if the simulator does not know the status. */
  readonly status: number;
  /** The hop that decided. */
  readonly hop: Hop;
  /** URN or id of its resource. */
  readonly resource: string;
  readonly reason: string;
  /** The task that answered; only with status 200. */
  readonly arrival?: Arrival;
}
