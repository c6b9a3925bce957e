import { AwsAccount } from "../aws/account";
import type { LostRequests, Probe } from "./probe";
import { countLost } from "./probe";
import type { Propagation } from "./propagation";

/** Asks all routes after a call or micro-step, and counts lost requests. */
export class Observer {
  asked = 0;
  readonly lost: LostRequests[] = [];
  /**
   * Requests that are served if changes take effect at once, and also if nothing is deleted before they do. They are lost
   * only if a change takes effect later than the update deletes what the change replaces.
   */
  readonly assumed: LostRequests[] = [];
  private readonly late = new AwsAccount();
  private readonly lateWithDeleted = new AwsAccount();

  constructor(
    private readonly account: AwsAccount,
    private readonly probes: readonly Probe[],
    private readonly propagation: Propagation,
  ) {}

  /** @param after - the call or micro-step */
  askAll(after: string): void {
    this.asked += this.probes.length;
    const served = this.probes.filter((probe) => this.isServed(probe, after));
    if (!this.propagation.isPending) return;
    const snapshot = this.account.snapshot();
    this.show(this.late, this.propagation.seen(snapshot));
    const unserved = served
      .map((probe) => ({ probe, outcome: probe.ask(this.late) }))
      .filter(({ outcome }) => !outcome.served);
    if (unserved.length === 0) return;
    this.show(this.lateWithDeleted, this.propagation.seenWithDeleted(snapshot));
    for (const { probe, outcome } of unserved) {
      const lost = probe.ask(this.lateWithDeleted).served ? this.assumed : this.lost;
      countLost(lost, probe, outcome, after);
    }
  }

  private isServed(probe: Probe, after: string): boolean {
    const outcome = probe.ask(this.account);
    if (!outcome.served) countLost(this.lost, probe, outcome, after);
    return outcome.served;
  }

  private show(view: AwsAccount, snapshot: ReturnType<AwsAccount["snapshot"]>): void {
    view.region = this.account.region;
    view.containers = this.account.containers;
    view.outside = this.account.outside;
    view.restore(snapshot);
  }
}
