/** Values by key, as JSON has them. */
export type Values = Readonly<Record<string, unknown>>;

/** A command that has ended. */
export interface Ran {
  readonly code: number;
  /** Standard output and standard error. */
  readonly output: string;
}

/** What AWS answers to a call: the response, or the code of the error and its message. */
export type AwsAnswer =
  | { readonly ok: true; readonly value: Values }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** A request of a client. */
export interface Sent {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer; its status is 0 if there was none, and `body` then says why. */
export interface Received {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Everything outside of the live script. Tests answer it from the simulators. */
export interface World {
  /** Runs the Pulumi CLI in a folder; does not throw if it fails. */
  readonly pulumi: (folder: string, args: readonly string[]) => Promise<Ran>;
  /** Asks the running commands of the Pulumi CLI to stop after their present calls. */
  readonly interrupt: () => void;
  /** Calls AWS: service and operation as the `aws` CLI names them, parameters as AWS's API has them. */
  readonly aws: (service: string, operation: string, parameters?: Values) => Promise<AwsAnswer>;
  readonly send: (request: Sent) => Promise<Received>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (seconds: number) => Promise<void>;
}
