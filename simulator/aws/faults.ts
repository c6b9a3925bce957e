/** What the engine asks of a provider for one resource. */
export type Call = "create" | "read" | "update" | "delete";

/** How a call goes wrong. */
export type Failure =
  /** Nothing happens, and the answer is this error. */
  | { readonly error: string }
  /** The call succeeds after a while. */
  | { readonly delayMilliseconds: number }
  /** The call succeeds, but the connection breaks before its answer. */
  | { readonly connection: "lost" };

/** A call that is to go wrong once. */
export interface Fault {
  readonly call: Call;
  /** URN, or type token, of the resource; any by default. */
  readonly of?: string;
  /** Which of the calls that fit, from 1; the first by default. */
  readonly nth?: number;
  readonly failure: Failure;
}

/** In the words of most services' APIs. Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/CommonErrors.html */
export const throttled: Failure = { error: "ThrottlingException: Rate exceeded" };

/** What is to go wrong in a stand-in. */
export class Faults {
  private readonly waiting: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.waiting.push({ fault, left: fault.nth ?? 1 });
  }

  /** Faults that did not come to pass. */
  get unused(): readonly Fault[] {
    return this.waiting.map(({ fault }) => fault);
  }

  clear(): void {
    this.waiting.length = 0;
  }

  /** How this call goes wrong, if it does; each fault comes to pass once. */
  next(call: Call, urn: string, type: string): Failure | undefined {
    for (const one of this.waiting) {
      const { fault } = one;
      if (fault.call !== call || (fault.of !== undefined && fault.of !== urn && fault.of !== type)) continue;
      one.left -= 1;
      if (one.left > 0) continue;
      this.waiting.splice(this.waiting.indexOf(one), 1);
      return fault.failure;
    }
    return undefined;
  }
}
