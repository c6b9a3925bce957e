import type { Access, AuthorizerNode } from "./plan-access";
import type { Cors, Domain, Option, Throttle } from "./settings/settings";

/**
 * Public certificate for `domainName`: issued and validated by the stack in a hosted zone (its id), or existing. Its
 * `name` is the domain name, with the prefix of an instance.
 */
export type CertificateNode =
  | { readonly kind: "issued"; readonly name: string; readonly domainName: string; readonly hostedZone: string }
  | { readonly kind: "existing"; readonly name: string; readonly domainName: string; readonly arn: string };

/** Endpoint of an integration: a listener of a load balancer, or a Cloud Map service. */
export type Endpoint =
  | {
      readonly kind: "listener";
      readonly balancer: string;
      readonly port: number;
      /** Name that API Gateway verifies on the certificate behind the listener; absent without TLS. */
      readonly serverName?: string;
    }
  | { readonly kind: "cloudMap"; readonly service: string };

/** How the API reaches one service. */
export interface BackendNode {
  readonly service: string;
  /** Name of the VPC link; its version is the `linkVersion` of the API. */
  readonly link: string;
  readonly endpoint: Endpoint;
  /** Seconds that API Gateway waits for an answer; absent for its default. */
  readonly timeoutSeconds?: number;
  /** Present if API Gateway sends an answer on while the service writes it. */
  readonly streaming?: true;
}

/** Route for all methods of a path, or of all paths below it. `core/routes.ts` writes it in API Gateway syntax. */
export interface RouteNode {
  readonly prefix: string;
  /** The route matches the paths below the prefix, but not the prefix itself. */
  readonly greedy: boolean;
  readonly service: string;
  /** Path prefix that API Gateway removes; absent if it passes the path unchanged. */
  readonly strippedPrefix?: string;
  /** Absent if anyone may use the route. */
  readonly access?: Access;
  /** Its own limits; absent if it has those of the API. */
  readonly throttle?: Throttle;
}

/** The API. Its name has the option, so that a stack can have the APIs of two options. */
export interface ApiNode {
  readonly name: string;
  readonly option: Option;
  readonly type: "http" | "rest";
  /** Version of the VPC links that its integrations use. */
  readonly linkVersion: 1 | 2;
  readonly stage: string;
  /** Present if its execute-api URL is closed, because clients use a domain name. */
  readonly defaultEndpoint?: "closed";
  /** Present if routes need tokens. */
  readonly authorizer?: AuthorizerNode;
  /** Present if web pages of other origins may send requests. */
  readonly cors?: Cors;
  /** Limits of each route of an HTTP API, or of the stage of a REST API; absent for those of the account. */
  readonly throttle?: Throttle;
  /** ARN of the web ACL of the stage. */
  readonly webAcl?: string;
  /** Present if requests are traced by X-Ray. */
  readonly tracing?: true;
  /** Present if each request is logged. */
  readonly accessLogs?: {
    readonly retentionDays: number;
    /** Present if the log group stays in AWS when the API leaves the stack. */
    readonly retain?: true;
  };
  readonly backends: readonly BackendNode[];
  /** How the API would reach the services with a standby; absent if there is none. No route goes there. */
  readonly standbys?: readonly BackendNode[];
  readonly routes: readonly RouteNode[];
  /** Services with `retired: true`: they have no routes and still run. */
  readonly retired: readonly string[];
}

/** The domain name in front of the API that serves. */
export interface DomainNode {
  /** The domain name, with the prefix of an instance. */
  readonly name: string;
  readonly domainName: string;
  /** Name of the API that the domain is mapped to. */
  readonly api: string;
  /** Path under the domain where the API begins; absent for its root. */
  readonly basePath?: string;
  /**
   * A second mapping, to the API that stands by, at this path under the domain; present with mutual TLS only, where the
   * execute-api URLs stay closed.
   */
  readonly standby?: { readonly api: string; readonly basePath: string };
  /** The domain name itself; absent if another stack has it. */
  readonly own?: {
    /** Name of its certificate. */
    readonly certificate: string;
    /** Id of the hosted zone of its alias records; absent if its DNS is elsewhere. */
    readonly hostedZone?: string;
    readonly ipv6: boolean;
    readonly mutualTls?: NonNullable<Domain["mutualTls"]>;
  };
}
