import type { AwsAccount } from "../aws/account";
import { nameOf, typeOf } from "../aws/account";
import { merge } from "../aws/handlers";
import type { Deployment } from "../aws/live-state";
import type { OrderedCall } from "./call";
import { Observer } from "./observer";
import type { LostRequests, Probe } from "./probe";
import { Propagation } from "./propagation";
import type { Choices, Schedule } from "./schedule";

/** What happened to requests during one order of an update's calls. */
export interface Replay {
  readonly schedule: string;
  /** Number of requests. */
  readonly asked: number;
  readonly lost: readonly LostRequests[];
  /** Requests that are lost only if changes take effect later than the update deletes what they replace. */
  readonly assumed: readonly LostRequests[];
  /** Calls that AWS refuses in this order, and deployments that fail. */
  readonly failures: readonly string[];
}

const service = "aws:ecs/service:Service";

/** A call as results name it. */
const titleOf = ({ operation, urn }: Pick<OrderedCall, "operation" | "urn">) =>
  `${operation} of ${typeOf(urn).replace(/^.*:/, "")} ${nameOf(urn)}`;

const waits = ({ operation, inputs, urn }: OrderedCall) =>
  typeOf(urn) === service && operation !== "delete" && inputs["waitForSteadyState"] === true;

/** Whether a call registers an address with a target group, and not an ALB. */
const isAddress = (urn: string, { targetId }: OrderedCall["inputs"]) =>
  typeOf(urn) === "aws:lb/targetGroupAttachment:TargetGroupAttachment" && !String(targetId).startsWith("arn:");

/** One replay in progress. */
class Run {
  readonly failures: string[] = [];
  private readonly made = new Set<number>();
  private readonly answered = new Set<number>();
  /** Deployments that could make no micro-step since the last event. */
  private readonly stuck = new Set<string>();
  private readonly propagation: Propagation;
  private readonly observer: Observer;

  constructor(
    private readonly account: AwsAccount,
    private readonly log: readonly OrderedCall[],
    probes: readonly Probe[],
    private readonly schedule: Schedule,
  ) {
    this.propagation = new Propagation(schedule.propagationSteps);
    this.observer = new Observer(account, probes, this.propagation);
  }

  execute(): Replay {
    const end = this.account.observe(({ kind, urn, what, before, after }) => {
      this.stuck.clear();
      this.propagation.advance();
      if (after !== undefined) this.propagation.changed(before, after);
      else if (before !== undefined) this.propagation.removed(before);
      this.observer.askAll(kind === "step" ? `${nameOf(urn)}: ${what}` : titleOf({ operation: kind, urn }));
    });
    try {
      this.run();
    } finally {
      end();
    }
    const { asked, lost, assumed } = this.observer;
    return { schedule: this.schedule.name, asked, lost, assumed, failures: this.failures };
  }

  private run(): void {
    const choose = this.schedule.start(this.log);
    for (let choices = this.choices(); choices !== undefined; choices = this.choices()) {
      const move = choose(choices);
      if ("stepOf" in move) this.step(move.stepOf);
      else if (!this.make(move.call)) return;
    }
    const unmade = this.log.filter((_, position) => !this.made.has(position));
    if (unmade.length > 0 && this.failures.length === 0)
      this.failures.push(`${unmade.map(titleOf).join(", ")}: waits for a deployment that does not end`);
  }

  private choices(): Choices | undefined {
    const calls = [...this.log.keys()].filter(
      (position) =>
        !this.made.has(position) && this.log[position]?.after.every((earlier) => this.answered.has(earlier)),
    );
    const deployments = [...this.deployments.keys()];
    const unanswered = [...this.made].filter((position) => !this.answered.has(position));
    const urns = new Set(unanswered.map((position) => this.log[position]?.urn));
    const awaited = deployments.filter((urn) => urns.has(urn));
    return calls.length + deployments.length === 0 ? undefined : { calls, deployments, awaited };
  }

  /** Deployments that may have a micro-step left, by URN of the service. */
  private get deployments(): ReadonlyMap<string, Deployment> {
    const moving = this.account.deployments.filter((deployment) => !this.account.ecs.isStalled(deployment));
    const byUrn = moving.map(
      (deployment) => [this.account.ecs.get(deployment.service)?.urn ?? "", deployment] as const,
    );
    return new Map(byUrn.filter(([urn]) => !this.stuck.has(urn)));
  }

  /** @returns whether AWS accepted the call */
  private make(position: number): boolean {
    const call = this.log[position];
    if (call === undefined) throw new Error(`the log has no call ${position}`);
    const { operation, urn } = call;
    this.made.add(position);
    try {
      if (operation === "create") this.create(call);
      else if (operation === "update") this.update(call);
      else this.delete(call);
    } catch (error) {
      this.failures.push(`${titleOf(call)}: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
    if (!waits(call) || !this.deployments.has(urn)) this.answered.add(position);
    return true;
  }

  /**
   * No call waits until an address that it registers passes its first health check: before it does, which takes longer than
   * the other calls, the load balancer sends it no request.
   * Source: https://repost.aws/knowledge-center/elb-fix-failing-health-checks-alb (Elb.InitialHealthChecking)
   */
  private create({ urn, inputs }: OrderedCall): void {
    const { id } = this.account.create(urn, inputs);
    if (!isAddress(urn, inputs)) return;
    const { outside } = this.account;
    this.account.outside = { ...outside, initialAddresses: [...(outside.initialAddresses ?? []), id] };
  }

  /** In this order ECS may have shifted requests that it had not when the engine made the call: what is not sent stays. */
  private update({ urn, id, olds, inputs, sent }: OrderedCall): void {
    const found = this.account.find(urn, id, olds);
    const all = found === undefined || sent === undefined ? inputs : merge(found.inputs, inputs, sent);
    this.account.update(urn, id, olds, all);
  }

  private delete({ urn, id, olds }: OrderedCall): void {
    const arn = String(olds["arn"]);
    const state = typeOf(urn) === service ? this.account.ecs.get(arn) : undefined;
    if (state !== undefined) this.propagation.stopping(arn, state);
    this.account.delete(urn, id, olds);
  }

  private step(urn: string): void {
    const deployment = this.deployments.get(urn);
    if (deployment === undefined || !this.account.advance(deployment)) this.stuck.add(urn);
    else if (!this.deployments.has(urn)) this.answer(urn);
  }

  /** Answers the call that waited for a deployment, unless the deployment failed: then its dependents are never made. */
  private answer(urn: string): void {
    const position = [...this.made].find((at) => !this.answered.has(at) && this.log[at]?.urn === urn);
    const call = position === undefined ? undefined : this.log[position];
    if (position === undefined || call === undefined) return;
    const { status, reason } = this.account.ecs.get(String(call.outputs["arn"]))?.deployment ?? {};
    if (status === "SUCCESSFUL") this.answered.add(position);
    else this.failures.push(`${titleOf(call)}: ${reason === "" || reason === undefined ? String(status) : reason}`);
  }
}

/**
 * Makes the calls of an update and the micro-steps of its deployments in the order of a schedule, and asks all routes after
 * each. A call of an ECS service with `waitForSteadyState` is answered after the last micro-step of its deployment, any
 * other call at once.
 *
 * @param account - as it was before the update; afterwards as the update leaves it, with all deployments over
 * @throws Error if calls of the log wait for each other
 */
export const replay = (
  account: AwsAccount,
  log: readonly OrderedCall[],
  schedule: Schedule,
  probes: readonly Probe[],
): Replay => new Run(account, log, probes, schedule).execute();
