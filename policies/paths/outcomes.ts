import type { Resource } from "../graph/resource";
import type { Choice } from "./rule-choice";
import { breakOf, isAnswered, servicesIn, sharedBy, step } from "./trace";
import type { Break, Outcome, Trace } from "./trace";

/** The trace of the requests that get one choice. */
export interface Chosen {
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

/**
 * The requests that a listener distributes: one trace if all get the same actions, else an outcome per listener rule.
 *
 * @param certain - choices that some requests get for sure
 * @param possible - choices that depend on an unknown value
 * @param needs - that value
 */
export function outcomesOf(
  listener: Resource,
  certain: readonly Chosen[],
  possible: readonly Chosen[],
  needs: string,
): Trace {
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
