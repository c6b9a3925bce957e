import { nameOf, typeOf } from "../aws/account";
import type { Account, Existing } from "../aws/existing";
import type { Properties } from "../values";
import type { OrderedCall } from "./call";
import type { LostRequests, Outcome, Probe } from "./probe";
import { Propagation } from "./propagation";
import type { Schedule } from "./schedule";

/** What a replay needs of a simulated account. */
export interface ReplayAccount extends Account {
  readonly find: (urn: string, id: string, outputs: Properties) => Existing | undefined;
  readonly create: (urn: string, inputs: Properties) => Existing;
  readonly update: (urn: string, id: string, olds: Properties, inputs: Properties) => Existing;
  readonly delete: (urn: string, id: string, olds: Properties) => void;
  /**
   * Makes the next micro-step of an ECS service's deployment.
   * @returns what happened; undefined if no micro-step is left
   */
  readonly step: (urn: string) => string | undefined;
}

/** What happened to requests during one order of an update's calls. */
export interface Replay {
  readonly schedule: string;
  /** Number of requests. */
  readonly asked: number;
  readonly lost: readonly LostRequests[];
  /**
   * Requests that are served if changes of API Gateway and of NLB targets take effect at once, and would also be served if
   * nothing were deleted before they do. They are lost only if a change propagates later than the update deletes what it
   * replaces.
   */
  readonly assumed: readonly LostRequests[];
  /** AWS's refusal of a call in this order, which ended the replay. */
  readonly refusal?: string;
}

const service = "aws:ecs/service:Service";
/** Longer deployments are an error of the simulator. */
const mostSteps = 1000;

/** A call as results name it. */
const titleOf = ({ operation, urn }: Pick<OrderedCall, "operation" | "urn">) =>
  `${operation} of ${typeOf(urn).replace(/^.*:/, "")} ${nameOf(urn)}`;

const waits = ({ operation, inputs }: OrderedCall) => operation !== "delete" && inputs["waitForSteadyState"] === true;

/** One replay in progress. */
class Run {
  asked = 0;
  readonly lost: LostRequests[] = [];
  readonly assumed: LostRequests[] = [];
  private readonly propagation: Propagation;

  constructor(
    private readonly account: ReplayAccount,
    private readonly probes: readonly Probe[],
    propagationSteps: number,
  ) {
    this.propagation = new Propagation(account, propagationSteps);
  }

  /** @throws Error with AWS's message if AWS refuses the call */
  make(call: OrderedCall): void {
    const { operation, urn, id, olds, inputs } = call;
    const before = operation === "create" ? undefined : this.account.find(urn, id, olds);
    if (operation === "create") this.propagation.changed(undefined, this.account.create(urn, inputs));
    else if (operation === "update") this.propagation.changed(before, this.account.update(urn, id, olds, inputs));
    else {
      this.account.delete(urn, id, olds);
      if (before !== undefined) this.propagation.removed(before);
    }
    this.observe(titleOf(call));
  }

  /** @returns whether there was a micro-step left */
  step({ urn }: OrderedCall): boolean {
    const what = this.account.step(urn);
    if (what === undefined) return false;
    this.observe(`${nameOf(urn)}: ${what}`);
    return true;
  }

  private observe(after: string): void {
    this.propagation.advance();
    for (const probe of this.probes) this.ask(probe, after);
  }

  private ask(probe: Probe, after: string): void {
    this.asked += 1;
    const now = probe.ask(this.account);
    if (!now.served) count(this.lost, probe, now, after);
    if (!now.served || !this.propagation.isPending) return;
    const seen = probe.ask(this.propagation.seen);
    if (seen.served) return;
    const isAssumed = probe.ask(this.propagation.seenWithDeleted).served;
    count(isAssumed ? this.assumed : this.lost, probe, seen, after);
  }
}

/** Adds a lost request to the others of its route that were lost in the same way. */
function count(lost: LostRequests[], { route, service: owner }: Probe, outcome: Outcome, after: string): void {
  const { status, hop, reason } = outcome;
  const same = lost.findIndex((other) => other.route === route && other.hop === hop && other.reason === reason);
  const known = lost[same];
  if (known === undefined) lost.push({ route, service: owner, status, hop, reason, after, count: 1 });
  else lost[same] = { ...known, count: known.count + 1 };
}

/**
 * Makes the calls of an update and the micro-steps of its deployments in the order of a schedule, and asks all routes after
 * each. A call of an ECS service with `waitForSteadyState` is answered after its last micro-step, any other call at once.
 *
 * @param account - as it was before the update; afterwards as the update leaves it, with all deployments over
 * @throws Error if the calls wait for each other, or a deployment does not end
 */
export function replay(
  account: ReplayAccount,
  log: readonly OrderedCall[],
  schedule: Schedule,
  probes: readonly Probe[],
): Replay {
  const run = new Run(account, probes, schedule.propagationSteps);
  const choose = schedule.start(log);
  const made = new Set<number>();
  const answered = new Set<number>();
  const deploying = new Map<number, number>();
  const callAt = (position: number) => {
    const call = log[position];
    if (call === undefined) throw new Error(`no call ${position}`);
    return call;
  };
  const make = (position: number) => {
    const call = callAt(position);
    made.add(position);
    run.make(call);
    if (typeOf(call.urn) === service && call.operation !== "delete") deploying.set(position, 0);
    if (!deploying.has(position) || !waits(call)) answered.add(position);
  };
  const step = (position: number) => {
    const steps = deploying.get(position) ?? 0;
    if (steps > mostSteps) throw new Error(`${titleOf(callAt(position))}: its deployment does not end`);
    deploying.set(position, steps + 1);
    if (run.step(callAt(position))) return;
    deploying.delete(position);
    answered.add(position);
  };
  const ready = () =>
    [...log.keys()].filter((position) => !made.has(position) && callAt(position).after.every((at) => answered.has(at)));
  const result = () => ({ schedule: schedule.name, asked: run.asked, lost: run.lost, assumed: run.assumed });
  while (made.size < log.length || deploying.size > 0) {
    const move = choose({ calls: ready(), deployments: [...deploying.keys()] });
    try {
      if ("call" in move) make(move.call);
      else step(move.stepOf);
    } catch (error) {
      if (!("call" in move)) throw error;
      return { ...result(), refusal: `${titleOf(callAt(move.call))}: ${error instanceof Error ? error.message : ""}` };
    }
  }
  return result();
}
