/** A token that an issuer has signed and that has not expired. */
export interface Token {
  /** Claim `iss`; of a Cognito user pool `https://cognito-idp.<region>.amazonaws.com/<id of the pool>`. */
  readonly issuer: string;
  /** `access` tokens of Cognito have `client_id` and no `aud`, and `id` tokens have `aud`. */
  readonly use: "id" | "access";
  /** Claim `aud`. */
  readonly audience?: string;
  /** Claim `client_id`. */
  readonly clientId?: string;
  /** Claim `scope`. */
  readonly scopes?: readonly string[];
}

/** What a client shows of itself. A request has one `Authorization` header: `token` or `signed`, not both. */
export interface Credentials {
  readonly token?: Token;
  /** Signed with Signature Version 4 by a principal that may invoke the API. */
  readonly signed?: true;
  /** Value of an API key, in the header `x-api-key`. */
  readonly apiKey?: string;
}

/** A request of a client to an API. */
export interface Request extends Credentials {
  /** Host name: a custom domain name, or one such as `a1b2c3d4e5.execute-api.us-east-1.amazonaws.com`. */
  readonly host: string;
  readonly method: string;
  /** Path as the client sends it, with the name of the stage or the base path of the domain. */
  readonly path: string;
  /** Whether the client has a certificate that the truststore of the domain name trusts; without it, none. */
  readonly clientCertificate?: "trusted" | "untrusted";
  /** Header `Origin`, which browsers send for a page of another origin. */
  readonly origin?: string;
  /** Header `Access-Control-Request-Method`: with `origin` and the method OPTIONS, the request is a preflight. */
  readonly requestedMethod?: string;
  /** Other headers, by lower-case name. Both kinds of API pass them on. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How many such requests the client sends at one instant, 1 without it. The answer is that to the last of them. */
  readonly atOnce?: number;
}

/** The hop that decided an answer. */
export type Hop =
  | "DNS"
  | "domain name"
  | "mapping"
  | "API"
  | "stage"
  | "route"
  | "access"
  | "limits"
  | "integration"
  | "VPC link"
  | "Cloud Map service"
  | "load balancer"
  | "listener"
  | "listener rule"
  | "target group"
  | "security group"
  | "endpoint"
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

/** A load balancer that a request reached, and what became of the request there. */
export interface Passed {
  /** ARN. */
  readonly loadBalancer: string;
  /** ARN of the target group that it chose; absent if it decided alone. */
  readonly targetGroup?: string;
  /**
   * `target`: a target answered, with `status`; `own`: the load balancer answered itself, with `status`; `no target`: it
   * found none; `refused`, `silent`: the target did not take the connection, at once or at all; `client TLS`,
   * `target TLS`: no TLS connection came about.
   */
  readonly result: "target" | "own" | "no target" | "refused" | "silent" | "client TLS" | "target TLS";
  readonly status?: number;
  /** Whether no target is healthy, and the request went to one that is not. */
  readonly toUnhealthy?: true;
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
  /**
   * CORS headers that API Gateway sets, by lower-case name; absent if it sets none. What a container sends is not known:
   * under an HTTP API with CORS its own CORS headers are lost, otherwise they are added to these.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** ARN of the web ACL that inspected the request. Its rules are not known; the simulator lets every request through. */
  readonly webAcl?: string;
}

/** An answer with the load balancers on the way to it, the first one first. */
export interface Traced extends Answer {
  readonly passed?: readonly Passed[];
}
