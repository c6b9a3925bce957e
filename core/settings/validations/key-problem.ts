/** A problem of one key of a service. */
export interface KeyProblem {
  /** Path below the service, for example `permissions[0].actions`. */
  readonly key: string;
  readonly message: string;
  readonly fix: string;
}
