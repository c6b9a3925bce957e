/** A provider call for one resource. */
export type Call = "create" | "read" | "update" | "delete";

/** How a call fails or is delayed. */
export type Failure =
  /** The call changes nothing and returns this error. */
  | { readonly error: string }
  /** The call succeeds after this delay. */
  | { readonly delayMilliseconds: number }
  /** The call succeeds, but the connection breaks before the response arrives. */
  | { readonly connection: "lost" };

/** A failure to inject into one call. */
export interface Fault {
  readonly call: Call;
  /** URN or type token of the resource; any resource by default. */
  readonly of?: string;
  /** Which of the matching calls fails, counted from 1; the first by default. */
  readonly nth?: number;
  readonly failure: Failure;
}

/** The throttling error of most AWS APIs. Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonErrors.html */
export const throttled: Failure = { error: "ThrottlingException: Rate exceeded" };

/** The faults to inject into the AWS simulator. */
export class Faults {
  private readonly pending: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.pending.push({ fault, left: fault.nth ?? 1 });
  }

  /** Faults that no call has triggered yet. */
  get unused(): readonly Fault[] {
    return this.pending.map(({ fault }) => fault);
  }

  clear(): void {
    this.pending.length = 0;
  }

  /** The failure to inject into this call, if any. Each fault is injected once. */
  next(call: Call, urn: string, type: string): Failure | undefined {
    for (const entry of this.pending) {
      const { fault } = entry;
      if (fault.call !== call || (fault.of !== undefined && fault.of !== urn && fault.of !== type)) continue;
      entry.left -= 1;
      if (entry.left > 0) continue;
      this.pending.splice(this.pending.indexOf(entry), 1);
      return fault.failure;
    }
    return undefined;
  }
}
