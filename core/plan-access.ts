import type { UsagePlan } from "./settings/settings";

/** What a request must have to use a route. */
export interface Access {
  /** A signature of an IAM principal, or a token that the authorizer of the API accepts. */
  readonly authorization: "none" | "iam" | "token";
  /** Scopes of which the token must have one; empty if it needs none. */
  readonly scopes: readonly string[];
  /** Whether it must have an API key. */
  readonly apiKey: boolean;
}

/** What checks tokens: an HTTP API checks those of a user pool as those of any issuer. */
export type AuthorizerNode =
  | { readonly kind: "jwt"; readonly issuer: string; readonly audiences: readonly string[] }
  | { readonly kind: "cognito"; readonly userPool: string };

/** A usage plan with its API keys. It belongs to the stack, so that keys keep their values when the option changes. */
export interface UsagePlanNode extends UsagePlan {
  /** Names of the APIs whose stages it admits. */
  readonly apis: readonly string[];
}
