import type { Account, Existing } from "../aws/existing";

/**
 * Types whose changes take effect some time after the call: what API Gateway's data plane reads, and the targets of an NLB
 * that the provider registers.
 * Sources: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html
 */
const propagating: readonly string[] = [
  "aws:apigateway/stage:Stage",
  "aws:apigatewayv2/stage:Stage",
  "aws:apigatewayv2/route:Route",
  "aws:apigatewayv2/integration:Integration",
  "aws:lb/targetGroupAttachment:TargetGroupAttachment",
];

/** A change that requests do not see yet. */
interface PendingChange {
  /** The resource as requests see it; undefined if it was created. */
  readonly shown: Existing | undefined;
  left: number;
}

/** The account as requests see it while changes propagate. */
export class Propagation {
  /** By the resource after the change. */
  private readonly pending = new Map<Existing, PendingChange>();
  private readonly deleted: Existing[] = [];

  /** @param steps - how many calls and micro-steps after its call a change takes effect */
  constructor(
    private readonly account: Account,
    private readonly steps: number,
  ) {}

  /** A call changed a resource. @param before - undefined if the call created it */
  changed(before: Existing | undefined, after: Existing): void {
    if (this.steps > 0 && propagating.includes(after.type))
      this.pending.set(after, { shown: before, left: this.steps + 1 });
  }

  /** A call deleted a resource. */
  removed(resource: Existing): void {
    this.deleted.push(resource);
  }

  /** A call or micro-step is over. */
  advance(): void {
    for (const [resource, change] of this.pending) {
      change.left -= 1;
      if (change.left <= 0) this.pending.delete(resource);
    }
  }

  get isPending(): boolean {
    return this.pending.size > 0;
  }

  /** What requests see: the resources before the changes that propagate. */
  get seen(): Account {
    return { region: this.account.region, of: (...types) => this.unchanged(types) };
  }

  /** What requests would see if nothing had been deleted by this update. */
  get seenWithDeleted(): Account {
    const deletedOf = (types: readonly string[]) => this.deleted.filter(({ type }) => types.includes(type));
    return {
      region: this.account.region,
      of: (...types) => [...this.unchanged(types), ...deletedOf(types)],
    };
  }

  private unchanged(types: readonly string[]): readonly Existing[] {
    return this.account.of(...types).flatMap((resource) => {
      const change = this.pending.get(resource);
      return change === undefined ? resource : (change.shown ?? []);
    });
  }
}
