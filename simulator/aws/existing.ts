import type { Properties } from "../values";
import { isObject } from "../values";

/** A method with its integration in the snapshot of a REST API's deployment. */
export interface DeployedIntegration {
  /** Id of its VPC link; empty without a link. */
  readonly link: string;
  readonly method: string;
  /** Id of its resource. */
  readonly resource: string;
  /** Path of its resource: `/orders/{proxy+}`. */
  readonly path: string;
  /** URN of the integration. */
  readonly urn: string;
  /** Inputs of the integration. */
  readonly inputs: Properties;
  /** Inputs of the method: authorization, scopes, whether it requires an API key. */
  readonly methodInputs: Properties;
  /** Inputs of the authorizer of the method; absent without one. */
  readonly authorizer?: Properties;
  /** Inputs of its method responses. */
  readonly methodResponses: readonly Properties[];
  /** Inputs of its integration responses. */
  readonly integrationResponses: readonly Properties[];
}

/** A resource in the simulated account. */
export interface Existing {
  readonly id: string;
  readonly urn: string;
  readonly type: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** The integrations in the snapshot; REST deployments only. */
  readonly deployed?: readonly DeployedIntegration[];
  /** Inputs of the gateway responses in the snapshot; REST deployments only. */
  readonly gatewayResponses?: readonly Properties[];
  /** Whether the default endpoint of the API was disabled when it was deployed; REST deployments only. */
  readonly endpointDisabled?: boolean;
}

/** What a test states of an endpoint service that no stack of the simulated account has. */
export interface EndpointServiceOutside {
  /** Whether the account of the stack may connect; by default it may. */
  readonly allowed?: boolean;
  /** Ids of the zones that it offers; by default all. */
  readonly zones?: readonly string[];
  /** `accepted` by default; `pendingAcceptance` until the provider accepts the endpoint, `rejected` if it does not. */
  readonly connection?: "accepted" | "pendingAcceptance" | "rejected";
  /** Ports that the provider's listeners have, with what they take. */
  readonly listens: Readonly<Record<number, "plain" | "TLS">>;
}

/**
 * What a test states of an account beside the resources of stacks. Whatever a program names exists, also if it is not
 * stated here; then the simulator does not know more of it.
 */
export interface Outside {
  /** Names of hosted zones, by id. */
  readonly zones: Readonly<Record<string, string>>;
  /** Names on certificates, by ARN. */
  readonly certificates: Readonly<Record<string, readonly string[]>>;
  /** Ids of other accounts. Any other id in an ARN may be the account's own: the simulated one is in no stack file. */
  readonly otherAccounts?: readonly string[];
  /** Whether the account has a role by which API Gateway writes the logs of REST APIs, without a resource of a stack. */
  readonly restLogRole?: boolean;
  /** Issuers without a discovery document. Any other issuer has one. */
  readonly brokenIssuers?: readonly string[];
  /** Buckets that AWS refuses for access logs of load balancers, and why. It takes any other bucket. */
  readonly refusingBuckets?: Readonly<Record<string, "policy" | "region">>;
  /** Endpoint services of other accounts, by name. */
  readonly endpointServices?: Readonly<Record<string, EndpointServiceOutside>>;
  /** Ids of registrations of addresses in the state `initial`; by default an address is healthy as soon as it is registered. */
  readonly initialAddresses?: readonly string[];
  /**
   * What ECS does with a target group of a service that neither its production nor its test rule names: it refuses the
   * service or the deployment, as AWS's pages say, or adds it to the rule, as was observed. By default it refuses.
   */
  readonly unattachedGroups?: "refused" | "added";
  /** The increased quota of the integration timeout of REST APIs (L-E5AE38E3); 29,000 by default. */
  readonly restTimeoutMilliseconds?: number;
  /** Quotas of the account by service and quota code, `apigateway/L-A4C7274F`; the defaults of the ledger otherwise. */
  readonly serviceQuotas?: Readonly<Record<string, number>>;
}

/** The resources of an account. */
export interface Account {
  readonly region: string;
  readonly outside: Outside;
  readonly of: (...types: readonly string[]) => readonly Existing[];
  /** Task definitions that are ACTIVE although no stack has them any more. */
  readonly retained: readonly Existing[];
}

/** The resources of an account, with an index. */
export interface Lookup extends Account {
  /** The resources of a type whose `value` of `key` is this text. `id` is a key, too. */
  readonly where: (type: string, key: string, text: string) => readonly Existing[];
}

/**
 * Returns AWS's error code and message if AWS rejects the operation, otherwise undefined. `resource` is the resource to
 * create, update or delete; `account` has all other resources; `before` is an updated resource before the update.
 */
export type Refusal = (resource: Existing, account: Account, before?: Existing) => string | undefined;

/** Refusals of one resource type, by operation. */
export interface Refusals {
  readonly create?: readonly Refusal[];
  readonly update?: readonly Refusal[];
  readonly delete?: readonly Refusal[];
}

/** An output, or the input of that name, as text; empty if neither exists. */
export function value({ id, outputs, inputs }: Existing, key: string): string {
  if (key === "id") return id;
  const found = outputs[key] ?? inputs[key];
  return typeof found === "string" || typeof found === "number" ? String(found) : "";
}

/** Whether a listener ends TLS, or a load balancer opens TLS connections to the targets of a group. */
export const hasTls = (resource: Existing): boolean => ["HTTPS", "TLS"].includes(value(resource, "protocol"));

/** Whether a load balancer is an NLB. */
export const isNetwork = (loadBalancer: Existing): boolean => value(loadBalancer, "loadBalancerType") === "network";

/** The strings of a list input; empty if the input is not a list. */
export function list({ inputs }: Existing, key: string): readonly string[] {
  const found = inputs[key];
  return Array.isArray(found) ? found.filter((item) => typeof item === "string") : [];
}

/** The objects of a list input; empty if the input is not a list. */
export function objects({ inputs }: Existing, key: string): readonly Properties[] {
  const found = inputs[key];
  return Array.isArray(found) ? found.filter(isObject) : [];
}

/** All strings in a value, at any depth. */
export function texts(found: unknown): readonly string[] {
  if (typeof found === "string") return [found];
  return typeof found === "object" && found !== null ? Object.values(found).flatMap(texts) : [];
}
