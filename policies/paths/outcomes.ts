import type { Resource } from "../graph/resource";
import type { Choice } from "./rule-choice";
import { breakOf, isAnswered, servicesIn, sharedBy, step } from "./trace";
import type { Break, Outcome, Trace } from "./trace";

/** The trace of the requests that get one choice. */
interface Chosen {
  readonly choice: Choice;
  readonly trace: Trace;
}

const viaOf = (listener: Resource, { owner, property, example }: Choice) =>
  property === "actions"
    ? `listener rule ${owner.name}, for example ${example}`
    : `default action of listener ${listener.name}, for example ${example}`;

function verdictOf(trace: Trace): Outcome["verdict"] {
  if (trace.broken !== undefined) return "broken";
  if (isAnswered(trace)) return "answered";
  return trace.open.length > 0 ? "undetermined" : "reached";
}

function outcomeOf(listener: Resource, { choice, trace }: Chosen, isCertain: boolean): Outcome {
  const at = breakOf(trace);
  const verdict = verdictOf(trace);
  return {
    listener: listener.name,
    rule: choice.property === "actions" ? choice.owner.name : null,
    urn: choice.owner.urn,
    example: choice.example,
    verdict: verdict === "broken" && !isCertain ? "undetermined" : verdict,
    services: servicesIn(trace),
    steps: trace.steps,
    ...(at === undefined ? {} : { broken: at }),
  };
}

/** Says by which choice a fault or answer comes about, unless an inner load balancer already does. */
function withVia(listener: Resource, { choice, trace }: Chosen): Trace {
  const add = <T extends Break>(at: T): T => ({ ...at, via: at.via ?? viaOf(listener, choice) });
  const { broken, answers } = trace;
  return { ...trace, answers: answers.map(add), ...(broken === undefined ? {} : { broken: add(broken) }) };
}

/** What the requests of a sender get. */
export interface Distributed {
  /** Choices that some requests get for sure. */
  readonly certain: readonly Chosen[];
  /** Choices that depend on an unknown value. */
  readonly possible: readonly Chosen[];
  /** That value. */
  readonly needs: string;
}

/** The requests that a listener distributes: one trace if all get the same actions, else an outcome per listener rule. */
function outcomesOf(listener: Resource, { certain, possible, needs }: Distributed): Trace {
  const unknown = { ...step("rule", listener), needs };
  if (certain.length + possible.length === 1) {
    const traces = [...certain, ...possible].map(({ trace }) => trace);
    return sharedBy(traces, [], unknown);
  }
  const named = (chosen: readonly Chosen[]) =>
    chosen.map(({ choice, trace }) => ({ choice, trace: withVia(listener, { choice, trace }) }));
  const [sure, maybe] = [named(certain), named(possible)];
  const outcomes = (chosen: readonly Chosen[], isCertain: boolean) =>
    chosen.flatMap((one) =>
      one.trace.outcomes.length > 0 ? one.trace.outcomes : [outcomeOf(listener, one, isCertain)],
    );
  const traces = (chosen: readonly Chosen[]) => chosen.map(({ trace }) => trace);
  return {
    ...sharedBy(traces(sure), traces(maybe), unknown),
    outcomes: [...outcomes(sure, true), ...outcomes(maybe, false)],
  };
}

const byOwner = (chosen: readonly Chosen[]) => [...new Map(chosen.map((one) => [one.choice.owner.urn, one])).values()];

/** What the requests of all senders get. */
function together(senders: readonly Distributed[]): Distributed {
  const certain = byOwner(senders.flatMap((sender) => sender.certain));
  const owners = new Set(certain.map(({ choice }) => choice.owner.urn));
  const possible = byOwner(senders.flatMap((sender) => sender.possible));
  return {
    certain,
    possible: possible.filter(({ choice }) => !owners.has(choice.owner.urn)),
    needs: senders.map(({ needs }) => needs).find((needs) => needs !== "") ?? "",
  };
}

/**
 * The requests that a listener gets from senders which its rules distinguish. The client does not choose the sender, so
 * the request path breaks if one of them gets nothing but answers of the load balancer while others reach a service.
 */
export function bySender(listener: Resource, senders: readonly Distributed[]): Trace {
  const all = outcomesOf(listener, together(senders));
  if (senders.length === 1 || all.broken !== undefined || isAnswered(all)) return all;
  const failing = senders.map((sender) => outcomesOf(listener, sender)).find(isAnswered);
  const error = failing?.answers.findLast(({ needs }) => needs === undefined);
  if (error === undefined) return all;
  const wrong = `${error.wrong} if the request comes from a subnet that sourceIp of no other rule contains`;
  const fix =
    "Add the blocks of all subnets of the VPC link, or of the load balancer that calls, to sourceIp of the rule.";
  return { ...all, broken: { ...step("listener", listener), wrong, fix } };
}
